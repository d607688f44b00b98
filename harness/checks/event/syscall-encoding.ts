import { decodeEvent } from '../../abi/event.ts';
import { ASYNC_EVENT, EVENT_TYPES, type EventType, PLUGIN_EVENT } from '../../abi/event-types.ts';
import { ONE_TEXT_PARAMS, PARAM_SIZES } from '../../abi/param-sizes.ts';
import { defineCheck, type RecordCheck } from '../../define-check.ts';
import { type FindingDraft, judged, skipped } from '../../protocol/verdict.ts';
import { firstOfEach } from '../first-of-each.ts';

export default defineCheck<RecordCheck>({
	id: 'event.syscall-encoding',
	title: 'events of other types follow the event table',
	asserts:
		'A plugin without an id delivers only event types of the event table that are in use, with as many parameters as the ' +
		'table says, each of its length, and lengths as wide as the type has them.',
	severity: 'error',
	capabilities: ['source'],
	profile: 'ci',
	stage: 'record',
	why:
		'libs scap_event_decode_params drops all parameters of a type that it does not know, and other look-ups in the table are ' +
		'guarded by assertions only, which release builds do not have. A parameter that is read as its type and has another length is ' +
		'an exception that ends Falco (get_event_param_as).',
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
	if (!decoded.ok || decoded.slack > 0) return judgeLengthWords(bytes, type);
	const { params } = decoded.event;
	const wrong = params.map((param, index) => judgeParam(param, type, index)).find((draft) => draft !== undefined);
	if (wrong || params.length === type.params.length) return wrong;
	return {
		severity: 'warning',
		message: `an event of type ${code} (${type.name}) has ${params.length} parameters, not ${type.params.length}`,
		expected: `${type.params.length} parameters: ${type.params.map(({ name }) => name).join(', ') || 'none'}`,
		observed: `${params.length}; Falco reads the smaller number`,
	};
}

/** Lengths that add up only when their words are read in the other width were written in it. */
function judgeLengthWords(bytes: Buffer, type: EventType): FindingDraft | undefined {
	const written = type.lengthWidth === 2 ? 4 : 2;
	const decoded = decodeEvent(bytes, written);
	if (!decoded.ok || decoded.slack > 0 || decoded.event.params.length === 0) return undefined;
	return {
		message: `an event of type ${type.code} (${type.name}) has lengths of ${written} bytes`,
		expected: `lengths of ${type.lengthWidth} bytes, as the event table says of this type`,
		observed: `lengths that add up as words of ${written} bytes only`,
	};
}

/** libs reads a parameter as its type and throws where the length is another; an empty one is a value that could not be read. */
function judgeParam(
	param: Uint8Array,
	{ code, name: event, params }: EventType,
	index: number,
): FindingDraft | undefined {
	const expected = params[index];
	if (!expected || param.length === 0) return undefined;
	const message = `the parameter ${expected.name} of type ${code} (${event}) is no ${expected.type}`;
	const size = PARAM_SIZES[expected.type];
	if (size !== undefined && size !== param.length) {
		return { message, expected: `${size} bytes`, observed: `${param.length} bytes` };
	}
	if (!ONE_TEXT_PARAMS.has(expected.type) || param.indexOf(0) === param.length - 1) return undefined;
	return {
		message,
		expected: 'a text whose terminator is the last byte, and is counted',
		observed: param.includes(0) ? 'a terminator before the last byte' : `${param.length} bytes without a terminator`,
	};
}
