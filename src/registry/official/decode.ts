import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, Scalar, type YAMLMap } from 'yaml';
import { unresolvedAlias } from '../unresolved-alias.ts';
import { asUnsigned, type PlainScalar, resolvePlain } from './scalar.ts';
import { ENTRY, type GoType, REGISTRY } from './types.ts';

/** An entry as the official checker sees it: every text is there, an id is 0 unless it was given. */
export interface OfficialEntry {
	name: string;
	description: string;
	authors: string;
	contact: string;
	url: string;
	license: string;
	sourcing: { supported: boolean; id: bigint; source: string };
	extraction: { supported: boolean; sources: readonly string[] };
	/** Line of the entry in the file, from 1. */
	line: number;
}

export interface OfficialRegistry {
	reservedSources: readonly string[];
	plugins: readonly OfficialEntry[];
}

export type Decoding =
	| { kind: 'decoded'; registry: OfficialRegistry }
	/** `message` is what the checker prints after `error: `; absent where its words for a broken text are not known. */
	| { kind: 'refused'; line: number; message?: string; reason: string };

type Value = bigint | boolean | string | readonly Value[] | { readonly [key: string]: Value } | undefined;

interface Mismatch {
	line: number;
	text: string;
}

/**
 * Decodes a registry file as the official checker does: Go's yaml.v2 into its structs, so with YAML 1.1 words, unknown
 * keys ignored, the last of two equal keys, and the first document only (facts/registry.md 1.3).
 */
export function decodeOfficially(text: string): Decoding {
	const lineCounter = new LineCounter();
	const [first] = [parseDocument(text, { version: '1.1', uniqueKeys: false, lineCounter, logLevel: 'silent' })];
	const error = first.errors.find(({ code }) => code !== 'MULTIPLE_DOCS');
	if (error !== undefined) {
		const line = lineCounter.linePos(error.pos[0]).line;
		return { kind: 'refused', line, message: syntaxWords(text, line), reason: error.message };
	}
	const lost = unresolvedAlias(first);
	if (lost !== undefined) {
		const message = `yaml: unknown anchor '${lost.source}' referenced`;
		return { kind: 'refused', line: lineCounter.linePos(lost.range?.[0] ?? 0).line, message, reason: message };
	}
	const decoder = new Decoder(first, (offset) => lineCounter.linePos(offset).line);
	const value = decoder.decode(first.contents, REGISTRY);
	const [typeError] = decoder.errors;
	if (typeError !== undefined) {
		const lines = decoder.errors.map(({ line, text: words }) => `  line ${line}: ${words}`);
		const message = ['yaml: unmarshal errors:', ...lines].join('\n');
		return { kind: 'refused', line: typeError.line, message, reason: typeError.text };
	}
	return { kind: 'decoded', registry: registryOf(value, decoder.entryLines) };
}

