import type { AlertFormat, OptionalProperty } from '../../../../src/rules/alert/alert-format.ts';
import { compileAlert } from '../../../../src/rules/alert/compile-alert.ts';
import { AlertStatistics } from '../../../../src/rules/alert/statistics.ts';
import type { FalcoRelease } from '../../../../src/rules/release.ts';
import { RuleEngine } from '../../../../src/rules/ruleset/engine.ts';
import type { AppendOutput } from '../../../../src/rules/ruleset/extra-output.ts';
import { RulesLoader } from '../../../../src/rules/ruleset/loader.ts';
import { Matches } from '../../../../src/rules/ruleset/matches.ts';
import { selectRules } from '../../../../src/rules/ruleset/selection.ts';
import { decodeText } from '../../../../src/rules/values/byte-text.ts';
import { UTC } from '../../../../src/rules/values/time.ts';
import { probeEvent, probeFields } from '../probe-events.ts';
import { ORACLE_RELEASE } from '../ruleset/load-rows.ts';

export const PROBE_TIME = 1700000000123456789n;
const PROBE_SOURCE = { name: 'probe_src', classes: probeFields().classes };
const ALL_PROPERTIES: readonly OptionalProperty[] = ['message', 'output', 'output_fields', 'tags'];

export interface ProbeRun {
	readonly release?: FalcoRelease;
	readonly format?: Partial<AlertFormat>;
	readonly appendOutput?: readonly AppendOutput[];
}

/** What a run over the probe's one event prints with `rule_matching: all`, statistics included. */
export function alertsOfProbe(rules: string, shape: 'text' | 'json', run: ProbeRun = {}): string[] {
	const release = run.release ?? ORACLE_RELEASE;
	if (release === undefined) throw new Error('no release');
	const loader = new RulesLoader({ release, sources: [PROBE_SOURCE], appendOutput: run.appendOutput });
	const loaded = loader.load({ name: 'rules.yaml', text: rules });
	if (!loaded.successful) throw new Error(loaded.errors[0]?.message);
	const { ruleset } = loader;
	const engine = new RuleEngine(PROBE_SOURCE, ruleset, selectRules(ruleset.rules, [], 'Debug'), 'all');
	const format: AlertFormat = {
		release,
		shape,
		include: new Set(ALL_PROPERTIES),
		time: 'clock',
		hostname: 'HOST',
		zone: UTC,
		...run.format,
	};
	const alerts = ruleset.rules.map((rule) => compileAlert(rule, format, engine.fields));
	const statistics = new AlertStatistics(ruleset.rules);
	const matches = new Matches();
	const batch = probeEvent(engine.fields);
	engine.run(batch, matches);
	const lines = Array.from({ length: matches.count }, (_, match) => {
		const rule = matches.ruleAt(match);
		statistics.add(rule);
		return decodeText(alerts[rule]?.print(batch, matches.eventAt(match), PROBE_TIME) ?? '');
	});
	return [...lines, ...statistics.lines()];
}
