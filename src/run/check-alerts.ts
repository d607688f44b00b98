import { falcoBehaviour } from '../falco/behaviour.ts';
import { DEFAULT_RELEASE } from '../rules/release.ts';
import { type AlertMismatch, EXPECTATION_FORMAT, ExpectedAlerts, type WrittenAlert } from './expected-alerts.ts';
import { rulesSourceOf } from './field-classes.ts';
import { loadRules } from './loading/load-rules.ts';
import type { LoadedPlugin } from './loading/loaded-plugin.ts';
import { enabledSources, sourcesOf } from './loading/sources.ts';
import type { RunSources, SourceEnd } from './plan.ts';

/** Alerts that a test of the author expects of rules on the events of plugins. */
export interface AlertCheck {
	readonly expected: readonly WrittenAlert[];
	/** In load order, with the inputs of the test. */
	readonly plugins: readonly LoadedPlugin[];
	/** Paths, in load order. */
	readonly rulesFiles: readonly string[];
	/** Events of each source. */
	readonly limit: number;
	readonly timeoutScale: number;
	readonly signal?: AbortSignal;
}

export interface AlertCheckResult {
	readonly mismatches: readonly AlertMismatch[];
	readonly ends: readonly SourceEnd[];
}

/**
 * Runs rules as Falco does without a word of configuration, and compares their alerts with what is expected.
 * @throws Refusal for rules that Falco would not run, UsageError where there is no event source
 */
export async function checkAlerts(check: AlertCheck, runSources: RunSources): Promise<AlertCheckResult> {
	const { expected, plugins, rulesFiles, limit, timeoutScale, signal } = check;
	const sources = enabledSources(
		sourcesOf(plugins, () => undefined),
		{ enable: [], disable: [] },
	);
	const rulesSources = sources.map((source) => rulesSourceOf(source, {}));
	const setting = { release: DEFAULT_RELEASE, sources: rulesSources, plugins, appendOutput: [] };
	const { files, loader } = loadRules(rulesFiles, setting);
	const alerts = new ExpectedAlerts(expected);
	const ends = await runSources(
		{
			falco: falcoBehaviour(),
			release: DEFAULT_RELEASE,
			sources,
			staticFields: {},
			work: {
				kind: 'rules',
				files,
				selections: [],
				minimumPriority: 'Debug',
				matching: 'first',
				appendOutput: [],
				alerts: { ...EXPECTATION_FORMAT, time: 'iso', hostname: 'localhost', zone: { offsetSeconds: 0 } },
				explain: null,
				coverage: false,
			},
			limits: { events: limit, seconds: null },
			timeoutScale,
		},
		{
			...(signal === undefined ? {} : { signal }),
			onMessage: (message) => {
				if (message.kind === 'alerts') for (const alert of message.alerts) alerts.add(alert);
			},
		},
	);
	const enabled = loader.ruleset.rules.filter((rule) => rule.enabled).map(({ name }) => name);
	return { mismatches: alerts.mismatches(new Set(enabled)), ends };
}
