import { encodeAsyncEvent, encodePluginEvent } from '../../abi/event.ts';
import { ASYNC_EVENT, EVENT_TYPES, PLUGIN_EVENT } from '../../abi/event-types.ts';
import { FILLINGS, sampleEvent } from '../../abi/sample-params.ts';
import { defineCheck, type LiveCheck } from '../../define-check.ts';
import type { LiveContext } from '../../live-context.ts';
import { utf8Of } from '../../protocol/returned-text.ts';
import { judged } from '../../protocol/verdict.ts';
import { withState } from '../with-state.ts';

/** Requests for an event, so that plugins with thousands of fields are done in time. */
const REQUESTS = 200;

export default defineCheck<LiveCheck>({
	id: 'extract.declared-types',
	title: 'every event type that is asked for can be extracted from',
	asserts:
		'For each event type that the plugin says it extracts from, no field crashes on a valid event of that type: with empty ' +
		'parameters, with zeros, with parameters of greatest length.',
	severity: 'error',
	capabilities: ['extract'],
	profile: 'ci',
	stage: 'live',
	isolation: 'shared',
	calls: ['init', 'get_extract_event_types', 'extract_fields', 'destroy'],
	deadlineMs: 120_000,
	why:
		'Drivers leave parameters empty that they could not read, and event types have different numbers of them; crashes of ' +
		'the container plugin came from both (plugins@81201c0e, plugins@b49ad240, falco#3571).',
	fix: 'Look at the type, the number of parameters and the length of each before you read it.',
	run: (context) =>
		withState(context, async (state) => {
			const types = await declaredTypes(context, state);
			const requests = context.requests.slice(0, REQUESTS);
			let events = 0;
			for (const code of types) {
				for (const { bytes, name } of eventsOf(code, context.settings.pluginId)) {
					await context.trying(name);
					events += 1;
					for (const request of requests) {
						const options = { number: BigInt(events), source: context.settings.source };
						await context.plugin.extract(state, bytes, [request], options);
					}
				}
			}
			return judged([], `${types.length} event types, ${events} events, ${requests.length} requests each`);
		}),
});

/** The types that Falco passes to extraction: those declared, else all of the sources that the plugin extracts from. */
async function declaredTypes({ plugin, description }: LiveContext, state: bigint): Promise<number[]> {
	const types = await plugin.eventTypes('get_extract_event_types', state);
	const declared = (types?.types ?? []).filter((code) => EVENT_TYPES[code] && !EVENT_TYPES[code]?.unused);
	if (declared.length > 0) return [...new Set(declared)];
	const sources = utf8Of(description.extractEventSources) ?? '';
	if (sources.includes('syscall'))
		return EVENT_TYPES.filter(({ unused, old }) => !unused && !old).map(({ code }) => code);
	return [PLUGIN_EVENT];
}

function eventsOf(code: number, id: number): { bytes: Uint8Array; name: string }[] {
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
