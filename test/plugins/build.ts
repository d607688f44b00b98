import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export interface PluginSource {
	/** Names the built file; letters, digits, dots and dashes. */
	name: string;
	/** Absolute path of the C file. */
	source: string;
	cflags?: readonly string[];
	ldflags?: readonly string[];
}

const root = fileURLToPath(new URL('../../', import.meta.url));
const include = join(root, 'templates/c/include');
const built = join(root, '.setup/plugins');
const COMMON = '-std=gnu11 -shared -fPIC -g -O1 -fvisibility=hidden -Wall -Wextra -Werror'.split(' ');

/** The machine has other things to do: more compilers at once do not make the whole faster. */
const AT_ONCE = 2;

const run = promisify(execFile);

/** The file and all files of the project that it includes, each once. */
function withIncludes(file: string, seen = new Set<string>()): Set<string> {
	if (seen.has(file)) return seen;
	seen.add(file);
	for (const [, open, name = ''] of readFileSync(file, 'utf8').matchAll(/^\s*#\s*include\s*([<"])([^>"]+)[>"]/gm)) {
		const included = join(open === '"' ? dirname(file) : include, name);
		if (existsSync(included)) withIncludes(included, seen);
	}
	return seen;
}

async function compile({ name, source, cflags = [], ldflags = [] }: PluginSource, compiler: string): Promise<string> {
	const options = [...COMMON, ...cflags, ...ldflags];
	const hash = createHash('sha256').update(JSON.stringify([compiler, options]));
	for (const file of withIncludes(source)) hash.update(relative(root, file)).update(readFileSync(file));
	const library = join(built, `${name}-${hash.digest('hex').slice(0, 16)}.so`);
	if (existsSync(library)) return library;
	const unfinished = `${library}.${process.pid}`;
	try {
		await run('cc', [...COMMON, ...cflags, `-I${include}`, source, '-o', unfinished, ...ldflags], {
			cwd: root,
			env: { ...process.env, LC_ALL: 'C' },
		});
		renameSync(unfinished, library);
	} catch (error) {
		rmSync(unfinished, { force: true });
		const reason = error instanceof Error && 'stderr' in error ? error.stderr : error;
		throw new Error(`test plugin ${name} does not build:\n${reason}`, { cause: error });
	}
	return library;
}

/**
 * Builds test plugins and gives the path of each by name. What is built is kept under a hash of everything that goes into
 * it, so that nothing is built twice; calls from several processes do not disturb each other.
 */
export async function buildPlugins(sources: readonly PluginSource[]): Promise<ReadonlyMap<string, string>> {
	mkdirSync(built, { recursive: true });
	const { stdout: compiler } = await run('cc', ['--version']);
	const libraries = new Map<string, string>();
	const waiting = sources.values();
	const work = async () => {
		for (const source of waiting) libraries.set(source.name, await compile(source, compiler));
	};
	await Promise.all(Array.from({ length: AT_ONCE }, work));
	return libraries;
}

/** Builds one test plugin and gives its path. */
export async function buildPlugin(source: PluginSource): Promise<string> {
	const library = (await buildPlugins([source])).get(source.name);
	if (library === undefined) throw new Error(`test plugin ${source.name} was not built`);
	return library;
}
