import { defineCheck, type LiveCheck } from '../../define-check.ts';
import { judged } from '../../protocol/verdict.ts';
import { declaredTypes, eventsOf } from '../declared-events.ts';
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
			const types = await declaredTypes(context, state, 'get_extract_event_types');
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
