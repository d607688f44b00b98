import { resolve } from 'node:path';
import { visibleText } from '../../harness/protocol/visible-text.ts';
import { UsageError } from '../errors.ts';
import { didYouMean } from '../project/did-you-mean.ts';
import { validationJson, validationText } from '../rules/file/validation-report.ts';
import { describeAsText, describeRuleset } from '../rules/ruleset/describe.ts';
import { hasOutput } from './config/outputs.ts';
import { fieldsText, listFields } from './listings/fields.ts';
import { pluginInfoText, pluginResult, pluginsText } from './listings/plugins-text.ts';
import {
	adviceLines,
	explanationsOf,
	type LoadedRules,
	loadRules,
	validateRules,
	warningLines,
} from './loading/load-rules.ts';
import { Refusal } from './loading/loaded-plugin.ts';
import { askOpenParams } from './loading/open-params.ts';
import { probesPlan, rulesPlan, timeoutScaleOf } from './make-plan.ts';
import { prepareRun, rulesSettingOf } from './prepared-run.ts';
import { runProbes, runRules } from './run-events.ts';
import { type Describe, type RunFlags, type RunTask, taskOf } from './run-flags.ts';
import { RUN_SCHEMA_VERSION, type RunResult } from './run-result.ts';
import type { RunningTask, RunOutcome, RunSurroundings, TaskOutcome } from './running-task.ts';

/** Warnings that are kept and told once only; a run may be long. */
const MOST_WARNINGS = 1_000;

/**
 * `plugin-kit run`: from what was typed to alerts, listings and an exit code.
 * @throws UsageError for wrong flags and configuration, CannotRunError where no host can be started
 */
export async function runCommand(
	paths: readonly string[],
	flags: RunFlags,
	surroundings: RunSurroundings,
): Promise<RunOutcome> {
	const warnings = new Set<string>();
	const tell = (line: string): void => {
		surroundings.stderr.write(`${visibleText(line)}\n`);
	};
	const warn = (warning: string): void => {
		if (warnings.has(warning)) return;
		if (warnings.size < MOST_WARNINGS) warnings.add(warning);
		tell(`warning: ${warning}`);
	};
	const finish = ({ result, exitCode }: TaskOutcome): RunOutcome => ({
		result: { schemaVersion: RUN_SCHEMA_VERSION, warnings: [...warnings], ...result } as RunResult,
		exitCode,
	});
	const task = taskOf(flags);
	try {
		const prepared = await prepareRun(paths, flags, { ...surroundings, warn });
		const show = (text: string): void => {
			if (surroundings.view === 'text') surroundings.stdout.write(text);
		};
		return finish(await runTask(task, { ...prepared, flags, surroundings, show, tell }, warn));
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		tell(`Error: ${error.message}`);
		for (const suggestion of error.suggestions) tell(`  ${suggestion}`);
		const { message, suggestions } = error;
		return finish({ result: { kind: 'refused', error: { message, suggestions } }, exitCode: 1 });
	}
}

function runTask(
	task: RunTask,
	running: RunningTask,
	warn: (warning: string) => void,
): TaskOutcome | Promise<TaskOutcome> {
	switch (task.kind) {
		case 'list-plugins':
			running.show(pluginsText(running.plugins));
			return fine({ kind: 'plugins', plugins: running.plugins.map(pluginResult) });
		case 'plugin-info':
			return pluginInfo(task.plugin, running);
		case 'list-fields': {
			const classes = listFields(running.plugins, running.sources, task.source);
			running.show(fieldsText(classes));
			return fine({ kind: 'fields', classes });
		}
		case 'validate':
			return validate(task, running);
		case 'describe': {
			const rules = rulesToRun(running, warn);
			warnOfUnknownRule('-l', task.describe.rule, rules, warn);
			return describe(rules, task.describe, running);
		}
		case 'probes':
			return runProbes(probesPlan(running, task, running.flags, running.surroundings.machine), running, warn);
		case 'rules': {
			refuseSilence(running);
			const rules = rulesToRun(running, warn);
			warnOfUnknownRule('--explain-rule', running.flags['explain-rule'] ?? null, rules, warn);
			const plan = rulesPlan(running, rules, running.flags, running.surroundings.machine);
			return runRules(plan, rules, running, warn);
		}
	}
}

