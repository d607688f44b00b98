import { RC } from '../../abi/enums.ts';
import { defineCheck, type LiveCheck } from '../../define-check.ts';
import { type FindingDraft, judged, skipped } from '../../protocol/verdict.ts';
import { firstOfEach } from '../first-of-each.ts';
import { ORDINARY_CALLS } from '../ordinary-calls.ts';
import { withState } from '../with-state.ts';

export default defineCheck<LiveCheck>({
	id: 'memory.inputs-read-only',
	title: 'inputs are only read',
	asserts:
		'Nothing that a call is given is written to: events, texts and input structs, and of a request of extract_fields all but its ' +
		'result.',
	severity: 'error',
	capabilities: 'all',
	profile: 'ci',
	stage: 'live',
	isolation: 'shared',
	calls: [...ORDINARY_CALLS, 'set_config'],
	deadlineMs: 60_000,
	why: 'They are const in the API. libs hands out pointers into its own strings, and other plugins get the same event next.',
	fix: 'Copy what you want to change, for instance before strtok or an in-place parser.',
	async run(context) {
		const rules = { edge: 'end', access: 'read-only', afterwards: 'reused' } as const;
		const record = await context.withGuardedInputs(rules, () => context.liveOrdinarily('short'));
		if (!record.init.rc.written || record.init.rc.value !== RC.SUCCESS) {
			return skipped('plugin_init fails: give --init-config');
		}
		// Falco does not call it in an ordinary life.
		if (context.plugin.exports('set_config')) {
			await context.trying('set_config with the configuration that it has');
			await withState(context, async (state) => {
				await context.withGuardedInputs(rules, () => context.plugin.setConfig(state, context.settings.config));
				return judged([]);
			});
		}
		const findings = record.extractions.flatMap(({ extraction }) =>
			extraction.fields.flatMap(({ requestChanged }): FindingDraft[] => {
				if (requestChanged.length === 0) return [];
				return [
					{
						message: `extract_fields changes ${requestChanged.join(', ')} of a request`,
						call: 'plugin_extract_fields',
						expected: 'writes to res and res_len only',
					},
				];
			}),
		);
		return judged(
			firstOfEach(findings),
			`${record.events.length} events and ${record.calls.length} calls with read-only inputs`,
		);
	},
});
