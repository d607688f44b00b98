import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { CATALOGUE } from '../../harness/catalogue.ts';
import type { Profile } from '../../harness/define-check.ts';
import type { Inputs } from '../../harness/protocol/messages.ts';
import type { Machine } from '../../harness/subjects.ts';
import { loadTests } from '../author-tests/load.ts';
import type { TestSuite } from '../author-tests/run-tests.ts';
import { TestProgress } from '../cli/progress.ts';
import { terminalText } from '../cli/terminal.ts';
import { UsageError } from '../errors.ts';
import { falcoBehaviour } from '../falco/behaviour.ts';
import { splitCommand } from '../project/split-command.ts';
import { exitCodeOf, type Report } from '../report/model.ts';
import { renderText } from '../report/text.ts';
import { parseReportFlag, writeReportFile } from '../report/write.ts';
import { runConformance } from './conformance.ts';
import { Interrupted } from './interrupted.ts';
import { checkGlobsMatch } from './known-checks.ts';
import type { ConformanceOptions } from './options.ts';
import { readSamples } from './samples.ts';
import { matchesGlob } from './select.ts';
import { subjectOfTest, type TestSubject } from './test-subject.ts';

/** The flags of `plugin-kit test`, as they were typed. */
export interface TestFlags {
	'init-config'?: string | undefined;
	'bad-init-config'?: string[] | undefined;
	'open-params'?: string | undefined;
	'bad-open-params'?: string[] | undefined;
	'expect-events'?: number | undefined;
	samples?: string[] | undefined;
	with?: string | undefined;
	registry?: string | undefined;
	previous?: string | undefined;
	profile: string;
	falco?: string | undefined;
	check?: string[] | undefined;
	skip?: string[] | undefined;
	'fail-on': string;
	jobs: number;
	'timeout-scale': string;
	seed?: number | undefined;
	trace: boolean;
	debugger?: string | undefined;
	report?: string[] | undefined;
	test?: string[] | undefined;
	update: boolean;
}

export interface TestResult {
	report: Report | undefined;
	exitCode: number;
}

/** `plugin-kit test`: from what was typed to a report shown and written, and an exit code. */
export async function testCommand(path: string, flags: TestFlags, view: { json: boolean }): Promise<TestResult> {
	const files = (flags.report ?? []).map(parseReportFlag);
	checkGlobsMatch([...(flags.check ?? []), ...(flags.skip ?? [])]);
	const interruption = new AbortController();
	const interrupt = () => interruption.abort();
	process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
	const progress = new TestProgress(view.json ? 'silent' : 'shown');
	try {
		const subject = await subjectOfTest(path, interruption.signal);
		const options = optionsOf(subject, flags, progress, interruption.signal);
		const report = await runConformance(options);
		progress.end();
		if (!view.json) process.stdout.write(renderText(report, terminalText(process.stdout)));
		for (const file of files) writeReportFile(report, file);
		return { report, exitCode: exitCodeOf(report, flags['fail-on'] === 'warning' ? 'warning' : 'error') };
	} catch (error) {
		progress.end();
		if (!(error instanceof Interrupted) && !interruption.signal.aborted) throw error;
		process.stderr.write('plugin-kit: interrupted\n');
		return { report: undefined, exitCode: 130 };
	} finally {
		process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
	}
}

function optionsOf(
	subject: TestSubject,
	flags: TestFlags,
	progress: TestProgress,
	signal: AbortSignal,
): ConformanceOptions {
	const seed = flags.seed ?? Math.floor(Math.random() * 0x1_0000_0000);
	return {
		library: subject.library,
		profile: flags.profile as Profile,
		select: flags.check ?? [],
		skip: flags.skip ?? [],
		inputs: inputsOf(subject.inputs, flags),
		release: {
			project: subject.release.project,
			registry: flags.registry ?? subject.release.registry,
			previous: flags.previous ?? subject.release.previous,
		},
		falco: falcoBehaviour(flags.falco),
		target: hostMachine(),
		seed,
		jobs: flags.jobs,
		timeoutScale: timeoutScaleOf(flags['timeout-scale']),
		allow: subject.allow,
		suite: suiteOf(subject, flags),
		reproduceFlags: reproduceFlagsOf(flags),
		onProgress: (step) => progress.show(step),
		...(flags.trace ? { onTrace: (line: string) => process.stderr.write(`${line}\n`) } : {}),
		signal,
		...(flags.debugger === undefined ? {} : { debugger: debuggerOf(flags.debugger, flags.check ?? []) }),
	};
}

