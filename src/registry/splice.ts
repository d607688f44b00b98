import { isDeepStrictEqual } from 'node:util';
import { UsageError } from '../errors.ts';
import { contentOf, entriesNode, parseRegistryText, type RegistryDocument, syntaxErrorOf } from './document.ts';

/** One replacement in a text: what stands from `start` to `end` gives way to `text`. */
export interface Splice {
	start: number;
	end: number;
	text: string;
}

/** Applies replacements that do not overlap; every character outside of them stays. */
export function applySplices(text: string, splices: readonly Splice[]): string {
	const parts: string[] = [];
	let end = 0;
	for (const splice of [...splices].sort((a, b) => a.start - b.start || a.end - b.end)) {
		parts.push(text.slice(end, splice.start), splice.text);
		end = splice.end;
	}
	return parts.join('') + text.slice(end);
}

/** The newline of a text: that of its first line. */
export function newlineOf(text: string): '\n' | '\r\n' {
	const index = text.indexOf('\n');
	return index > 0 && text[index - 1] === '\r' ? '\r\n' : '\n';
}

/** Parses a registry that is to be edited. Throws a UsageError where it is broken or laid out in another way. */
export function parseForEdit(text: string, file: string): RegistryDocument {
	const document = parseRegistryText(text, file);
	const error = syntaxErrorOf(document);
	if (error !== undefined) {
		throw new UsageError(`${file}:${error.position.line}:${error.position.column}: ${error.message}`, [
			'A registry that is no YAML cannot be edited: take a fresh copy from upstream.',
		]);
	}
	return document;
}

/** What a registry says, with the entries apart from the rest of the file. */
export interface RegistryContent {
	entries: readonly unknown[];
	rest: object;
}

/** The content of a registry that parses; undefined for a text that is no registry. */
export function registryContent(document: RegistryDocument): RegistryContent | undefined {
	if (syntaxErrorOf(document) !== undefined || entriesNode(document) === undefined) return undefined;
	const { plugins, ...rest } = contentOf(document) as { plugins: unknown[] };
	return { entries: plugins, rest };
}

/** True when the edited text has just the entries expected and nothing else in the file says something new. */
export function isEditSound(before: RegistryContent, after: string, expected: readonly unknown[]): boolean {
	const content = registryContent(parseRegistryText(after, 'the edited text'));
	return isDeepStrictEqual(content, { entries: expected, rest: before.rest });
}