/** Falco says nothing of a rule that it does not find. */
function warnOfUnknownRule(
	flag: string,
	rule: string | null,
	{ loader }: LoadedRules,
	warn: (warning: string) => void,
): void {
	const names = loader.ruleset.rules.map(({ name }) => name);
	if (rule === null || names.includes(rule)) return;
	const meant = didYouMean(rule, names);
	warn(`${flag}: there is no rule '${rule}'${meant === undefined ? '' : ` (did you mean '${meant}'?)`}`);
}

/** Falco does not start where nobody would hear of an alert. */
function refuseSilence({ config, surroundings }: RunningTask): void {
	if (hasOutput(config.outputs) || surroundings.view === 'json') return;
	throw new UsageError('no output is enabled in the configuration', ['Enable one: -o stdout_output.enabled=true']);
}

function fine(result: TaskOutcome['result']): TaskOutcome {
	return { result, exitCode: 0 };
}

async function pluginInfo(wanted: string, running: RunningTask): Promise<TaskOutcome> {
	const { plugins, show, falco, flags, surroundings } = running;
	const path = resolve(surroundings.folder, wanted);
	const plugin = plugins.find(({ name, configured }) => name === wanted || configured.library === path);
	if (plugin === undefined) {
		throw new UsageError(`--plugin-info ${wanted}: no such plugin is loaded`, [
			`There is: ${plugins.map(({ name }) => name).join(', ') || 'none'}.`,
		]);
	}
	const answer = await askOpenParams(plugin, falco, timeoutScaleOf(flags['timeout-scale']));
	show(pluginInfoText(plugin, answer));
	const openParams = answer.kind === 'listed' ? answer.params : null;
	return fine({ kind: 'plugins', plugins: [{ ...pluginResult(plugin), openParams }] });
}

/** The rules of a run, with what Falco and plugin-kit warn of in them. */
function rulesToRun(running: RunningTask, warn: (warning: string) => void): LoadedRules {
	if (running.rulesFiles.length === 0) {
		throw new UsageError('there are no rules to run', [
			'Name a file of rules: -r rules.yaml',
			`Or look at the events: --format '%evt.num %evt.plugininfo'`,
			`Or try a condition: --condition 'evt.num > 0'`,
		]);
	}
	const rules = loadRules(running.rulesFiles, rulesSettingOf(running));
	for (const line of [...warningLines(rules), ...adviceLines(rules)]) warn(line);
	return rules;
}

/** `-V`: Falco's report, in the shape that `json_output` asks for; exit code 1 where a file is not valid. */
function validate(task: Extract<RunTask, { kind: 'validate' }>, running: RunningTask): TaskOutcome {
	const { show, tell, config } = running;
	const rules = validateRules(task.files, rulesSettingOf(running));
	const description = task.describe === null ? undefined : descriptionOf(rules, task.describe, running);
	const validation = validationJson(rules.results, rules.texts, description);
	const advice = adviceLines(rules);
	const valid = rules.results.every(({ successful }) => successful);
	if (config.alerts.shape === 'json') show(`${JSON.stringify(validation)}\n`);
	else {
		const { stdout, log } = validationText(rules.results, rules.texts);
		show(stdout);
		for (const text of log) tell(text.trimEnd());
		if (valid && task.describe !== null) show(descriptionText(rules, task.describe));
	}
	for (const line of rules.results.flatMap((result) => explanationsOf(result, rules.texts))) tell(`  ${line}`);
	for (const line of advice) tell(`advice: ${line}`);
	if (!valid) {
		const invalid = rules.results.filter(({ successful }) => !successful).map(({ name }) => `${name}: Invalid`);
		tell(`Error: ${invalid.join('\n')}`);
	}
	return { result: { kind: 'validation', validation, advice }, exitCode: valid ? 0 : 1 };
}

function describe(rules: LoadedRules, what: Describe, running: RunningTask): TaskOutcome {
	const description = descriptionOf(rules, what, running);
	const json = running.config.alerts.shape === 'json';
	running.show(json ? `${JSON.stringify(description)}\n` : descriptionText(rules, what));
	return fine({ kind: 'description', description });
}

function descriptionOf({ loader }: LoadedRules, { rule }: Describe, running: RunningTask) {
	const { sources } = rulesSettingOf(running);
	return describeRuleset(loader.definitions, loader.ruleset, sources, rule ?? undefined);
}

function descriptionText({ loader }: LoadedRules, { rule }: Describe): string {
	return describeAsText(loader.ruleset.rules.filter(({ name }) => rule === null || name === rule));
}