/** The command of --debugger; it is of use for one check only. */
function debuggerOf(command: string, select: readonly string[]): readonly [string, ...string[]] {
	const matching = CATALOGUE.filter(({ id }) => select.some((glob) => matchesGlob(id, glob)));
	if (select.length === 0 || matching.length !== 1) {
		throw new UsageError(`--debugger runs one check, and ${matching.length} are selected`, [
			"Name it: --check robust.crash --debugger 'gdb --args'",
		]);
	}
	const split = splitCommand(command);
	if ('problem' in split) throw new UsageError(`--debugger ${command}: ${split.problem}`);
	return split.words;
}

/**
 * The author's tests that were asked for.
 * @throws UsageError for a wrong file, and for a name that no test has.
 */
function suiteOf({ testFiles, rulesFiles }: TestSubject, flags: TestFlags): TestSuite {
	const golden = flags.update ? 'update' : 'compare';
	const all = loadTests(testFiles);
	const wanted = flags.test ?? [];
	const tests = wanted.length === 0 ? all : all.filter(({ id }) => wanted.some((glob) => matchesGlob(id, glob)));
	if (wanted.length > 0 && tests.length === 0) {
		const known = all.map(({ id }) => id);
		throw new UsageError(`--test ${wanted.join(', ')}: there is no such test`, [
			known.length === 0 ? 'Tests are in tests/*.yaml of a project.' : `Known are: ${known.slice(0, 10).join(', ')}`,
		]);
	}
	return { tests, golden, rulesFiles };
}

/** What the project file says, overridden by what was typed. */
function inputsOf(project: Inputs, flags: TestFlags): Inputs {
	return {
		initConfig: flags['init-config'] ?? project.initConfig,
		badInitConfigs: flags['bad-init-config'] ?? project.badInitConfigs,
		openParams: flags['open-params'] ?? project.openParams,
		badOpenParams: flags['bad-open-params'] ?? project.badOpenParams,
		expectEvents: flags['expect-events'] ?? project.expectEvents,
		samples: flags.samples ? readSamples(flags.samples) : project.samples,
		with: existing(flags.with ?? project.with),
	};
}

/** A misspelt path is told also where the plugin under test has a source and needs no other's events. */
function existing(library: string | null): string | null {
	if (library !== null && !existsSync(resolve(library))) throw new UsageError(`--with ${library}: no such file`);
	return library;
}

/** The inputs that were typed, to be typed again in a reproduction. */
function reproduceFlagsOf(flags: TestFlags): string[] {
	const one = (name: keyof TestFlags, value: string | number | undefined) =>
		value === undefined ? [] : [`--${name}`, String(value)];
	const many = (name: keyof TestFlags, values: readonly string[] | undefined) =>
		(values ?? []).flatMap((value) => [`--${name}`, value]);
	return [
		...one('init-config', flags['init-config']),
		...many('bad-init-config', flags['bad-init-config']),
		...one('open-params', flags['open-params']),
		...many('bad-open-params', flags['bad-open-params']),
		...one('expect-events', flags['expect-events']),
		...many('samples', flags.samples),
		...one('with', flags.with),
		...one('registry', flags.registry),
		...one('previous', flags.previous),
		...one('falco', flags.falco),
	];
}

function timeoutScaleOf(text: string): number {
	const scale = Number(text);
	if (!(scale > 0 && scale <= 1_000)) {
		throw new UsageError(`--timeout-scale ${text} is no factor between 0 and 1000`, [
			'Give a number such as 2 or 0.5.',
		]);
	}
	return scale;
}

function hostMachine(): Machine {
	return process.arch === 'arm64' ? 'aarch64' : 'x86_64';
}
