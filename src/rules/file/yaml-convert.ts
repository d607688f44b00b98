import { type Document, isAlias, isMap, isScalar, isSeq, type Node } from 'yaml';
import type { Mark, MarkTable } from './mark.ts';
import { YAML_BOUNDS } from './yaml-bounds.ts';
import type { YamlEntry, YamlNode } from './yaml-node.ts';
import type { YamlParseError } from './yaml-parse.ts';
import { nextToken } from './yaml-places.ts';
import type { Readable } from './yaml-repair.ts';

export type ConvertedDocument =
	| { readonly ok: true; readonly root: YamlNode }
	| { readonly ok: false; readonly error: YamlParseError };

/** A document of the `yaml` library as plain nodes with yaml-cpp's positions. */
export function convertDocument(document: Document.Parsed, readable: Readable, marks: MarkTable): ConvertedDocument {
	return new Conversion(document, readable, marks).run();
}

/** Carries why a document cannot be converted out of the recursion; never leaves this file. */
class ConversionStop extends Error {
	readonly place: number;

	constructor(message: string, place: number) {
		super(message);
		this.place = place;
	}
}

class Conversion {
	readonly #document: Document.Parsed;
	readonly #readable: Readable;
	readonly #text: string;
	readonly #marks: MarkTable;
	/** The nodes of finished anchors, with their size in nodes when all their aliases are expanded. */
	readonly #anchors = new Map<string, { node: YamlNode; size: number }>();
	#size = 0;

	constructor(document: Document.Parsed, readable: Readable, marks: MarkTable) {
		this.#document = document;
		this.#readable = readable;
		this.#text = readable.source;
		this.#marks = marks;
	}

	run(): ConvertedDocument {
		try {
			return { ok: true, root: this.#convert(this.#document.contents, this.#document.range[0]) };
		} catch (error) {
			if (!(error instanceof ConversionStop)) throw error;
			return { ok: false, error: { message: error.message, mark: this.#marks.at(error.place) } };
		}
	}

	#convert(node: Node | null, place: number): YamlNode {
		if (node === null) return { kind: 'null', mark: this.#nextToken(place) };
		const start = node.range?.[0] ?? place;
		const sizeBefore = this.#size;
		this.#count(1, start);
		if (isAlias(node)) return this.#alias(node.source, start);
		const converted = this.#value(node, start);
		const anchor = isScalar(node) || isMap(node) || isSeq(node) ? node.anchor : undefined;
		if (anchor !== undefined) this.#anchors.set(anchor, { node: converted, size: this.#size - sizeBefore });
		return converted;
	}

	#alias(name: string, place: number): YamlNode {
		const anchored = this.#anchors.get(name);
		if (anchored === undefined) throw new ConversionStop(`the referenced anchor is not defined: ${name}`, place);
		this.#count(anchored.size, place);
		return anchored.node;
	}

	#value(node: Node, start: number): YamlNode {
		const mark = this.#marks.at(startWithProperties(this.#text, start, node));
		if (isMap(node)) {
			const entries: YamlEntry[] = node.items.map((pair) => {
				const keyNode = pair.key as Node | null;
				const key = this.#convert(keyNode, start);
				const place = keyNode === null ? start : this.#placeOfNull(keyNode, node.flow === true);
				return { key, value: this.#convert(pair.value as Node | null, place) };
			});
			return { kind: 'mapping', mark, entries };
		}
		if (isSeq(node))
			return { kind: 'sequence', mark, items: node.items.map((item) => this.#convert(item as Node, start)) };
		const text = this.#readable.quoted.get(start) ?? textOf(node);
		const plain = isScalar(node) && (node.type === 'PLAIN' || node.type === undefined) && node.tag === undefined;
		if (!plain || !isNullWord(text)) return { kind: 'scalar', mark, text };
		const seen = this.#readable.nulls.get(start);
		if (seen !== undefined) return { kind: 'null', mark: this.#marks.at(seen) };
		const isEmpty = text === '' && isScalar(node) && node.anchor === undefined;
		return { kind: 'null', mark: isEmpty ? this.#nextToken(start) : mark };
	}

	/** Where yaml-cpp sees a null that is not written: at what comes next. */
	#nextToken(place: number): Mark {
		const text = this.#text;
		const next = nextToken(text, place);
		return next >= text.length ? this.#marks.end : this.#marks.at(next);
	}

	/** Where the null of a key without a colon is: at the key, or at its `?`; in a flow mapping behind it. */
	#placeOfNull(key: Node, isFlow: boolean): number {
		const [start, end] = key.range ?? [0, 0];
		if (isFlow) return end;
		const before = this.#text.slice(Math.max(0, start - 80), start).trimEnd();
		return before.endsWith('?') ? this.#text.lastIndexOf('?', start) : start;
	}

	#count(nodes: number, place: number): void {
		this.#size += nodes;
		if (this.#size > YAML_BOUNDS.nodes) {
			throw new ConversionStop(`more than ${YAML_BOUNDS.nodes} values once aliases are expanded`, place);
		}
	}
}

/** The text of a scalar, also where the `yaml` library makes something else of it for its tag. */
function textOf(node: Node): string {
	if (!isScalar(node)) return '';
	return typeof node.value === 'string' ? node.value : (node.source ?? '');
}

function isNullWord(text: string): boolean {
	return text === '' || text === '~' || text === 'null' || text === 'Null' || text === 'NULL';
}

/** yaml-cpp marks a value with an anchor or a tag at that property; the `yaml` library at the value behind it. */
function startWithProperties(text: string, start: number, node: Node): number {
	if (!isScalar(node) && !isMap(node) && !isSeq(node)) return start;
	let first = start;
	if (node.anchor !== undefined) first = lastBefore(text, `&${node.anchor}`, first);
	if (node.tag !== undefined) first = lastBefore(text, '!', first);
	return first;
}

function lastBefore(text: string, property: string, place: number): number {
	const found = place === 0 ? -1 : text.lastIndexOf(property, place - 1);
	let start = found >= 0 ? found : place;
	while (start > 0 && !/[\s[{,]/.test(text.charAt(start - 1))) start--;
	return start;
}
