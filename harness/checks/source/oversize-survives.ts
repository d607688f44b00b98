import { defineCheck, type RecordCheck } from '../../define-check.ts';
import { describeReturned, lossyTextOf } from '../../protocol/describe-text.ts';
import { judged, skipped } from '../../protocol/verdict.ts';

/** How plugins speak of a record that is too long for them. */
const SPEAKS_OF_SIZE =
	/too (large|big|long)|larger|longer|exceed|oversize|maximum|max(imal)? size|buffer|short write|truncat/i;

export default defineCheck<RecordCheck>({
	id: 'source.oversize-survives',
	title: 'one record that is too long does not end the stream',
	asserts: 'A record that is longer than the plugin takes is skipped or cut, and the stream goes on.',
	severity: 'warning',
	capabilities: ['source'],
	profile: 'ci',
	stage: 'record',
	why:
		'A FAILURE of next_batch ends the capture, and Falco with it: whoever can write one long record into a log can switch ' +
		'detection off. It is a repeated fix of the official plugins (plugins#110, plugins#1098).',
	fix: 'Skip or cut the record, log a warning through log_fn, and go on with the next one.',
	judge({ record, inputs }) {
		const asked = 'give --open-params of an input in whose middle a record is longer than the plugin takes';
		if (inputs.openParams === null) return skipped(asked);
		const error = record.endError === null ? undefined : lossyTextOf(record.endError);
		if (record.end === 'failure' && error !== undefined && SPEAKS_OF_SIZE.test(error)) {
			return judged([
				{
					message: 'a record that is too long ends the stream',
					call: 'plugin_next_batch',
					expected: 'the record is skipped or cut, and the stream goes on',
					observed: `FAILURE after ${record.events.length} events: ${describeReturned(record.endError ?? { kind: 'absent' })}`,
				},
			]);
		}
		const complete = record.end === 'eof' && record.events.length + record.uncaptured === inputs.expectEvents;
		const longest = record.events.reduce((most, { bytes }) => Math.max(most, bytes.length), 0);
		if (complete && longest > 65_536) return judged([], `${record.events.length} events, of up to ${longest} bytes`);
		return skipped(`${asked}, and --expect-events of what is left`);
	},
});
