import { didYouMean } from '../project/did-you-mean.ts';
import { DEFAULT_RELEASE } from '../rules/release.ts';
import type { RulesetDefinitions } from '../rules/ruleset/definitions.ts';
import type { RulesSource } from '../rules/ruleset/ruleset.ts';
import type { ByteText } from '../rules/values/byte-text.ts';
import { type AlertMismatch, EXPECTATION_FORMAT, ExpectedAlerts, type WrittenAlert } from './expected-alerts.ts';
import { rulesSourceOf } from './field-classes.ts';
import { loadRules } from './loading/load-rules.ts';
import type { LoadedPlugin } from './loading/loaded-plugin.ts';
import { enabledSources, sampleSource, sourcesOf } from './loading/sources.ts';
import type { RunPlan, RunSource, RunSources, SourceEnd } from './plan.ts';

/** Alerts that a test of the author expects of rules on the events of plugins. */
export interface AlertCheck {
	readonly expected: readonly WrittenAlert[];
	/** In load order, with the inputs of the test. */
	readonly plugins: readonly LoadedPlugin[];
	/** Payloads in the place of events of the plugins' own, given to the first plugin as events of a source. */
	readonly samples: { readonly source: string; readonly payloads: readonly ByteText[] } | null;
	/** Paths, in load order. */
	readonly rulesFiles: readonly string[];
	readonly falco: RunPlan['falco'];
	/** Events of each source. */
	readonly limit: number;
	/** How long each source is read at most. */
	readonly timeoutMs: number;
	readonly timeoutScale: number;
	/** Ends it in order: what came until then is judged. */
	readonly signal?: AbortSignal;
}

export interface AlertCheckResult {
	readonly mismatches: readonly AlertMismatch[];
	readonly ends: readonly SourceEnd[];
	/** Of all sources. */
	readonly events: number;
}

/**
 * Runs rules as Falco does without a word of configuration, and compares their alerts with what is expected.
 * @throws Refusal for plugins and rules that Falco would not run, UsageError where there is no event source
 */
export async function checkAlerts(check: AlertCheck, runSources: RunSources): Promise<AlertCheckResult> {
	const { expected, plugins, rulesFiles, falco, limit, timeoutMs, timeoutScale, signal } = check;
	const sources = sourcesOfCheck(check);
	const rulesSources: RulesSource[] = sources.map((source) => rulesSourceOf(source, {}));
	const setting = { release: DEFAULT_RELEASE, sources: rulesSources, plugins, appendOutput: [] };
	const { files, loader } = loadRules(rulesFiles, setting);
	const alerts = new ExpectedAlerts(expected);
	let events = 0;
	const ends = await runSources(
		{
			falco,
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
			limits: { events: limit, seconds: null, milliseconds: timeoutMs },
			timeoutScale,
		},
		{
			...(signal === undefined ? {} : { signal }),
			onMessage: (message) => {
				if (message.kind === 'alerts') for (const alert of message.alerts) alerts.add(alert);
				if (message.kind === 'summary') events += message.events;
			},
		},
	);
	const names = sources.map(({ name }) => name);
	return { mismatches: alerts.mismatches((rule) => idleReason(rule, loader.definitions, names)), ends, events };
}

/** Why a rule cannot have alerted on events of these sources; undefined where it ran. */
function idleReason(
	rule: string,
	{ rules }: Pick<RulesetDefinitions, 'rules'>,
	sources: readonly string[],
): string | undefined {
	const info = rules.get(rule);
	if (info === undefined) {
		const meant = didYouMean(rule, [...rules.keys()]);
		return `there is no rule '${rule}'${meant === undefined ? '' : ` (did you mean '${meant}'?)`}`;
	}
	if (!info.enabled) return `the rule '${rule}' is not enabled`;
	if (sources.includes(info.source)) return undefined;
	return `the rule '${rule}' is for the event source '${info.source}', and the events are of '${sources.join("', '")}'`;
}

function sourcesOfCheck({ plugins, samples }: AlertCheck): RunSource[] {
	if (samples !== null) return [sampleSource(samples.source, plugins, samples.payloads)];
	const all = sourcesOf(plugins, () => undefined);
	return enabledSources(all, { enable: [], disable: [] });
}
