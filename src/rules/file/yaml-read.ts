import { Composer, type CST, type Document, isSeq, Parser, type YAMLError } from 'yaml';
import type { Mark, MarkTable } from './mark.ts';
import { YAML_BOUNDS } from './yaml-bounds.ts';
import { errorMark, errorMessage } from './yaml-error-place.ts';
import type { YamlParseError } from './yaml-parse.ts';
import { type Readable, withClosedQuotes, withoutFault } from './yaml-repair.ts';
import { colonBehind } from './yaml-tokens.ts';

/** A document of the `yaml` library, with the text that it was read from. */
export interface ReadDocument {
	readonly document: Document.Parsed;
	readonly readable: Readable;
}

export type Reading =
	| { readonly ok: true; readonly documents: readonly ReadDocument[] }
	| { readonly ok: false; readonly error: YamlParseError };

/** All documents of a text, read as yaml-cpp reads it, or the first thing that yaml-cpp refuses, where it does. */
export function readDocuments(text: string, marks: MarkTable): Reading {
	const done: ReadDocument[] = [];
	let readable: Readable = { source: text, quoted: new Map(), nulls: new Map() };
	for (let reading = 0; ; reading++) {
		const { tokens, tooDeep } = tokenize(readable.source);
		if (tooDeep !== undefined) return failed(`nested deeper than ${YAML_BOUNDS.depth} levels`, marks.at(tooDeep));
		const documents = compose(tokens, text.length);
		const error = firstFault(documents, tokens);
		if (error === undefined) {
			return { ok: true, documents: [...done, ...documents.map((document) => ({ document, readable }))] };
		}
		const isExhausted = reading * text.length > YAML_BOUNDS.reread;
		const closed = isExhausted ? undefined : withClosedQuotes(readable, tokens);
		if (closed !== undefined) {
			readable = closed;
			continue;
		}
		const parts = isExhausted ? undefined : splitDocuments(readable, error, documents);
		if (parts !== undefined) {
			const first = readDocuments(parts.before, marks);
			if (!first.ok) return first;
			done.push(...first.documents);
			readable = parts.behind;
			continue;
		}
		const next = isExhausted ? undefined : withoutFault(readable, error, tokens);
		if (next === undefined) return failed(errorMessage(error), errorMark(text, error, tokens, marks));
		readable = next;
	}
}

function tokenize(source: string): { readonly tokens: CST.Token[]; readonly tooDeep: number | undefined } {
	const tokens: CST.Token[] = [];
	for (const token of new Parser().parse(source)) {
		const tooDeep = deeperThan(token, YAML_BOUNDS.depth);
		if (tooDeep !== undefined) return { tokens, tooDeep };
		tokens.push(token);
	}
	return { tokens, tooDeep: undefined };
}

function compose(tokens: CST.Token[], length: number): Document.Parsed[] {
	const composer = new Composer({ schema: 'failsafe', uniqueKeys: false, merge: false, logLevel: 'silent' });
	return [...composer.compose(tokens, false, length)];
}

/** The first error by its place: the `yaml` library tells of a mapping before it tells of what is in it. */
function firstFault(documents: readonly Document.Parsed[], tokens: CST.Token[]): YAMLError | undefined {
	return documents
		.flatMap(({ errors }) => errors)
		.sort((left, right) => left.pos[0] - right.pos[0])
		.find((error) => !isTolerated(error, tokens));
}

/** Whether yaml-cpp takes what the `yaml` library refuses, and the library's value is right all the same. */
function isTolerated({ message, pos }: YAMLError, tokens: CST.Token[]): boolean {
	if (message === 'Implicit map keys need to be followed by map values') {
		return colonBehind(tokens, pos[0]) === undefined;
	}
	return /^Flow (?:sequence|map) in block collection must be sufficiently indented$/.test(message);
}

/** A word at the left margin behind a block sequence begins a document of its own in yaml-cpp. */
function splitDocuments(
	{ source, quoted, nulls }: Readable,
	{ message, pos }: YAMLError,
	documents: readonly Document.Parsed[],
): { readonly before: string; readonly behind: Readable } | undefined {
	const [place] = pos;
	if (message !== 'Unexpected scalar at node end' || source.charAt(place - 1) !== '\n') return undefined;
	if (documents.length !== 1 || !isSeq(documents[0]?.contents)) return undefined;
	const blank = source.slice(0, place).replaceAll(/[^\n]/g, ' ');
	return { before: source.slice(0, place), behind: { source: `${blank}${source.slice(place)}`, quoted, nulls } };
}

function failed(message: string, mark: Mark): { readonly ok: false; readonly error: YamlParseError } {
	return { ok: false, error: { message, mark } };
}

/** The offset of the first collection nested deeper than the limit. Walks with its own stack: the text is foreign. */
function deeperThan(token: CST.Token, limit: number): number | undefined {
	const pending: { token: CST.Token; depth: number }[] = [{ token, depth: 0 }];
	for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
		const { token: current, depth } = next;
		if (depth > limit) return current.offset;
		if (current.type === 'document' && current.value) pending.push({ token: current.value, depth });
		if (!('items' in current)) continue;
		for (const item of current.items) {
			if (item.key) pending.push({ token: item.key, depth: depth + 1 });
			if (item.value) pending.push({ token: item.value, depth: depth + 1 });
		}
	}
	return undefined;
}
