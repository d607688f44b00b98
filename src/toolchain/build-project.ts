import { statSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { CannotRunError, UsageError } from '../errors.ts';
import { loadProject } from '../project/load.ts';
import type { Project } from '../project/model.ts';
import { builtLibraryProblem } from './built-library.ts';
import type { Diagnostic } from './diagnostic.ts';
import { readGccMessages } from './gcc-messages.ts';
import { KeptLibrary } from './kept-library.ts';
import { LANGUAGE_NAMES } from './languages.ts';
import { requireLinux } from './platform.ts';
import { findProgram, type ProgramNeed, probeProgram } from './program.ts';
import { type CommandResult, runCommand } from './run-command.ts';
import { TOOLCHAINS } from './toolchains.ts';

/** How much of a failed build's output is shown where no message could be read from it. */
const SHOWN_LINES = 40;

/** Compilers translate their messages, and only the English ones can be read. */
const ENGLISH = { LC_ALL: 'C.UTF-8' };

export interface BuildOptions {
	/** Ends the build and all its processes. */
	signal?: AbortSignal;
	/** Called when the build command starts. */
	onStart?: (command: readonly string[]) => void;
	environment?: NodeJS.ProcessEnv;
	platform?: NodeJS.Platform;
}

/** What came of a build; the `--json` result of `build`. */
export interface BuildResult {
	schemaVersion: 1;
	/** `failed`: the author's code does not build. */
	outcome: 'built' | 'failed';
	project: { folder: string; name: string; language: string };
	command: readonly string[];
	/** The program of the command, and the language's tools: where they are and which versions. */
	toolchain: readonly { name: string; path: string; version: string }[];
	diagnostics: readonly Diagnostic[];
	/** The end of the output of a failed build, where no message could be read from it. */
	output: string | null;
	/** The library, with its size in bytes; null where the build failed. */
	library: { path: string; size: number } | null;
	durationMs: number;
}

/**
 * Builds the project of a folder with its own command. A failed build leaves the library of the one before.
 * @throws UsageError where plugin-kit.yaml is missing, wrong, or names an output that the command does not make;
 * CannotRunError where the toolchain is not there; the signal's reason where it was interrupted.
 */
export async function buildProject(folder: string, options: BuildOptions = {}): Promise<BuildResult> {
	requireLinux(options.platform ?? process.platform);
	const project = loadProject(folder);
	const environment = { ...(options.environment ?? process.env), ...ENGLISH, ...project.build.env };
	const toolchain = await findToolchain(project, environment);
	const kept = keep(project);
	let built = false;
	try {
		options.onStart?.(project.build.command);
		const run = await start(project, environment, options.signal);
		options.signal?.throwIfAborted();
		built = run.exitCode === 0 && checkLibrary(project);
		return { ...resultOf(project, run, built), toolchain };
	} finally {
		if (!built) kept.restore();
		kept.discard();
	}
}

function keep(project: Project): KeptLibrary {
	try {
		return new KeptLibrary(project.build.output, project.folder);
	} catch (error) {
		throw new CannotRunError(`${project.folder}: can't be written (${(error as NodeJS.ErrnoException).code})`);
	}
}

/** @throws UsageError: the command says that all is well, so what plugin-kit.yaml says of its output is wrong. */
function checkLibrary({ build, file }: Project): true {
	const problem = builtLibraryProblem(build.output);
	if (problem === undefined) return true;
	throw new UsageError(`${problem}, although the build command succeeded`, [
		`Check build.output and build.command in ${file}.`,
	]);
}

async function start(project: Project, environment: NodeJS.ProcessEnv, signal?: AbortSignal): Promise<CommandResult> {
	try {
		return await runCommand(project.build.command, {
			folder: project.folder,
			environment,
			...(signal ? { signal } : {}),
		});
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		if (code === undefined) throw error;
		throw new CannotRunError(`${project.build.command[0]}: can't be started (${code})`);
	}
}

/**
 * The program of the build command and what else the language needs.
 * @throws CannotRunError saying what is missing and how to get it.
 */
async function findToolchain(project: Project, environment: NodeJS.ProcessEnv): Promise<BuildResult['toolchain']> {
	const [program] = project.build.command;
	const known = project.language === 'other' ? [] : TOOLCHAINS[project.language].programs;
	const path = findProgram(program, project.folder, environment);
	const missing: ProgramNeed[] = [];
	const found: { name: string; path: string; version: string }[] = [];
	for (const need of known) {
		const probed = await probeProgram(need, environment);
		if (probed !== undefined) found.push({ name: need.name, ...probed });
		// The build command may bring a toolchain of its own, for example in a container: only what it names is needed.
		else if (need.name === program || isImplied(need.name, program)) missing.push(need);
	}
	if (path === undefined && !missing.some((need) => need.name === program)) {
		const get = known.find((need) => need.name === program)?.get;
		throw new CannotRunError(
			`${program}, the program of the build command, is not there`,
			get === undefined ? [] : [get],
		);
	}
	const [first] = missing;
	if (first !== undefined && project.language !== 'other') {
		const names = missing.map((need) => need.name).join(', ');
		throw new CannotRunError(
			`${names}: not found, and needed to build plugins in ${LANGUAGE_NAMES[project.language]}`,
			missing.map((need) => need.get),
		);
	}
	if (path !== undefined && !found.some((each) => each.name === program))
		found.unshift({ name: program, path, version: '?' });
	return found;
}

/** What a build tool calls for sure. */
function isImplied(name: string, program: string): boolean {
	const calls: Record<string, readonly string[]> = {
		make: ['cc', 'c++'],
		go: ['cc'],
		cargo: ['rustc', 'cc'],
		cmake: ['c++'],
	};
	return calls[program]?.includes(name) ?? false;
}

function resultOf(project: Project, run: CommandResult, built: boolean): Omit<BuildResult, 'toolchain'> {
	const read = project.language === 'other' ? readGccMessages : TOOLCHAINS[project.language].readDiagnostics;
	// Some tools colour their messages even where there is no terminal to see it.
	const output = stripVTControlCharacters(run.output);
	const diagnostics = read(output).map((diagnostic) => ({
		...diagnostic,
		file: shortPath(diagnostic.file, project.folder),
	}));
	const explained = built || diagnostics.some(({ severity }) => severity === 'error');
	return {
		schemaVersion: 1,
		outcome: built ? 'built' : 'failed',
		project: { folder: project.folder, name: project.name, language: project.language },
		command: project.build.command,
		diagnostics,
		output: explained ? null : lastLines(output, run),
		library: built ? { path: project.build.output, size: statSync(project.build.output).size } : null,
		durationMs: Math.round(run.durationMs),
	};
}

/** A file of the project from the project's folder, as the author thinks of it; any other as the compiler names it. */
function shortPath(file: string | null, folder: string): string | null {
	if (file === null) return null;
	const short = relative(folder, resolve(folder, file));
	return short.startsWith('..') ? file : short;
}

function lastLines(output: string, { exitCode, exitSignal }: CommandResult): string {
	const lines = output.trimEnd().split('\n').slice(-SHOWN_LINES);
	const end = exitCode === null ? `ended by ${exitSignal}` : `exit code ${exitCode}`;
	return [...lines.filter((line, index) => line !== '' || index > 0), `(${end})`].join('\n');
}
