import { resultName } from '../../abi/result-codes.ts';
import { defineCheck, type RecordCheck } from '../../define-check.ts';
import { type FindingDraft, judged, skipped } from '../../protocol/verdict.ts';
import { firstOfEach } from '../first-of-each.ts';

export default defineCheck<RecordCheck>({
	id: 'source.outputs-written',
	title: 'next_batch always writes its outputs',
	asserts:
		'Whatever next_batch returns, it stores the number of events, and with a number above 0 the array of events.',
	severity: 'error',
	capabilities: ['source'],
	profile: 'ci',
	stage: 'record',
	why:
		'libs source_plugin.c hands next_batch its own counters, which still hold the previous batch: when the count is left ' +
		'alone, the previous batch is delivered a second time before the result is even looked at.',
	fix: 'Set `*nevts = 0` and `*evts = NULL` first thing in plugin_next_batch.',
	judge({ record }) {
		const batches = [...record.batches, ...record.afterEof];
		if (batches.length === 0) return skipped('nothing was read');
		const findings = batches.flatMap((batch, index): FindingDraft[] => {
			const result = resultName(batch.rc);
			if (!batch.count.written) {
				return [
					{
						message: `next_batch returned ${result} without storing the number of events`,
						call: 'plugin_next_batch',
						expected: '*nevts is stored on every return',
						observed: `*nevts untouched on call ${index + 1}; Falco would replay the batch before`,
					},
				];
			}
			if (batch.count.value > 0 && !batch.arrayWritten) {
				return [
					{
						message: `next_batch returned ${result} with a number of events, but without storing the array`,
						call: 'plugin_next_batch',
						expected: '*evts points to the events',
						observed: `*nevts is ${batch.count.value}, *evts untouched on call ${index + 1}`,
					},
				];
			}
			return [];
		});
		return judged(firstOfEach(findings), `${batches.length} calls`);
	},
});
