import { RC } from '../../abi/enums.ts';
import { defineCheck, type RecordCheck } from '../../define-check.ts';
import { describeReturned } from '../../protocol/describe-text.ts';
import { type FindingDraft, judged, skipped } from '../../protocol/verdict.ts';
import { firstOfEach } from '../first-of-each.ts';

const KNOWN = new Set<number>(Object.values(RC));

export default defineCheck<RecordCheck>({
	id: 'source.rc-contract',
	title: 'next_batch returns a result that the API knows',
	asserts:
		'next_batch returns SUCCESS, FAILURE, TIMEOUT, EOF or NOT_SUPPORTED, and SUCCESS comes with at least one event.',
	severity: 'error',
	capabilities: ['source'],
	profile: 'ci',
	stage: 'record',
	why:
		'libs source_plugin.c maps every unknown value to a failure, which ends the capture, and refuses a SUCCESS without ' +
		'events with "unexpected 0 size event returned by plugin".',
	fix: 'Return SS_PLUGIN_TIMEOUT when there is nothing to deliver now, and SS_PLUGIN_EOF (2) when there will never be more.',
	judge({ record }) {
		const batches = [...record.batches, ...record.afterEof];
		if (batches.length === 0) return skipped('nothing was read');
		const findings = batches.flatMap((batch, index): FindingDraft[] => {
			if (!KNOWN.has(batch.rc)) {
				return [
					{
						message: `next_batch returned ${batch.rc}, which is no result code`,
						call: 'plugin_next_batch',
						expected: '0 (success), 1 (failure), -1 (timeout), 2 (end of file) or 3 (not supported)',
						observed: `${batch.rc} on call ${index + 1}; Falco takes it as a failure and ends the capture`,
						...(batch.rc === 6
							? { fix: 'Return 2 at the end of the stream: 6 is a code of libscap, which an old web page gives.' }
							: {}),
					},
				];
			}
			if (batch.rc === RC.SUCCESS && batch.count.written && batch.count.value === 0) {
				return [
					{
						message: 'next_batch returned success without an event',
						call: 'plugin_next_batch',
						expected: 'at least one event with SS_PLUGIN_SUCCESS',
						observed: `0 events on call ${index + 1}; Falco ends: "unexpected 0 size event returned by plugin"`,
					},
				];
			}
			return [];
		});
		if (record.end === 'failure' && findings.length === 0) {
			findings.push({
				severity: 'info',
				message: 'next_batch fails, and Falco ends with its error',
				call: 'plugin_next_batch',
				expected: 'an error only where nothing more can be read',
				observed: `a failure on call ${record.batches.length}: ${record.endError ? describeReturned(record.endError) : 'no error text'}`,
			});
		}
		return judged(firstOfEach(findings), `${batches.length} calls`);
	},
});
