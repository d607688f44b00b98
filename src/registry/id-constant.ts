import { readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';

/** A place in the author's source that holds the plugin's id. */
export interface IdConstant {
	/** Path below the project folder. */
	file: string;
	/** From 1. */
	line: number;
	/** Where the number stands in the text. */
	start: number;
	end: number;
	/** The line, trimmed, to show. */
	excerpt: string;
}

interface Pattern {
	extensions: readonly string[];
	/** The named group `id` is the number. */
	form: RegExp;
}

const C_FAMILY = ['.c', '.h', '.cc', '.cpp', '.cxx', '.hh', '.hpp', '.hxx'];
const NUMBER = '(?<id>0[xX][0-9a-fA-F]+|[0-9]+(?:_[0-9]+)*)(?:_?u32|[uU]?[lL]{0,2})\\b';

/** How each language, and each SDK in it, writes the id of a plugin. */
const PATTERNS: readonly Pattern[] = [
	{ extensions: C_FAMILY, form: new RegExp(`#\\s*define\\s+\\w*ID\\w*\\s+\\(?${NUMBER}`, 'dg') },
	{ extensions: C_FAMILY, form: new RegExp(`\\bget_id\\s*\\([^)]*\\)[^;{}]*\\{\\s*return\\s+${NUMBER}`, 'dg') },
	{ extensions: C_FAMILY, form: new RegExp(`\\bplugin_get_id\\s*\\([^)]*\\)\\s*\\{\\s*return\\s+${NUMBER}`, 'dg') },
	{
		extensions: C_FAMILY,
		form: new RegExp(`\\b(?:const|constexpr)\\b[^;=]*\\b\\w*(?:ID|Id|_id)\\w*\\s*=\\s*${NUMBER}`, 'dg'),
	},
	{
		extensions: ['.go'],
		form: new RegExp(`\\b\\w*(?:ID|Id)\\b[ \\t]*(?:u?int(?:32|64)?)?[ \\t]*=[ \\t]*${NUMBER}`, 'dg'),
	},
	{ extensions: ['.go'], form: new RegExp(`\\bID:\\s*${NUMBER}`, 'dg') },
	{ extensions: ['.rs'], form: new RegExp(`\\bconst\\s+\\w*ID\\w*\\s*:\\s*u32\\s*=\\s*${NUMBER}`, 'dg') },
];

/** Folders that hold other people's code or what a build made. */
const PASSED_OVER = new Set([
	'node_modules',
	'vendor',
	'third_party',
	'target',
	'build',
	'dist',
	'cmake-build',
	'testdata',
]);
const MAX_FILES = 2000;
const MAX_BYTES = 1 << 20;

/** Finds the places below a project folder where this id is written as the plugin's id, by the forms of its language. */
export function findIdConstants(folder: string, id: number): IdConstant[] {
	const found: IdConstant[] = [];
	for (const file of sourceFiles(folder)) {
		const text = readFileSync(join(folder, file), 'utf8');
		for (const constant of constantsIn(text, file)) {
			if (constant.id === id && !found.some((other) => other.file === file && other.start === constant.start)) {
				found.push(constant);
			}
		}
	}
	return found;
}

/** The text with another id at the constant's place. */
export function replaceId(text: string, { start, end }: IdConstant, id: number): string {
	return text.slice(0, start) + String(id) + text.slice(end);
}

function* constantsIn(text: string, file: string): Generator<IdConstant & { id: number }> {
	for (const { extensions, form } of PATTERNS) {
		if (!extensions.includes(extname(file))) continue;
		for (const match of text.matchAll(form)) {
			const [start, end] = match.indices?.groups?.id ?? [0, 0];
			const lineStart = text.lastIndexOf('\n', start - 1) + 1;
			const [excerpt = ''] = text.slice(lineStart).split('\n', 1);
			const line = text.slice(0, start).split('\n').length;
			const id = Number((match.groups?.id ?? '').replaceAll('_', ''));
			yield { file, line, start, end, excerpt: excerpt.trim(), id };
		}
	}
}

function sourceFiles(folder: string): string[] {
	const files: string[] = [];
	const visit = (below: string) => {
		for (const entry of readdirSync(join(folder, below), { withFileTypes: true })) {
			const path = join(below, entry.name);
			if (files.length >= MAX_FILES) return;
			if (entry.isDirectory()) {
				if (!entry.name.startsWith('.') && !PASSED_OVER.has(entry.name)) visit(path);
			} else if (entry.isFile() && PATTERNS.some(({ extensions }) => extensions.includes(extname(entry.name)))) {
				if (statSync(join(folder, path)).size <= MAX_BYTES) files.push(path);
			}
		}
	};
	visit('');
	return files.sort();
}
