import { isMap } from 'yaml';
import { UsageError } from '../errors.ts';
import { entriesNode, type RegistryDocument } from './document.ts';
import { isFlow, orderedEntry, renderEntry } from './entry-text.ts';
import { explainLayout, layoutOf } from './layout.ts';
import type { RegistryEntry } from './model.ts';
import { applySplices, isEditSound, newlineOf, parseForEdit, registryContent, type Splice } from './splice.ts';

/**
 * Appends an entry to the list of a registry as a pure addition: no other character changes, so comments, odd
 * formatting, line ends and blank lines stay. The result is parsed and compared before it is given back.
 * Throws a UsageError where the text is broken, of an older layout, or a list that cannot be added to.
 */
export function insertEntry(text: string, entry: RegistryEntry, file: string): string {
	const document = parseForEdit(text, file);
	const layout = layoutOf(document);
	if (layout.kind !== 'current') {
		const { message, fix } = explainLayout(layout);
		throw new UsageError(`${file}: ${message}`, [fix]);
	}
	const before = registryContent(document) ?? { entries: [], rest: {} };
	const expected = [...before.entries, orderedEntry(entry)];
	for (const splice of candidates(document, entry)) {
		const after = applySplices(text, [splice]);
		if (isEditSound(before, after, expected)) return after;
	}
	throw new UsageError(`${file}: the end of the list of plugins is written in a way that no entry can be added to`, [
		'Write `plugins` as a block list, each entry beginning with a dash.',
	]);
}

/** Places for the new entry, best first: after the last line of the last entry, or after what blank lines follow it. */
function* candidates(document: RegistryDocument, entry: RegistryEntry): Generator<Splice> {
	const { text } = document;
	const list = entriesNode(document);
	const last = list?.items.at(-1);
	if (list === undefined || last === undefined || isFlow(list)) return;
	const token = list.srcToken;
	const indent = token?.type === 'block-seq' ? token.indent : 0;
	const newline = newlineOf(text);
	const block = renderEntry(entry, { indent, newline });
	const [, valueEnd, nodeEnd] = last.range;
	const contentEnd = text.slice(0, isMap(last) ? valueEnd : nodeEnd).trimEnd().length;
	for (const from of [contentEnd, valueEnd, nodeEnd]) {
		const lineEnd = from > 0 && text[from - 1] === '\n' ? from - 1 : text.indexOf('\n', from);
		if (lineEnd === -1) yield { start: text.length, end: text.length, text: `${newline}${block}` };
		else {
			const start = afterOwnComments(text, lineEnd + 1, indent);
			yield { start, end: start, text: block };
			yield { start: lineEnd + 1, end: lineEnd + 1, text: block };
		}
	}
}

/** Comment lines that are indented deeper than the dashes belong to the entry above them. */
function afterOwnComments(text: string, start: number, indent: number): number {
	let position = start;
	for (;;) {
		const match = /^( *)#[^\n]*(?:\n|$)/.exec(text.slice(position));
		if (match === null || (match[1]?.length ?? 0) <= indent || !match[0].endsWith('\n')) return position;
		position += match[0].length;
	}
}
