import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '../toolchain/languages.ts';

/** How a project is built, as its own files say it. */
export interface FoundBuild {
	/** The file that says so. */
	from: string;
	language: Language | 'other';
	/** As the files name it; not yet a plugin name. */
	name: string | null;
	command: readonly string[];
	/** Path of the shared library, from the project. */
	output: string;
}

const LARGEST_FILE = 1024 * 1024;

type Finder = (folder: string) => FoundBuild | undefined;

/** In the order in which they are believed: a Makefile usually wraps the others. */
const FINDERS: readonly Finder[] = [inMakefile, inCargo, inGoModule, inCMake];

/** The build of a project in this folder, found without running anything; undefined where no file shows one of a shared library. */
export function findBuild(folder: string): FoundBuild | undefined {
	for (const find of FINDERS) {
		const found = find(folder);
		if (found) return found;
	}
	return undefined;
}

function textOf(folder: string, name: string): string | undefined {
	const path = join(folder, name);
	const stats = statSync(path, { throwIfNoEntry: false });
	return stats?.isFile() && stats.size <= LARGEST_FILE ? readFileSync(path, 'utf8') : undefined;
}

/** A library that a recipe writes (`-o`), or that a variable or a target is named after. */
function inMakefile(folder: string): FoundBuild | undefined {
	const from = ['GNUmakefile', 'Makefile', 'makefile'].find((name) => existsSync(join(folder, name)));
	const text = from && textOf(folder, from);
	if (!from || !text) return undefined;
	const variables = makeVariables(text);
	const expanded = expand(text, variables);
	const output =
		/\s-o\s+(\S+\.so)\b/.exec(expanded)?.[1] ??
		[...variables.values()].find((value) => /^[\w./-]+\.so$/.test(value)) ??
		/^([\w./-]+\.so)\s*:/m.exec(expanded)?.[1];
	if (output === undefined || /[$%*]/.test(output)) return undefined;
	return {
		from,
		language: languageOf(folder, expanded),
		name: variables.get('NAME') ?? libraryName(output),
		command: ['make'],
		output: output.replace(/^\.\//, ''),
	};
}

function makeVariables(text: string): Map<string, string> {
	const variables = new Map<string, string>();
	for (const [, name = '', value = ''] of text.matchAll(/^(?:export\s+)?(\w+)[ \t]*[:?]?=[ \t]*([^#\n]*?)[ \t]*$/gm)) {
		if (!variables.has(name)) variables.set(name, value);
	}
	for (const [name, value] of variables) variables.set(name, expand(value, variables));
	return variables;
}

/** Variables of variables are expanded to a depth that real Makefiles do not reach. */
function expand(text: string, variables: ReadonlyMap<string, string>): string {
	let expanded = text;
	for (let depth = 0; depth < 4 && expanded.length <= LARGEST_FILE; depth++) {
		expanded = expanded.replace(/\$[({](\w+)[)}]/g, (whole, name: string) => variables.get(name) ?? whole);
	}
	return expanded;
}

function languageOf(folder: string, recipe: string): FoundBuild['language'] {
	if (existsSync(join(folder, 'go.mod')) || /\bgo\b.*build/.test(recipe)) return 'go';
	if (existsSync(join(folder, 'Cargo.toml')) || /\bcargo\b/.test(recipe)) return 'rust';
	const sources = [folder, join(folder, 'src')].flatMap((place) => (existsSync(place) ? readdirSync(place) : []));
	if (sources.some((name) => /\.(cc|cpp|cxx)$/.test(name))) return 'cpp';
	return sources.some((name) => name.endsWith('.c')) ? 'c' : 'other';
}

/** A crate of type cdylib. */
function inCargo(folder: string): FoundBuild | undefined {
	const text = textOf(folder, 'Cargo.toml');
	if (!text || !/crate-type\s*=\s*\[[^\]]*["']cdylib["']/.test(text)) return undefined;
	const nameIn = (section: string) =>
		new RegExp(`^\\[${section}\\][^[]*?^name\\s*=\\s*["']([\\w-]+)["']`, 'ms').exec(text)?.[1];
	const name = nameIn('package') ?? null;
	const library = (nameIn('lib') ?? name)?.replaceAll('-', '_');
	if (!library) return undefined;
	return {
		from: 'Cargo.toml',
		language: 'rust',
		name,
		command: ['cargo', 'build', '--release'],
		output: `target/release/lib${library}.so`,
	};
}

/** A module whose main package uses cgo, as `-buildmode=c-shared` needs it. */
function inGoModule(folder: string): FoundBuild | undefined {
	const module = /^module\s+"?([\w./~-]+)"?/m.exec(textOf(folder, 'go.mod') ?? '')?.[1];
	if (!module) return undefined;
	const places = ['.', 'plugin', 'cmd', ...subfolders(folder, 'cmd')];
	const place = places.find((each) => isMainPackage(join(folder, each)));
	if (!place) return undefined;
	const name =
		module
			.replace(/\/v\d+$/, '')
			.split('/')
			.at(-1) ?? null;
	const output = `lib${name}.so`;
	return {
		from: 'go.mod',
		language: 'go',
		name,
		command: ['go', 'build', '-buildmode=c-shared', '-o', output, place === '.' ? '.' : `./${place}`],
		output,
	};
}

function subfolders(folder: string, name: string): string[] {
	const path = join(folder, name);
	if (!existsSync(path)) return [];
	return readdirSync(path, { withFileTypes: true }).flatMap((entry) =>
		entry.isDirectory() ? [join(name, entry.name)] : [],
	);
}

function isMainPackage(folder: string): boolean {
	if (!existsSync(folder)) return false;
	const files = readdirSync(folder).filter((name) => name.endsWith('.go') && !name.endsWith('_test.go'));
	return files.some((name) => /^package main\b/m.test(textOf(folder, name) ?? ''));
}

/** The first shared library or module of the top CMakeLists.txt. */
function inCMake(folder: string): FoundBuild | undefined {
	const text = textOf(folder, 'CMakeLists.txt')?.replace(/#.*$/gm, '');
	if (!text) return undefined;
	const project = /\bproject\s*\(\s*([\w-]+)/i.exec(text)?.[1];
	const target = /\badd_library\s*\(\s*(\$\{PROJECT_NAME\}|[\w-]+)\s+(?:SHARED|MODULE)\b/i.exec(text)?.[1];
	const name = target?.startsWith('$') ? project : target;
	if (!name) return undefined;
	const prefix = /\bPREFIX\s+""/.test(text) ? '' : 'lib';
	const file = /\bOUTPUT_NAME\s+"?([\w-]+)"?/.exec(text)?.[1] ?? name;
	const isC = /\bLANGUAGES\s+C\s*\)/i.test(text) || /\bproject\s*\([^)]*\sC\s*\)/i.test(text);
	return {
		from: 'CMakeLists.txt',
		language: isC ? 'c' : 'cpp',
		name: project ?? name,
		command: ['sh', '-c', 'cmake -S . -B build -DCMAKE_BUILD_TYPE=Release && cmake --build build'],
		output: `build/${prefix}${file}.so`,
	};
}

function libraryName(output: string): string {
	return (output.split('/').at(-1) ?? output).replace(/^lib/, '').replace(/\.so$/, '');
}
