import { UsageError } from '../errors.ts';
import type { LoadedRules } from './loading/load-rules.ts';
import { enabledSources } from './loading/sources.ts';
import type { ProbeWork, RulesWork, RunPlan } from './plan.ts';
import type { PreparedRun } from './prepared-run.ts';
import type { RunFlags, RunTask } from './run-flags.ts';

/** What alerts tell of the machine. */
export interface Machine {
	readonly hostname: string;
	/** How far its clocks are ahead of UTC now. */
	readonly offsetSeconds: number;
}

/** Lines of one format that are told. */
const MOST_LINES = 100_000;
const MOST_EXPLANATIONS = 20;

/** Rules on the events of the enabled sources. */
export function rulesPlan(run: PreparedRun, rules: LoadedRules, flags: RunFlags, machine: Machine): RunPlan {
	const { config } = run;
	const work: RulesWork = {
		kind: 'rules',
		files: rules.files,
		selections: config.selections,
		minimumPriority: config.minimumPriority,
		matching: config.matching,
		appendOutput: config.appendOutput,
		alerts: { ...config.alerts, hostname: machine.hostname, zone: { offsetSeconds: machine.offsetSeconds } },
		explain: explainRequest(flags),
		coverage: flags.coverage ?? false,
	};
	return planOf(run, work, flags);
}

/** Conditions and formats on them. */
export function probesPlan(
	run: PreparedRun,
	{ conditions, formats }: Extract<RunTask, { kind: 'probes' }>,
	flags: RunFlags,
	machine: Machine,
): RunPlan {
	const work: ProbeWork = {
		kind: 'probes',
		conditions,
		formats,
		maxLines: MOST_LINES,
		hostname: machine.hostname,
		zone: { offsetSeconds: machine.offsetSeconds },
	};
	return planOf(run, work, flags);
}

function planOf(run: PreparedRun, work: RunPlan['work'], flags: RunFlags): RunPlan {
	const { falco, release, config } = run;
	const choice = { enable: flags['enable-source'] ?? [], disable: flags['disable-source'] ?? [] };
	return {
		falco,
		release,
		sources: enabledSources(run.sources, choice),
		staticFields: config.staticFields,
		work,
		// As in Falco, 0 seconds stand for no limit.
		limits: { events: flags.events ?? null, seconds: flags.seconds || null },
		timeoutScale: timeoutScaleOf(flags['timeout-scale']),
	};
}

function explainRequest(flags: RunFlags): RulesWork['explain'] {
	const rule = flags['explain-rule'] ?? null;
	const event = flags['explain-event'] ?? null;
	if (flags.explain !== true && rule === null && event === null) return null;
	return { rule, event, limit: MOST_EXPLANATIONS };
}

/** The factor of `--timeout-scale`; throws UsageError for what is none. */
export function timeoutScaleOf(text = '1'): number {
	const scale = Number(text);
	if (scale > 0 && scale <= 1_000) return scale;
	throw new UsageError(`--timeout-scale ${text} is no factor between 0 and 1000`);
}
