import { RC } from '../../abi/enums.ts';
import { defineCheck, type LiveCheck } from '../../define-check.ts';
import { type FindingDraft, judged } from '../../protocol/verdict.ts';
import { declaredTypes, eventsOf } from '../declared-events.ts';
import { firstOfEach } from '../first-of-each.ts';
import { withState } from '../with-state.ts';

export default defineCheck<LiveCheck>({
	id: 'parse.declared-types',
	title: 'every event type that is asked for can be parsed',
	asserts:
		'For each event type that the plugin says it parses, parse_event does not crash on a valid event of that type, with empty ' +
		'parameters, with zeros, with parameters of greatest length, and returns SUCCESS or FAILURE.',
	severity: 'error',
	capabilities: ['parse'],
	profile: 'ci',
	stage: 'live',
	isolation: 'shared',
	calls: ['init', 'get_parse_event_types', 'parse_event', 'destroy'],
	deadlineMs: 60_000,
	why:
		'Falco parses every event of the declared types and sources, also those that no rule looks at; drivers leave parameters ' +
		'empty that they could not read (plugins#943, falco#3601, falco#3960).',
	fix: 'Look at the type, the number of parameters and the length of each before you read it.',
	run: (context) =>
		withState(context, async (state) => {
			const findings: FindingDraft[] = [];
			const types = await declaredTypes(context, state, 'get_parse_event_types');
			let events = 0;
			for (const code of types) {
				for (const { bytes, name } of eventsOf(code, context.settings.pluginId)) {
					await context.trying(name);
					events += 1;
					const rc = await context.plugin.parse(state, bytes, BigInt(events), context.settings.source);
					if (rc === RC.SUCCESS || rc === RC.FAILURE) continue;
					findings.push({
						message: `parse_event returned ${rc}, which is not one of its results`,
						call: 'plugin_parse_event',
						expected: '0 (success) or 1 (failure)',
						observed: `${rc} for ${name}`,
					});
				}
			}
			return judged(firstOfEach(findings), `${types.length} event types, ${events} events`);
		}),
});
