import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import type { Description } from '../../harness/subjects.ts';
import { UsageError } from '../errors.ts';
import { parseArchiveName } from '../package/names.ts';
import { runGit } from '../registry/clone/git.ts';
import { registryFileAt } from '../registry/clone/open.ts';
import { type LibraryFacts, libraryFacts } from '../registry/library.ts';
import type { OfficialRegistry } from '../registry/official/decode.ts';
import type { PluginProject } from '../registry/ports.ts';
import { readPluginProject } from '../registry/project-metadata.ts';
import { readRegistry } from '../registry/read.ts';
import type { RulesFile } from '../rules/file/read-file.ts';
import { discover } from './discover.ts';
import type { ConformanceOptions } from './options.ts';

/** Where a release is judged from: each as the author named it, null for what was not named. */
export interface ReleaseInputs {
	/** Folder of the project that the library is the output of. */
	project: string | null;
	/** registry.yaml, or a folder with it. */
	registry: string | null;
	/** Library of the previous release. */
	previous: string | null;
}

export const NO_RELEASE_INPUTS: ReleaseInputs = { project: null, registry: null, previous: null };

/** A plugin about to be released, with all that is released with it. */
export interface ReleaseSubject {
	library: LibraryFacts;
	/** Base name of the library's file. */
	fileName: string;
	/** What get_init_schema returned. */
	initSchema: string | undefined;
	project: ReleasedProject | undefined;
	registry: { registry: OfficialRegistry; asOf: string } | undefined;
	previous: LibraryFacts | undefined;
}

export interface ReleasedProject extends PluginProject {
	/** Name in plugin-kit.yaml. */
	name: string;
	readmeText: string | undefined;
	ruleFiles: readonly RulesFile[];
	/** Archives in the release folders that are of this version, or of none that their name tells. */
	archives: readonly { file: string; bytes: Buffer }[];
	/** The version tag of the commit that is checked out. */
	tag: string | undefined;
}

/** Where plugin-kit package and other tools put archives. */
const RELEASE_FOLDERS = ['release', 'dist'];
const LARGEST_FILE = 256 << 20;
const VERSION_TAG = /^(?:plugins\/(?<name>[\w-]+)\/)?v?\d+\.\d+\.\d+(?:-[\w.-]+)?$/;

/** Reads everything that a release is judged by. Throws a UsageError for an input that was named and is no such thing. */
export async function readReleaseSubject(
	options: ConformanceOptions,
	library: LibraryFacts,
	initSchema: string | undefined,
): Promise<ReleaseSubject> {
	const { project, registry, previous } = options.release ?? NO_RELEASE_INPUTS;
	return {
		library,
		fileName: basename(options.library),
		initSchema,
		project: project === null ? undefined : await releasedProject(project, library),
		registry: registry === null ? undefined : await datedRegistry(registry),
		previous: previous === null ? undefined : await previousRelease(previous, options),
	};
}

async function releasedProject(folder: string, library: LibraryFacts): Promise<ReleasedProject> {
	const project = readPluginProject(folder);
	return {
		...project,
		readmeText: project.readme === undefined ? undefined : readBounded(project.readme).toString('utf8'),
		ruleFiles: project.rules.map((file) => ({
			name: relative(project.folder, file),
			text: readBounded(file).toString('utf8'),
		})),
		archives: archivesIn(project.folder, library),
		tag: await tagOf(project.folder, library),
	};
}

function archivesIn(folder: string, { name, version }: LibraryFacts): ReleasedProject['archives'] {
	return RELEASE_FOLDERS.map((release) => join(folder, release))
		.filter((release) => statSync(release, { throwIfNoEntry: false })?.isDirectory())
		.flatMap((release) => readdirSync(release).map((file) => join(release, file)))
		.filter((file) => {
			const base = basename(file);
			if (!base.endsWith('.tar.gz') || base.startsWith(`${name}-rules-`)) return false;
			const parts = parseArchiveName(base);
			return parts === undefined || parts.name !== name || parts.version === version;
		})
		.sort()
		.map((file) => ({ file: relative(folder, file), bytes: readBounded(file) }));
}

function readBounded(file: string): Buffer {
	try {
		const { size } = statSync(file);
		if (size > LARGEST_FILE) throw new UsageError(`${file} is larger than 256 MiB`);
		return readFileSync(file);
	} catch (error) {
		if (error instanceof UsageError) throw error;
		const { code } = error as NodeJS.ErrnoException;
		throw new UsageError(`${file} cannot be read: ${code ?? 'unknown error'}`, [], { cause: error });
	}
}

/** The tag at HEAD that stands for a version of this plugin; that of the library's version where there are several. */
async function tagOf(folder: string, { name, version }: LibraryFacts): Promise<string | undefined> {
	const tags = (await askGit(folder, ['tag', '--points-at', 'HEAD'])).split('\n').filter((tag) => {
		const match = VERSION_TAG.exec(tag);
		return match !== null && (match.groups?.name ?? name) === name;
	});
	return tags.find((tag) => tag.endsWith(version)) ?? tags[0];
}

async function datedRegistry(path: string): Promise<ReleaseSubject['registry']> {
	const file = registryFileAt(path);
	const committed = await askGit(dirname(file), ['log', '-1', '--format=%cs', '--', basename(file)]);
	const asOf = committed || statSync(file).mtime.toISOString().slice(0, 'YYYY-MM-DD'.length);
	return { registry: readRegistry(file), asOf };
}

/** What git says, or nothing: without git, or outside a repository, a release can be judged too. */
async function askGit(folder: string, args: readonly string[]): Promise<string> {
	try {
		const { status, stdout } = await runGit(folder, args);
		return status === 0 ? stdout.trim() : '';
	} catch {
		return '';
	}
}

async function previousRelease(library: string, options: ConformanceOptions): Promise<LibraryFacts> {
	if (!existsSync(library)) throw new UsageError(`no such file: ${library}`, ['Give the library of the last release.']);
	const { description, death, broken } = await discover({ ...options, library });
	if (description !== undefined) return libraryFacts(description, library);
	if (death.kind === 'none' || death.kind === 'interrupted') {
		throw new UsageError(`${library} cannot be asked who it is: ${broken ?? 'it was interrupted'}`);
	}
	throw new UsageError(`${library} cannot be asked who it is: ${death.draft.message}`, [
		`See: plugin-kit test ${library}`,
	]);
}

/** What the library says of itself, or the one line that says why that is not enough to judge a release. */
export function factsOf(description: Description, path: string): LibraryFacts | { unusable: string } {
	try {
		return libraryFacts(description, path);
	} catch (error) {
		if (error instanceof UsageError) return { unusable: error.message };
		throw error;
	}
}