/** A value that goes on with a second `: ` on the same line, and one that begins with a character that none may. */
const SECOND_COLON = /^\s*(?:- )?[\w-]+: +[A-Za-z][\w ]*: /;
const BAD_START = /^\s*(?:- )?[\w-]+: +[%@`]/;

/** The words of Go's scanner, where it is certain that it comes to the same mistake on the same line. */
function syntaxWords(text: string, line: number): string | undefined {
	const row = text.split('\n')[line - 1] ?? '';
	if (SECOND_COLON.test(row)) return `yaml: line ${line}: mapping values are not allowed in this context`;
	if (BAD_START.test(row)) return `yaml: line ${line}: found character that cannot start any token`;
	return undefined;
}

class Decoder {
	readonly errors: Mismatch[] = [];
	readonly entryLines: number[] = [];
	readonly #tree: ReturnType<typeof parseDocument>;
	readonly #lineAt: (offset: number) => number;

	constructor(tree: ReturnType<typeof parseDocument>, lineAt: (offset: number) => number) {
		this.#tree = tree;
		this.#lineAt = lineAt;
	}

	decode(given: unknown, type: GoType): Value {
		const node = isAlias(given) ? given.resolve(this.#tree) : given;
		if (node === null || node === undefined) return undefined;
		if (isMap(node)) return type.kind === 'struct' ? this.#decodeStruct(node, type) : this.#refuse(node, '!!map', type);
		if (isSeq(node)) {
			if (type.kind !== 'list') return this.#refuse(node, '!!seq', type);
			return node.items.map((item) => this.decode(item, type.items));
		}
		return isScalar(node) ? this.#decodeScalar(node, type) : undefined;
	}

	#decodeStruct(node: YAMLMap, type: GoType & { kind: 'struct' }): Value {
		if (type === ENTRY) this.entryLines.push(this.#lineOf(node));
		const value: Record<string, Value> = {};
		for (const { key, value: item } of node.items) {
			const name = isScalar(key) ? keyText(key) : undefined;
			if (name === '<<') {
				const merged = this.decode(item, type);
				if (typeof merged === 'object') for (const [k, v] of Object.entries(merged)) value[k] ??= v;
				continue;
			}
			const field = name === undefined ? undefined : type.fields[name];
			if (name !== undefined && field !== undefined) value[name] = this.decode(item, field) ?? value[name];
		}
		return value;
	}

	#decodeScalar(node: Scalar, type: GoType): Value {
		const text = scalarText(node);
		const scalar = resolveScalar(node, text);
		if (scalar.tag === '!!null') return undefined;
		const shown = (scalar.tag === '!!str' && scalar.written) || scalar.tag;
		switch (type.kind) {
			case 'string':
				return text;
			case 'bool':
				return scalar.tag === '!!bool' ? scalar.value : this.#refuse(node, shown, type, text);
			case 'uint':
				return asUnsigned(scalar) ?? this.#refuse(node, shown, type, text);
			case 'list':
			case 'struct':
				return this.#refuse(node, shown, type, text);
		}
	}

	#refuse(node: Node, tag: string, type: GoType, text?: string): undefined {
		const cut = text !== undefined && text.length > 10 ? `${text.slice(0, 7)}...` : text;
		const shown = cut === undefined ? '' : ` \`${cut}\``;
		this.errors.push({ line: this.#lineOf(node), text: `cannot unmarshal ${tag}${shown} into ${type.name}` });
		return undefined;
	}

	#lineOf(node: Node): number {
		return this.#lineAt(node.range?.[0] ?? 0);
	}
}

function keyText(node: Scalar): string {
	return node.type === Scalar.PLAIN ? (node.source ?? String(node.value)) : String(node.value);
}

function scalarText(node: Scalar): string {
	return node.type === Scalar.PLAIN ? (node.source ?? '') : String(node.value ?? '');
}

const CORE_TAG = 'tag:yaml.org,2002:';

/** A scalar with its tag: what the author wrote, else what the text of a plain one says. */
function resolveScalar(node: Scalar, text: string): PlainScalar {
	if (node.tag !== undefined && !node.tag.startsWith(CORE_TAG)) return { tag: '!!str', written: node.tag };
	const plain = node.type === Scalar.PLAIN || node.type === undefined;
	if (node.tag === `${CORE_TAG}str` || (!plain && node.tag === undefined)) return { tag: '!!str' };
	return resolvePlain(text);
}

type Fields = { readonly [key: string]: Value };

function fieldsOf(value: Value): Fields {
	return typeof value === 'object' && !Array.isArray(value) ? (value as Fields) : {};
}

function textOf(value: Value): string {
	return typeof value === 'string' ? value : '';
}

function textsOf(value: Value): string[] {
	return Array.isArray(value) ? value.map(textOf) : [];
}

function registryOf(value: Value, lines: readonly number[]): OfficialRegistry {
	const root = fieldsOf(value);
	const plugins = Array.isArray(root.plugins) ? root.plugins : [];
	let mapping = 0;
	return {
		reservedSources: textsOf(root.reserved_sources),
		plugins: plugins.map((item) => entryOf(fieldsOf(item), (item === undefined ? undefined : lines[mapping++]) ?? 1)),
	};
}

function entryOf(entry: Fields, line: number): OfficialEntry {
	const { sourcing, extraction } = fieldsOf(entry.capabilities);
	const source = fieldsOf(sourcing);
	const extract = fieldsOf(extraction);
	return {
		name: textOf(entry.name),
		description: textOf(entry.description),
		authors: textOf(entry.authors),
		contact: textOf(entry.contact),
		url: textOf(entry.url),
		license: textOf(entry.license),
		sourcing: {
			supported: source.supported === true,
			id: typeof source.id === 'bigint' ? source.id : 0n,
			source: textOf(source.source),
		},
		extraction: { supported: extract.supported === true, sources: textsOf(extract.sources) },
		line,
	};
}
