import { existsSync, linkSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { stringify } from 'yaml';
import { CannotRunError, UsageError } from '../errors.ts';
import { FIELDS_BEGIN, FIELDS_END } from '../project/fields-table.ts';
import { schemaUrl } from '../project/schema-url.ts';
import { type FoundBuild, findBuild } from './find-build.ts';

/** What `init` found and did, or would do; its `--json` result. */
export interface AdoptResult {
	schemaVersion: 1;
	/** Absolute path of the project. */
	folder: string;
	/** False with --dry-run. */
	written: boolean;
	name: string;
	build: FoundBuild;
	/** `keep`: it is there, and was not touched. */
	files: readonly { path: string; action: 'create' | 'keep' }[];
	/** What is left for the author to do. */
	notes: readonly string[];
}

/**
 * Adopts an existing plugin project: finds how it is built, and writes plugin-kit.yaml and what else is missing. No file that is there is
 * changed.
 * @throws UsageError where the folder is no project, is adopted already, or shows no build of a shared library; CannotRunError where
 * it can't be written to.
 */
export function adoptProject(target: string, { dryRun }: { dryRun: boolean }): AdoptResult {
	const folder = resolve(target);
	if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw new UsageError(`${target} is not a folder`);
	if (existsSync(join(folder, 'plugin-kit.yaml'))) {
		throw new UsageError(`${join(folder, 'plugin-kit.yaml')} is there already: the project is adopted`);
	}
	const build = findBuild(folder);
	if (!build) {
		throw new UsageError(
			`${folder}: no build of a shared library found in a Makefile, Cargo.toml, go.mod or CMakeLists.txt`,
			[
				'Write plugin-kit.yaml yourself; docs/schemas/plugin-kit.yaml.schema.json says what is in it. For a new project: plugin-kit new.',
			],
		);
	}
	const name = pluginName(build, folder);
	const wanted = new Map([
		['plugin-kit.yaml', projectFile(name, build)],
		['README.md', readme(name)],
		['.gitignore', `/${build.output}\n/.*.kept-*\n`],
	]);
	const files = [...wanted.keys()].map((path) => ({
		path,
		action: existsSync(join(folder, path)) ? ('keep' as const) : ('create' as const),
	}));
	if (!dryRun) createAll(folder, new Map([...wanted].filter(([path]) => !existsSync(join(folder, path)))));
	const kept = files.some(({ path, action }) => path === 'README.md' && action === 'keep');
	return {
		schemaVersion: 1,
		folder,
		written: !dryRun,
		name,
		build,
		files,
		notes: [
			`check build.command and build.output in plugin-kit.yaml, which were read from ${build.from}`,
			...(kept ? [`for plugin-kit docs, put ${FIELDS_BEGIN} and ${FIELDS_END} into README.md`] : []),
			'say under conformance: what a good and a bad configuration is, and write tests/*.yaml',
		],
	};
}

/** A name that the registry takes, from what the build or else the folder is called. */
function pluginName({ name }: FoundBuild, folder: string): string {
	const candidates = [name, basename(folder)].map((text) =>
		(text ?? '')
			.toLowerCase()
			.replace(/[^a-z0-9_-]+/g, '-')
			.replace(/^[^a-z]+|-+$/g, '')
			.slice(0, 64),
	);
	return candidates.find((candidate) => candidate !== '') ?? 'plugin';
}

function projectFile(name: string, { language, command, output, from }: FoundBuild): string {
	const value = (text: string) => stringify(text, { version: '1.1', lineWidth: 0 }).trimEnd();
	const head = `# yaml-language-server: $schema=${schemaUrl('plugin-kit.yaml')}`;
	return `${head}
# How plugin-kit builds and tests this plugin; read from ${from} by plugin-kit init.
name: ${value(name)}
language: ${language}
build:
  command: [${command.map((word) => (/^[\w./=-]+$/.test(word) ? value(word) : JSON.stringify(word))).join(', ')}]
  output: ${value(output)}
# What plugin-kit test gives to the plugin:
# conformance:
#   init-config: '{}'
#   bad-init-config: ['{"unknown": true}']
#   open-params: ''
#   expect-events: 100
`;
}

function readme(name: string): string {
	return `# ${name}\n\nA plugin for [Falco](https://falco.org).\n\n## Supported fields\n\n${FIELDS_BEGIN}\n${FIELDS_END}\n`;
}

/** Creates all files or none. A link fails where there is a file, so that one that appears meanwhile is not replaced. */
function createAll(folder: string, files: ReadonlyMap<string, string>): void {
	const made: string[] = [];
	let staging: string | undefined;
	try {
		staging = mkdtempSync(join(folder, '.plugin-kit-init-'));
		for (const [path, contents] of files) {
			const draft = join(staging, basename(path));
			writeFileSync(draft, contents);
			linkSync(draft, join(folder, path));
			made.push(join(folder, path));
		}
	} catch (error) {
		for (const file of made) rmSync(file);
		throw new CannotRunError(`${folder}: can't be written (${(error as NodeJS.ErrnoException).code})`, [], {
			cause: error,
		});
	} finally {
		if (staging) rmSync(staging, { recursive: true, force: true });
	}
}
