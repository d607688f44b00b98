import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { UsageError } from '../errors.ts';
import { findProjectFile } from '../project/find.ts';
import { loadProject } from '../project/load.ts';
import type { Project } from '../project/model.ts';
import { loadConfig } from './config/load-config.ts';
import type { ConfiguredPlugin, RunConfig } from './config/model.ts';
import { hasOutput } from './config/outputs.ts';
import { readRunConfig } from './config/run-config.ts';
import type { Warn } from './config/section.ts';
import { yamlFilesAt } from './config/text-file.ts';
import type { RunFlags } from './run-flags.ts';

/** Builds a project and tells where its library is. */
export type BuildProject = (project: Project) => Promise<string>;

/** What surrounds a run besides what was typed. */
export interface SubjectSurroundings {
	/** The working directory. */
	readonly folder: string;
	readonly environment: Readonly<Record<string, string | undefined>>;
	readonly build: BuildProject;
	readonly warn: Warn;
}

/** What is run, from falco.yaml or without one. */
export interface RunSubject {
	readonly config: RunConfig;
	/** The rules files, in load order. */
	readonly rulesFiles: readonly string[];
}

/**
 * Puts together what is run. With `-c` that is falco.yaml; libraries that are named as well take the place of the
 * configured ones of the same file name, or are loaded after them. Without it: the named libraries, or the project of
 * the working directory, which is built first; alerts go to standard output.
 */
export async function subjectOf(
	paths: readonly string[],
	flags: RunFlags,
	surroundings: SubjectSurroundings,
): Promise<RunSubject> {
	const { environment, folder, warn } = surroundings;
	const config = readRunConfig(loadConfig(flags.config, flags.option ?? [], environment, warn), warn);
	const named = await namedPlugins(paths, flags, config, surroundings);
	const plugins = withInputs(withNamed(config.plugins, named.plugins), flags);
	const outputs =
		flags.config === undefined && !hasOutput(config.outputs) ? { ...config.outputs, stdout: true } : config.outputs;
	return {
		config: { ...config, plugins: plugins.map((plugin) => locate(plugin, folder, warn)), outputs },
		rulesFiles: rulesFilesOf(flags, config, named.rulesFolder, warn),
	};
}

interface NamedPlugins {
	readonly plugins: readonly ConfiguredPlugin[];
	/** The folder with the rules of the project that was named. */
	readonly rulesFolder: string | null;
}

async function namedPlugins(
	paths: readonly string[],
	flags: RunFlags,
	config: RunConfig,
	{ folder, build }: SubjectSurroundings,
): Promise<NamedPlugins> {
	const implied = paths.length === 0 && flags.config === undefined && config.plugins.length === 0;
	const plugins: ConfiguredPlugin[] = [];
	let rulesFolder: string | null = null;
	for (const path of implied ? impliedPaths(folder, flags) : paths) {
		const absolute = resolve(folder, path);
		if (statSync(absolute, { throwIfNoEntry: false })?.isDirectory()) {
			const project = loadProject(absolute);
			plugins.push(...projectPlugins(project, await build(project), path));
			rulesFolder ??= join(project.folder, 'rules');
		} else {
			const project = projectOf(absolute);
			plugins.push(
				...(project === undefined ? [libraryAlone(absolute, path)] : projectPlugins(project, absolute, path)),
			);
		}
	}
	return { plugins, rulesFolder };
}

/** Without a word the project here is meant; what needs no plugin goes without one. */
function impliedPaths(folder: string, flags: RunFlags): readonly string[] {
	try {
		return [dirname(findProjectFile(folder))];
	} catch (error) {
		if (flags.validate !== undefined || flags.list !== undefined || flags['list-plugins'] === true) return [];
		if (!(error instanceof UsageError)) throw error;
		throw new UsageError('there is nothing to run: no library, no falco.yaml, and no project here', [
			'Name a library: plugin-kit run ./libdemo.so -r rules.yaml',
			'Or a configuration: plugin-kit run -c falco.yaml',
		]);
	}
}

function libraryAlone(library: string, path: string): ConfiguredPlugin {
	return { name: basename(library), library, initConfig: '', openParams: '', place: path };
}

/** The plugin of a project with the inputs of its file, and after it the one that brings its events. */
function projectPlugins({ conformance, name }: Project, library: string, path: string): ConfiguredPlugin[] {
	const { initConfig, openParams } = conformance;
	const own = { name, library, initConfig: initConfig ?? '', openParams: openParams ?? '', place: path };
	return conformance.with === null ? [own] : [own, libraryAlone(conformance.with, path)];
}

/** The project that builds this very library. */
function projectOf(library: string): Project | undefined {
	try {
		findProjectFile(dirname(library));
	} catch {
		return undefined;
	}
	const project = loadProject(dirname(library));
	return project.build.output === library ? project : undefined;
}

function withNamed(
	configured: readonly ConfiguredPlugin[],
	named: readonly ConfiguredPlugin[],
): readonly ConfiguredPlugin[] {
	const sameFile = (a: ConfiguredPlugin, b: ConfiguredPlugin): boolean => basename(a.library) === basename(b.library);
	const replaced = configured.map((plugin) => {
		const instead = named.find((candidate) => sameFile(candidate, plugin));
		return instead === undefined ? plugin : { ...plugin, library: instead.library };
	});
	return [...replaced, ...named.filter((plugin) => !configured.some((known) => sameFile(known, plugin)))];
}

/** `--init-config` and `--open-params` are for the first plugin. */
function withInputs([first, ...others]: readonly ConfiguredPlugin[], flags: RunFlags): ConfiguredPlugin[] {
	if (first === undefined) return others;
	const initConfig = flags['init-config'] ?? first.initConfig;
	return [{ ...first, initConfig, openParams: flags['open-params']?.trim() ?? first.openParams }, ...others];
}

/** A library that is not where Falco would look, and is what the project here builds, is taken from there. */
function locate(plugin: ConfiguredPlugin, folder: string, warn: Warn): ConfiguredPlugin {
	if (existsSync(plugin.library)) return plugin;
	const project = projectAbove(folder);
	const output = project?.build.output;
	if (output === undefined || basename(output) !== basename(plugin.library) || !existsSync(output)) return plugin;
	warn(
		`${plugin.place}: ${plugin.library} is not there; the build of this project is taken, which Falco would not find`,
	);
	return { ...plugin, library: output };
}

function projectAbove(folder: string): Project | undefined {
	try {
		findProjectFile(folder);
	} catch {
		return undefined;
	}
	return loadProject(folder);
}

/** `-r` replaces `rules_files`; without both, the rules of the project that was named. */
function rulesFilesOf(flags: RunFlags, config: RunConfig, rulesFolder: string | null, warn: Warn): readonly string[] {
	if (flags.rules !== undefined) {
		return flags.rules.flatMap((path) => {
			const files = yamlFilesAt(path);
			if (files.length === 0) throw new UsageError(`-r ${path}: there is no rules file`);
			return files;
		});
	}
	if (config.rulesFiles.length === 0) return rulesFolder === null ? [] : yamlFilesAt(rulesFolder);
	return config.rulesFiles.flatMap((path) => {
		const files = yamlFilesAt(path);
		if (files.length === 0) warn(`rules_files: ${path} is not there, and is skipped, as Falco does`);
		return files;
	});
}
