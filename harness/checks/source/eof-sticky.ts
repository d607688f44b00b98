import { RC } from '../../abi/enums.ts';
import { resultName } from '../../abi/result-codes.ts';
import { defineCheck, type RecordCheck } from '../../define-check.ts';
import { judged, skipped } from '../../protocol/verdict.ts';

export default defineCheck<RecordCheck>({
	id: 'source.eof-sticky',
	title: 'after the end of the stream there is nothing more',
	asserts: 'After EOF every further call of next_batch returns EOF without events.',
	severity: 'warning',
	capabilities: ['source'],
	profile: 'ci',
	stage: 'record',
	why: 'Falco stops reading at the first EOF: whatever the plugin would deliver later is lost.',
	fix: 'Remember the end in the instance, and answer EOF with 0 events from then on. Use TIMEOUT for a pause.',
	judge({ record }) {
		if (record.end !== 'eof')
			return skipped('the stream did not end while it was read; give --open-params of a finite input');
		const index = record.afterEof.findIndex(
			(batch) => batch.rc !== RC.EOF || (batch.count.written && batch.count.value > 0),
		);
		const batch = record.afterEof[index];
		const tried = `${record.afterEof.length} calls after the end`;
		if (!batch) return judged([], tried);
		const events = batch.count.written ? batch.count.value : 0;
		return judged(
			[
				{
					message: 'next_batch goes on after it had returned EOF',
					call: 'plugin_next_batch',
					expected: 'EOF with 0 events',
					observed: `${resultName(batch.rc)} with ${events} events on call ${index + 1} after EOF`,
				},
			],
			tried,
		);
	},
});
