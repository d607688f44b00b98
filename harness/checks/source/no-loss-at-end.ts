import { defineCheck, type RecordCheck } from '../../define-check.ts';
import { describeReturned } from '../../protocol/describe-text.ts';
import { judged, skipped } from '../../protocol/verdict.ts';

export default defineCheck<RecordCheck>({
	id: 'source.no-loss-at-end',
	title: 'a finite input gives the expected number of events',
	asserts:
		'Reading a finite input to its end gives exactly the number of events that the author expects, those that come together ' +
		'with EOF or TIMEOUT included.',
	severity: 'error',
	capabilities: ['source'],
	profile: 'ci',
	stage: 'record',
	why:
		'Off-by-one errors at batch borders and a lost last batch are among the most repeated fixes of the official plugins. ' +
		'Falco delivers events that come with EOF or TIMEOUT before it acts on the result.',
	fix: 'Deliver a partial last batch with EOF, or return it with SUCCESS and answer EOF on the next call.',
	judge({ record, inputs }) {
		if (inputs.expectEvents === null) return skipped('the number of events is not known: give --expect-events N');
		const count = record.events.length + record.uncaptured;
		if (record.end === 'failure') {
			const why = record.endError ? describeReturned(record.endError) : 'no error text';
			return judged([
				{
					message: `the stream fails after ${count} of ${inputs.expectEvents} events`,
					call: 'plugin_next_batch',
					expected: `${inputs.expectEvents} events until EOF`,
					observed: `a failure after ${count} events: ${why}`,
					evidence: 'Falco ends with the text of get_last_error.',
				},
			]);
		}
		if (record.end !== 'eof') {
			return skipped(`the stream did not end while it was read (${record.end}, ${count} events): give a finite input`);
		}
		if (count === inputs.expectEvents) return judged([], `${count} events until EOF`);
		return judged(
			[
				{
					message: `the stream gives ${count} events, not ${inputs.expectEvents}`,
					call: 'plugin_next_batch',
					expected: `${inputs.expectEvents} events until EOF`,
					observed: `${count} events in ${record.batches.length} batches`,
					evidence: `batch sizes from the end: ${record.batches
						.slice(-5)
						.map((batch) => (batch.count.written ? batch.count.value : '?'))
						.toReversed()
						.join(', ')}`,
				},
			],
			`${count} events`,
		);
	},
});
