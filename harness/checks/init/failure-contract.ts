import { RC } from '../../abi/enums.ts';
import { defineCheck, type LiveCheck } from '../../define-check.ts';
import { describeReturned, lossyTextOf } from '../../protocol/describe-text.ts';
import { type FindingDraft, judged, skipped } from '../../protocol/verdict.ts';
import type { InitReading } from '../../record.ts';
import { firstOfEach } from '../first-of-each.ts';

/** Configurations that most plugins refuse. */
const LIKELY_BAD = ['{"plugin-kit": ', '[]', '"text"', '{"plugin-kit-unknown-key": {"a": [1]}}'];
const call = 'plugin_init';

export default defineCheck<LiveCheck>({
	id: 'init.failure-contract',
	title: 'a failed init leaves something to ask and to destroy',
	asserts:
		'When plugin_init fails it says so in its result, and where it returns a state, get_last_error of the state gives a text, the state can be destroyed, and ' +
		'a later plugin_init works.',
	severity: 'error',
	capabilities: 'all',
	profile: 'ci',
	stage: 'live',
	isolation: 'own',
	calls: ['init', 'destroy', 'get_last_error'],
	deadlineMs: 60_000,
	why:
		'libs sinsp_plugin::init keeps the state of a failed init, shows its get_last_error, and destroys it later; without a ' +
		'state the user sees only "plugin handle or \'get_last_error\' function not defined".',
	fix: 'On failure return a state that holds the reason, and free it in plugin_destroy.',
	async run({ plugin, inputs, settings, trying }) {
		const given = inputs.badInitConfigs.map((config) => ({ config, severity: 'error' as const }));
		// Configurations of ours may be such that a schema refuses them before init sees them.
		const likely = LIKELY_BAD.map((config) => ({ config, severity: 'warning' as const }));
		const findings: FindingDraft[] = [];
		const first = await plugin.init(settings.config);
		await plugin.destroy(first.state);
		let failures = 0;
		for (const { config, severity } of given.length > 0 ? given : likely) {
			await trying(`the configuration ${config}`, given.length > 0 ? 'error' : severity);
			const reading = await plugin.init(config);
			if (!reading.rc.written) findings.push(unwritten(config));
			if (reading.rc.written && reading.rc.value === RC.FAILURE) {
				failures += 1;
				findings.push(...judgeFailure(reading, config));
				await trying(`to destroy the state of a failed init (${config})`, 'error');
			}
			await plugin.destroy(reading.state);
		}
		if (failures === 0 && findings.length === 0)
			return skipped('init refused no configuration: give --bad-init-config');
		await trying('init after a failed one', 'error');
		const again = await plugin.init(settings.config);
		await plugin.destroy(again.state);
		if (succeeded(first) && !succeeded(again)) {
			findings.push({
				message: 'init does not work any more after a failed one',
				call,
				expected: 'success, as before',
				observed: again.error === null ? 'a failure' : describeReturned(again.error),
			});
		}
		return judged(firstOfEach(findings), `${failures} failed inits`);
	},
});

function succeeded({ rc }: InitReading): boolean {
	return rc.written && rc.value === RC.SUCCESS;
}

function unwritten(config: string): FindingDraft {
	return {
		message: 'init returns without storing its result where the configuration is bad',
		call,
		expected: 'SS_PLUGIN_SUCCESS (0) or SS_PLUGIN_FAILURE (1) in *rc',
		observed: `*rc untouched after ${config}`,
	};
}

function judgeFailure({ state, error }: InitReading, config: string): FindingDraft[] {
	if (state === 0n) {
		return [
			{
				severity: 'info',
				message: 'a failed init returns no state, so that the user never sees the reason',
				call,
				expected: 'a state whose get_last_error says what is wrong',
				observed: `NULL after ${config}`,
			},
		];
	}
	const text = error ?? { kind: 'absent' as const };
	if (lossyTextOf(text)) return [];
	const readable = text.kind === 'text' || text.kind === 'null';
	return [
		{
			severity: readable ? 'warning' : 'error',
			message: readable ? 'a failed init gives no reason' : 'the reason of a failed init cannot be read',
			call: 'plugin_get_last_error',
			expected: 'a text that says what is wrong',
			observed: `${describeReturned(text)} after ${config}`,
		},
	];
}
