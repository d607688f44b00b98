import { RC } from '../../abi/enums.ts';
import { defineCheck, type LiveCheck } from '../../define-check.ts';
import { defaultConfig } from '../../init-config.ts';
import { asService } from '../../life/service-environment.ts';
import type { LiveContext } from '../../live-context.ts';
import { describeReturned, lossyTextOf } from '../../protocol/describe-text.ts';
import { type FindingDraft, judged } from '../../protocol/verdict.ts';

const SLOW_MS = 10_000;
const call = 'plugin_init';

export default defineCheck<LiveCheck>({
	id: 'init.default-config',
	title: 'init copes with no configuration',
	asserts:
		'With the configuration that Falco passes when the user gives none (the empty text, or {} where there is a schema), ' +
		'plugin_init succeeds, or fails with a message, in less than 10 s. It does so without HOME and the other variables of a ' +
		'login as well.',
	severity: 'error',
	capabilities: 'all',
	profile: 'ci',
	stage: 'live',
	isolation: 'shared',
	calls: ['init', 'destroy', 'get_last_error'],
	deadlineMs: 60_000,
	why:
		'Falco passes the empty text where falco.yaml has no init_config, and makes {} of it where the plugin has a schema ' +
		'(libs validate_config_json_schema). Under systemd Falco has no HOME.',
	fix:
		'Give every setting a default, or fail with a message that names the setting that is missing. getenv gives NULL for what is ' +
		'not set.',
	async run(context) {
		const { plugin, description, timeoutScale } = context;
		const config = defaultConfig(description);
		const shown = config === '' ? 'the empty text' : config;
		const start = performance.now();
		const { rc, state, error } = await plugin.init(config);
		const seconds = (performance.now() - start) / 1000;
		await plugin.destroy(state);
		const findings: FindingDraft[] = [];
		if (rc.written && rc.value !== RC.SUCCESS) {
			const text = error === null ? undefined : lossyTextOf(error);
			findings.push(
				text
					? {
							severity: 'info',
							message: `init needs a configuration: ${text}`,
							call,
							expected: `a plugin that starts with ${shown}`,
							observed: 'a failure with a message',
						}
					: {
							severity: state === 0n ? 'info' : 'warning',
							message: 'init fails without a configuration, and does not say why',
							call,
							expected: 'a message in get_last_error',
							observed: error === null ? 'no state to ask for the error' : describeReturned(error),
						},
			);
		}
		if (seconds * 1000 > SLOW_MS * timeoutScale) {
			findings.push({
				severity: 'warning',
				message: `init took ${seconds.toFixed(1)} s`,
				call,
				expected: 'less than 10 s',
				observed: `${seconds.toFixed(1)} s`,
				fix: 'Leave what needs the network to plugin_open: Falco starts only when init is back.',
			});
		}
		findings.push(...(await judgeAsService(context)));
		return judged(findings, `init with ${shown}, and without HOME`);
	},
});

/** A configuration that is good has to be so in the environment of a service too. */
async function judgeAsService({ plugin, settings, trying }: LiveContext): Promise<FindingDraft[]> {
	const usual = await plugin.init(settings.config);
	await plugin.destroy(usual.state);
	if (!usual.rc.written || usual.rc.value !== RC.SUCCESS) return [];
	await trying('init without HOME, USER, LOGNAME and SHELL in the environment, as under systemd');
	const { rc, state, error } = await asService(() => plugin.init(settings.config));
	await plugin.destroy(state);
	await trying('init with the default configuration');
	if (!rc.written || rc.value === RC.SUCCESS) return [];
	const text = error === null ? undefined : lossyTextOf(error);
	return [
		{
			severity: text ? 'info' : 'warning',
			message: text
				? `init fails without HOME in the environment: ${text}`
				: 'init fails without HOME in the environment, and does not say why',
			call,
			expected: 'success as with HOME: Falco has none under systemd',
			observed: text ? 'a failure with a message' : error === null ? 'no state to ask' : describeReturned(error),
		},
	];
}
