import { encodeAsyncEvent, encodePluginEvent } from '../abi/event.ts';
import { ASYNC_EVENT, EVENT_TYPES, PLUGIN_EVENT } from '../abi/event-types.ts';
import { FILLINGS, sampleEvent } from '../abi/sample-params.ts';
import type { LiveContext } from '../live-context.ts';
import { utf8Of } from '../protocol/returned-text.ts';

/** The types that Falco passes to extraction or parsing: those declared, else all of the sources that the plugin names. */
export async function declaredTypes(
	{ plugin, description }: LiveContext,
	state: bigint,
	list: 'get_extract_event_types' | 'get_parse_event_types',
): Promise<number[]> {
	const types = await plugin.eventTypes(list, state);
	const declared = (types?.types ?? []).filter((code) => EVENT_TYPES[code] && !EVENT_TYPES[code]?.unused);
	if (declared.length > 0) return [...new Set(declared)];
	const { extractEventSources, parseEventSources } = description;
	const sources = utf8Of(list === 'get_parse_event_types' ? parseEventSources : extractEventSources) ?? '';
	if (sources.includes('syscall'))
		return EVENT_TYPES.filter(({ unused, old }) => !unused && !old).map(({ code }) => code);
	return [PLUGIN_EVENT];
}

/** Valid events of a type, from empty to large, each with what it is in words. */
export function eventsOf(code: number, id: number): { bytes: Uint8Array; name: string }[] {
	const type = EVENT_TYPES[code];
	if (!type) return [];
	const label = `an event of type ${code} (${type.name})`;
	switch (code) {
		case PLUGIN_EVENT:
			return [0, 1, 70_000].map((length) => ({
				bytes: encodePluginEvent({ ts: 1n, id, payload: new Uint8Array(length) }),
				name: `${label} with a payload of ${length} bytes`,
			}));
		case ASYNC_EVENT:
			return [0, 4_096].map((length) => ({
				bytes: encodeAsyncEvent({ ts: 1n, id, name: 'container', data: new Uint8Array(length) }),
				name: `${label} with ${length} bytes of data`,
			}));
		default:
			return FILLINGS.map((filling) => ({
				bytes: sampleEvent(type, filling),
				name: `${label} with ${filling} parameters`,
			}));
	}
}
