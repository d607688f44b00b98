import { encodeAsyncEvent, encodePluginEvent } from '../abi/event.ts';
import { ASYNC_EVENT, EVENT_TYPES, type EventType, PLUGIN_EVENT } from '../abi/event-types.ts';
import { sampleEvent } from '../abi/sample-params.ts';
import type { EventTypesReading } from '../record.ts';

/** Id of the plugin that such events pretend to come from: the one for tests. */
export const SAMPLE_PLUGIN_ID = 999;

/** What a source might send, for a plugin of which nothing is known but the fields: JSON, and a line of text. */
const PAYLOADS = [
	'{"id":1,"time":1700000000000000000,"name":"synthetic","ok":true,"ratio":0.5,"list":["a","b"],"object":{"key":"value"}}',
	'{"id":2,"name":"","ok":false,"list":[],"object":null}',
	'synthetic event of plugin-kit',
	'{"id":3,"name":"synthetic","nested":{"list":[{"key":"value"},{"key":"other"}]}}',
];
/** Exits of system calls with which rules have most to do, for a plugin that names no types. */
const USUAL = new Set([
	'execve',
	'openat',
	'clone',
	'connect',
	'accept4',
	'close',
	'unlinkat',
	'setuid',
	'sendto',
	'kill',
]);
/** Types of a list that are tried: a plugin may name all of them. */
const MOST_TYPES = 64;

/**
 * Events for a plugin that has no source of its own and was given none: of the types that it asks for, with valid and
 * ordinary parameters, as far as the event source sends such events.
 *
 * @param source the event source that they are said to come from
 * @param lists what the plugin answered to get_extract_event_types and get_parse_event_types, null where it has none
 */
export function syntheticEvents(source: string, lists: readonly (EventTypesReading | null)[]): Uint8Array[] {
	const asked = new Set(lists.flatMap((list) => list?.types ?? []));
	const known = EVENT_TYPES.filter(({ code, unused }) => !unused && asked.has(code));
	const listed = known.filter(({ code }) => code === ASYNC_EVENT || (code !== PLUGIN_EVENT && source === 'syscall'));
	const types = known.length === 0 && source === 'syscall' ? EVENT_TYPES.filter(isUsual) : listed;
	const ofPlugins = asked.has(PLUGIN_EVENT) || (known.length === 0 && source !== 'syscall');
	return [...(ofPlugins ? PAYLOADS.map(ofPlugin) : []), ...types.slice(0, MOST_TYPES).map(ofType)];
}

function ofPlugin(text: string): Uint8Array {
	return encodePluginEvent({ id: SAMPLE_PLUGIN_ID, payload: Buffer.from(text) });
}

function isUsual({ name, direction, old, unused }: EventType): boolean {
	return direction === 'exit' && !old && !unused && USUAL.has(name);
}

function ofType(type: EventType): Uint8Array {
	if (type.code !== ASYNC_EVENT) return sampleEvent(type, 'usual');
	return encodeAsyncEvent({
		ts: 1_700_000_000_000_000_000n,
		id: SAMPLE_PLUGIN_ID,
		name: 'synthetic',
		data: Buffer.from(PAYLOADS[0] ?? ''),
	});
}
