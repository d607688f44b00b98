import { decodeEvent } from '../../abi/event.ts';
import { ASYNC_EVENT, EVENT_TYPES, PLUGIN_EVENT } from '../../abi/event-types.ts';
import { defineCheck, type RecordCheck } from '../../define-check.ts';
import { type FindingDraft, judged, skipped } from '../../protocol/verdict.ts';
import { firstOfEach } from '../first-of-each.ts';

export default defineCheck<RecordCheck>({
	id: 'event.syscall-encoding',
	title: 'events of other types follow the event table',
	asserts:
		'A plugin without an id delivers only event types of the event table that are in use, with as many parameters as the ' +
		'table says.',
	severity: 'error',
	capabilities: ['source'],
	profile: 'ci',
	stage: 'record',
	why:
		'libs scap_event_decode_params drops all parameters of a type that it does not know, and other look-ups in the table are ' +
		'guarded by assertions only, which release builds do not have.',
	fix: 'Take type, length width and parameters from the event table of the Falco that you target.',
	judge({ record, description }) {
		if ((description.id ?? 0) !== 0) return skipped('the plugin has an id: it delivers plugin events only');
		if (record.events.length === 0) return skipped('the plugin delivered no event');
		const findings = record.events.flatMap(({ bytes, number }): FindingDraft[] => {
			const draft = judgeEvent(bytes);
			const evidence = `event ${number} begins ${bytes.subarray(0, 48).toString('hex')}`;
			return draft ? [{ call: 'plugin_next_batch', evidence, ...draft }] : [];
		});
		return judged(firstOfEach(findings), `${record.events.length} events`);
	},
});

function judgeEvent(bytes: Buffer): FindingDraft | undefined {
	const code = bytes.readUInt16LE(20);
	if (code === PLUGIN_EVENT || code === ASYNC_EVENT) return undefined;
	const type = EVENT_TYPES[code];
	if (!type || type.unused) {
		return {
			message: `an event has the type ${code}, which ${type ? 'is not in use' : 'is not in the event table'}`,
			expected: `a type below ${EVENT_TYPES.length} that is in use`,
			observed: `type ${code}`,
		};
	}
	const decoded = decodeEvent(bytes);
	if (!decoded.ok) return undefined;
	const count = decoded.event.params.length;
	if (count === type.params.length) return undefined;
	return {
		severity: 'warning',
		message: `an event of type ${code} (${type.name}) has ${count} parameters, not ${type.params.length}`,
		expected: `${type.params.length} parameters: ${type.params.map(({ name }) => name).join(', ') || 'none'}`,
		observed: `${count}; Falco reads the smaller number`,
	};
}
