import { isDeepStrictEqual } from 'node:util';
import { isMap } from 'yaml';
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

/** The entries of a text as plain values, or undefined where the text is no registry any more. */
export function entriesIn(text: string): readonly unknown[] | undefined {
	const document = parseRegistryText(text, 'the edited text');
	if (syntaxErrorOf(document) !== undefined || entriesNode(document) === undefined) return undefined;
	const { plugins } = contentOf(document) as { plugins: unknown[] };
	return plugins;
}

/** Everything but the list of entries, to see that an edit left it alone. */
function restOf(text: string): unknown {
	const document = parseRegistryText(text, 'the edited text');
	return isMap(document.tree.contents) ? { ...(contentOf(document) as object), plugins: undefined } : undefined;
}

/** True when the edited text has just the entries expected and nothing else in the file says something new. */
export function isEditSound(before: string, after: string, expected: readonly unknown[]): boolean {
	return isDeepStrictEqual(entriesIn(after), expected) && isDeepStrictEqual(restOf(before), restOf(after));
}
