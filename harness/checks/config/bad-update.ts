import { RC } from '../../abi/enums.ts';
import { defineCheck, type LiveCheck } from '../../define-check.ts';
import { schemaTextOf } from '../../init-config.ts';
import type { LiveContext } from '../../live-context.ts';
import { type FindingDraft, judged, skipped } from '../../protocol/verdict.ts';
import { firstOfEach } from '../first-of-each.ts';
import { hostileTexts } from '../hostile-texts.ts';
import { ORDINARY_CALLS } from '../ordinary-calls.ts';
import { valuesOf } from '../values-text.ts';
import { withState } from '../with-state.ts';

const call = 'plugin_set_config';
const EVENTS = 2;
const REQUESTS = 64;
/** Enough to overrun a buffer of a page. */
const BLANKS = 4_096;

export default defineCheck<LiveCheck>({
	id: 'config.bad-update',
	title: 'a bad update of the configuration changes nothing',
	asserts:
		'Hostile texts given to set_config neither crash nor hang the plugin; after a refusal the plugin goes on with the ' +
		'configuration that it had; the text is not used after the call.',
	severity: 'error',
	capabilities: 'all',
	profile: 'ci',
	stage: 'live',
	isolation: 'shared',
	calls: [...ORDINARY_CALLS, 'set_config'],
	deadlineMs: 60_000,
	why:
		'plugin_api.h: a rejected update leaves the plugin as it was. libs passes a pointer into a local string, and refuses itself ' +
		'what a JSON schema does not allow, so a crash on that is a warning only; on a valid text of any length it is none.',
	fix: 'Parse the new configuration to its end into a new object, and replace the old one only then.',
	run(context) {
		const { plugin, inputs, seed } = context;
		if (!plugin.exports('set_config')) return Promise.resolve(skipped('plugin_set_config is not exported'));
		const checked = schemaTextOf(context.description) !== undefined;
		return withState(context, async (state) => {
			const events = await context.sampleEvents(state, EVENTS);
			const before = await valuesNow(context, state, events);
			const findings: FindingDraft[] = [];
			const texts: readonly HostileText[] = [
				...(checked ? [paddedConfig(context)] : []),
				...inputs.badInitConfigs.map((text, index) => ({ name: `bad configuration ${index + 1}`, text })),
				...hostileTexts(seed).filter(({ text }) => text.length < 65_536),
			];
			let refused = 0;
			for (const { name, text, valid } of texts) {
				await context.trying(`set_config with ${name}`, checked && !valid ? 'warning' : 'error');
				const rc = await context.withGuardedInputs({ edge: 'end', access: 'live', afterwards: 'revoked' }, () =>
					plugin.setConfig(state, text),
				);
				if (rc === RC.SUCCESS) {
					// A text that the plugin takes is no update to be refused; the one that it had is set again.
					await plugin.setConfig(state, context.settings.config);
					continue;
				}
				if (rc !== RC.FAILURE) {
					findings.push({
						message: `set_config returned ${rc}`,
						call,
						expected: '0 (success) or 1 (failure)',
						observed: name,
					});
				}
				refused += 1;
				const after = await valuesNow(context, state, events);
				const index = after.findIndex((value, place) => value !== before[place]);
				if (index < 0) continue;
				findings.push({
					message: 'extraction changes after set_config has refused a configuration',
					call,
					expected: before[index] ?? '',
					observed: `${after[index]} after ${name}`,
				});
			}
			return judged(firstOfEach(findings), `${refused} texts refused, ${events.length} events extracted after each`);
		});
	},
});

interface HostileText {
	name: string;
	text: string | Uint8Array;
	/** Falco would let it pass. */
	valid?: true;
}

/** Blanks round a JSON text change nothing but its length, so that it passes every schema that it passed. */
function paddedConfig({ settings }: LiveContext): HostileText {
	const blanks = ' '.repeat(BLANKS);
	return {
		name: `the configuration that it has between ${2 * BLANKS} blanks`,
		text: `${blanks}${settings.config}${blanks}`,
		valid: true,
	};
}

/** Values that an event gives by itself are the same each time; those that are not are left out. */
async function valuesNow({ plugin, requests, settings }: LiveContext, state: bigint, events: readonly Buffer[]) {
	const values: string[] = [];
	if (!plugin.has('extract')) return values;
	for (const [index, event] of events.entries()) {
		for (const request of requests.slice(0, REQUESTS)) {
			const options = { number: BigInt(index + 1), source: settings.source };
			const first = valuesOf(await plugin.extract(state, event, [request], options));
			const second = valuesOf(await plugin.extract(state, event, [request], options));
			values.push(first === second ? `${request.field.name} is ${first}` : 'changing');
		}
	}
	return values;
}
