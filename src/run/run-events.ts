import { selectRules } from '../rules/ruleset/selection.ts';
import type { LoadedRules } from './loading/load-rules.ts';
import { AlertOutputs } from './outputs/alert-outputs.ts';
import type { RunMessage, RunPlan } from './plan.ts';
import { probeOutcomes } from './probe-outcomes.ts';
import { RunRecord } from './run-record.ts';
import type { SourceResult } from './run-result.ts';
import { coverageText, endText, explanationText, probeText } from './run-text.ts';
import type { RunningTask, TaskOutcome } from './running-task.ts';

type Warn = (warning: string) => void;

/** Logs of plugins that are shown: `info` and what is more severe, in the plugin API's numbers. */
const LEAST_SEVERE_LOG = 6;

/** Runs rules on events, hands alerts to the outputs, and ends with Falco's statistics. */
export async function runRules(
	plan: RunPlan,
	rules: LoadedRules,
	running: RunningTask,
	warn: Warn,
): Promise<TaskOutcome> {
	const { surroundings, config, show } = running;
	const { view } = surroundings;
	warnOfIdleness(plan, rules, running, warn);
	const record = new RunRecord(rules.loader.ruleset.rules, view === 'json' ? 'list-alerts' : 'count-alerts');
	const readerGone = new AbortController();
	const outputs = new AlertOutputs(view === 'json' ? { ...config.outputs, stdout: false } : config.outputs, {
		stdout: view === 'json' ? surroundings.stderr : surroundings.stdout,
		programStdout: view === 'json' ? 2 : 1,
		shape: config.alerts.shape,
		syslogSocket: surroundings.syslogSocket,
		report: warn,
		onReaderGone: () => readerGone.abort(),
	});
	surroundings.onReopen(() => outputs.reopen());
	try {
		await surroundings.runSources(plan, {
			signal: AbortSignal.any([surroundings.signal, readerGone.signal]),
			onMessage: async (message) => {
				record.add(message);
				if (message.kind === 'alerts') await outputs.send(message.alerts);
				else tellMessage(message, record, running, warn);
			},
		});
	} finally {
		await outputs.close();
	}
	if (!readerGone.signal.aborted) {
		show(`${record.statistics.lines().join('\n')}\n`);
		for (const { source, coverage } of record.sources()) if (coverage !== null) show(coverageText(source, coverage));
	}
	const exitCode = readerGone.signal.aborted ? 0 : exitCodeOf(record.sources());
	return { result: { kind: 'rules', ...record.rulesResult() }, exitCode };
}

/** Tries conditions and formats on events; exit code 1 where one of them is wrong. */
export async function runProbes(plan: RunPlan, running: RunningTask, warn: Warn): Promise<TaskOutcome> {
	const { surroundings, show, tell } = running;
	const record = new RunRecord([], 'count-alerts');
	await surroundings.runSources(plan, {
		signal: surroundings.signal,
		onMessage: (message) => {
			record.add(message);
			tellMessage(message, record, running, warn);
		},
	});
	const sources = record.sources();
	const results = probeOutcomes(record.probes);
	const events = sources.reduce((sum, source) => sum + source.events, 0);
	for (const outcome of results) {
		show(probeText(outcome, events));
		if ('dropped' in outcome) tell(`${outcome.dropped} more lines of ${outcome.format}`);
	}
	const wrong = results.some((outcome) => 'error' in outcome);
	return { result: { kind: 'probes', sources, results }, exitCode: wrong ? 1 : exitCodeOf(sources) };
}

/** Shows what does not go to the outputs. */
function tellMessage(message: RunMessage, record: RunRecord, { show, tell }: RunningTask, warn: Warn): void {
	switch (message.kind) {
		case 'explained': {
			const explained = record.explanations.at(-1);
			if (explained !== undefined) show(explanationText(explained));
			break;
		}
		case 'warning':
			warn(`${message.plugin ?? message.source}: ${message.message}`);
			break;
		case 'log':
			if (message.severity <= LEAST_SEVERE_LOG) tell(`${message.component ?? message.source}: ${message.message}`);
			break;
		case 'source-ended': {
			const ended = record.sources().at(-1);
			if (ended !== undefined) tell(endText(ended).trimEnd());
			break;
		}
		case 'alerts':
		case 'probe-results':
		case 'summary':
			break;
	}
}

/** A run in which no rule can alert is seldom meant. */
function warnOfIdleness(plan: RunPlan, { loader }: LoadedRules, { config }: RunningTask, warn: Warn): void {
	const { rules } = loader.ruleset;
	const selected = selectRules(rules, config.selections, config.minimumPriority);
	for (const { name } of plan.sources) {
		if (!selected.some((index) => rules[index]?.source === name))
			warn(`no enabled rule is for the event source '${name}'`);
	}
}

function exitCodeOf(sources: readonly SourceResult[]): TaskOutcome['exitCode'] {
	const ends = new Set(sources.map(({ end }) => end));
	if (ends.has('failure') || ends.has('crash') || ends.has('exit') || ends.has('hang')) return 1;
	return ends.has('interrupted') ? 130 : 0;
}
