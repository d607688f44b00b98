import { Composer, type CST, type Document, isAlias, isMap, isScalar, isSeq, type Node, Parser } from 'yaml';
import { type Mark, MarkTable, START } from './mark.ts';
import type { YamlEntry, YamlNode } from './yaml-node.ts';

/**
 * Bounds for foreign text, far above any real rules file. Depth is Falco's own (yaml-cpp gives up at 500 levels);
 * nodes are counted with every alias expanded, so that a few lines of aliases cannot stand for millions of values.
 */
export const YAML_BOUNDS = { bytes: 4 * 1024 * 1024, depth: 500, nodes: 500_000 } as const;

/** Why a text is not YAML, and where (Falco: LOAD_ERR_YAML_PARSE). */
export interface YamlParseError {
	readonly message: string;
	readonly mark: Mark;
}

export type YamlParseResult =
	| { readonly ok: true; readonly documents: readonly YamlNode[] }
	| { readonly ok: false; readonly error: YamlParseError };

/**
 * Reads all documents of a text into plain nodes with Falco's positions. Scalars stay text (failsafe schema), duplicate
 * keys are kept, merge keys are ordinary keys: as yaml-cpp does. Never throws.
 */
export function parseYaml(text: string): YamlParseResult {
	if (Buffer.byteLength(text) > YAML_BOUNDS.bytes) {
		return failed(`the file is larger than ${YAML_BOUNDS.bytes} bytes`, START);
	}
	const marks = new MarkTable(text);
	const tokens: CST.Token[] = [];
	for (const token of new Parser().parse(text)) {
		const tooDeep = deeperThan(token, YAML_BOUNDS.depth);
		if (tooDeep !== undefined) return failed(`nested deeper than ${YAML_BOUNDS.depth} levels`, marks.at(tooDeep));
		tokens.push(token);
	}
	const documents: YamlNode[] = [];
	const composer = new Composer({ schema: 'failsafe', uniqueKeys: false, merge: false, logLevel: 'silent' });
	for (const document of composer.compose(tokens, false, text.length)) {
		const error = document.errors[0];
		if (error !== undefined) return failed(error.message, marks.at(behindBlanks(text, error.pos[0])));
		const converted = new Conversion(document, text, marks).run();
		if (!converted.ok) return converted;
		documents.push(converted.root);
	}
	return { ok: true, documents };
}

function failed(message: string, mark: Mark): { readonly ok: false; readonly error: YamlParseError } {
	return { ok: false, error: { message, mark } };
}

/** An error of indentation is reported at the line's blanks; Falco's library marks what stands behind them. */
function behindBlanks(text: string, index: number): number {
	let place = index;
	while (text[place] === ' ') place++;
	return place;
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
	readonly #text: string;
	readonly #marks: MarkTable;
	/** The nodes of finished anchors, with their size in nodes when all their aliases are expanded. */
	readonly #anchors = new Map<string, { node: YamlNode; size: number }>();
	#size = 0;

	constructor(document: Document.Parsed, text: string, marks: MarkTable) {
		this.#document = document;
		this.#text = text;
		this.#marks = marks;
	}

	run(): { readonly ok: true; readonly root: YamlNode } | { readonly ok: false; readonly error: YamlParseError } {
		try {
			return { ok: true, root: this.#convert(this.#document.contents, this.#document.range[0]) };
		} catch (error) {
			if (error instanceof ConversionStop) return failed(error.message, this.#marks.at(error.place));
			throw error;
		}
	}

	#convert(node: Node | null, place: number): YamlNode {
		if (node === null) return { kind: 'null', mark: this.#marks.at(place) };
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
			const entries: YamlEntry[] = node.items.map((pair) => ({
				key: this.#convert(pair.key as Node | null, start),
				value: this.#convert(pair.value as Node | null, start),
			}));
			return { kind: 'mapping', mark, entries };
		}
		if (isSeq(node))
			return { kind: 'sequence', mark, items: node.items.map((item) => this.#convert(item as Node, start)) };
		const text = isScalar(node) && typeof node.value === 'string' ? node.value : '';
		const plain = isScalar(node) && (node.type === 'PLAIN' || node.type === undefined) && node.tag === undefined;
		return plain && isNullWord(text) ? { kind: 'null', mark } : { kind: 'scalar', mark, text };
	}

	#count(nodes: number, place: number): void {
		this.#size += nodes;
		if (this.#size > YAML_BOUNDS.nodes) {
			throw new ConversionStop(`more than ${YAML_BOUNDS.nodes} values once aliases are expanded`, place);
		}
	}
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
