import { isDeepStrictEqual } from 'node:util';
import { isMap, isScalar, type ParsedNode, Scalar, type YAMLMap } from 'yaml';
import { UsageError } from '../errors.ts';
import { entryNode } from './document.ts';
import { isFlow, orderedEntry, renderYaml } from './entry-text.ts';
import { ENTRY_KEYS, type RegistryEntry } from './model.ts';
import { applySplices, isEditSound, newlineOf, parseForEdit, registryContent, type Splice } from './splice.ts';

/** Keys that an update leaves as they are when the new entry does not mention them. */
const KEPT: readonly string[] = ['reserved', 'signature'];

const CAPABILITY_KEYS = ['sourcing', 'extraction', 'supported', 'id', 'source', 'sources'];
const KEY_ORDER: readonly string[] = [...ENTRY_KEYS, ...CAPABILITY_KEYS];

/**
 * Changes an existing entry to say what `entry` says, touching only the values that differ. The result is parsed and
 * compared before it is given back. Throws a UsageError where the entry is not there or cannot be edited in place.
 */
export function updateEntry(text: string, entry: RegistryEntry, file: string): string {
	const document = parseForEdit(text, file);
	const node = entryNode(document, entry.name);
	const before = registryContent(document);
	if (node === undefined || before === undefined) throw new UsageError(`${file} has no entry called ${entry.name}`);
	const index = before.entries.findIndex((value) => (value as { name?: unknown } | null)?.name === entry.name);
	const wanted = withKept(before.entries[index] as Values, orderedEntry(entry));
	const editor = new Editor(text);
	editor.change(node, wanted);
	const after = applySplices(text, editor.splices);
	const expected = before.entries.map((value, position) => (position === index ? wanted : value));
	if (isEditSound(before, after, expected)) return after;
	throw new UsageError(`${file}: the entry ${entry.name} is written in a way that cannot be changed in place`, [
		'Write it in block style, one key a line, without anchors.',
	]);
}

type Values = Readonly<Record<string, unknown>>;

/** What the entry shall say, with what it says already and need not lose: kept keys, and capabilities that it denies. */
function withKept(old: Values, wanted: Values): Values {
	const kept = Object.fromEntries(KEPT.filter((key) => key in old).map((key) => [key, old[key]]));
	const denied = Object.entries(isMapping(old.capabilities) ? old.capabilities : {}).filter(([, capability]) => {
		return isMapping(capability) && capability.supported === false;
	});
	const capabilities = { ...Object.fromEntries(denied), ...(wanted.capabilities as Values) };
	return { ...kept, ...wanted, capabilities };
}

class Editor {
	readonly splices: Splice[] = [];
	readonly #text: string;
	readonly #newline: '\n' | '\r\n';

	constructor(text: string) {
		this.#text = text;
		this.#newline = newlineOf(text);
	}

	/** Makes a block mapping say what `wanted` says. */
	change(map: YAMLMap.Parsed, wanted: Readonly<Record<string, unknown>>): void {
		const indent = map.srcToken?.type === 'block-map' ? map.srcToken.indent : 0;
		const keys = map.items.map(({ key }) => String(key));
		const firstKept = keys.findIndex((key) => key in wanted);
		for (const [index, pair] of map.items.entries()) {
			const key = String(pair.key);
			if (key in wanted) this.#changeValue(pair.key, pair.value, wanted[key], indent);
			else if (index > firstKept) this.#remove(pair.key, pair.value);
		}
		const [first] = map.items;
		const kept = map.items[firstKept];
		if (firstKept > 0 && first !== undefined && kept !== undefined) {
			this.splices.push({ start: first.key.range[0], end: kept.key.range[0], text: '' });
		}
		for (const key of Object.keys(wanted)) {
			if (!keys.includes(key)) this.#add(map, key, wanted, indent);
		}
	}

	#changeValue(key: ParsedNode, value: ParsedNode | null, wanted: unknown, indent: number): void {
		if (value !== null && isDeepStrictEqual(value.toJSON(), wanted)) return;
		if (isMap(value) && !isFlow(value) && isMapping(wanted) && value.items.some(({ key: k }) => String(k) in wanted)) {
			this.change(value as YAMLMap.Parsed, wanted);
			return;
		}
		const start = key.range[0];
		if (isOneLine(value, this.#text) && !isCollection(wanted)) {
			const rendered = renderYaml({ k: wanted }, { indent: 0, newline: '\n' }).slice('k: '.length, -1);
			if (!rendered.includes('\n')) {
				this.splices.push({ start: value.range[0], end: value.range[1], text: rendered });
				return;
			}
		}
		const rendered = renderYaml({ [String(key)]: wanted }, { indent, newline: this.#newline });
		this.splices.push({ start, end: this.#contentEnd(value ?? key), text: trimEnds(rendered) });
	}

	/** Takes a key that is not the first and its value away with its lines; a comment above it stays. */
	#remove(key: ParsedNode, value: ParsedNode | null): void {
		const lineStart = this.#text.lastIndexOf('\n', key.range[0] - 1) + 1;
		const lineEnd = this.#text.indexOf('\n', this.#contentEnd(value ?? key));
		this.splices.push({ start: lineStart, end: lineEnd === -1 ? this.#text.length : lineEnd + 1, text: '' });
	}

	/** Adds a key after the one that comes before it in the order of keys. */
	#add(map: YAMLMap.Parsed, key: string, wanted: Readonly<Record<string, unknown>>, indent: number): void {
		const place = KEY_ORDER.indexOf(key);
		const earlier = map.items.filter(({ key: other }) => {
			const name = String(other);
			return name in wanted && KEY_ORDER.indexOf(name) < place;
		});
		const previous = earlier.at(-1) ?? map.items.filter(({ key: other }) => String(other) in wanted).at(-1);
		if (previous === undefined) return;
		const contentEnd = this.#contentEnd(previous.value ?? previous.key);
		const lineEnd = this.#text.indexOf('\n', contentEnd);
		const rendered = renderYaml({ [key]: wanted[key] }, { indent, newline: this.#newline });
		const atEnd = lineEnd === -1;
		const start = atEnd ? this.#text.length : lineEnd + 1;
		const text = atEnd ? `${this.#newline}${rendered.slice(0, -this.#newline.length)}` : rendered;
		this.splices.push({ start, end: start, text });
	}

	/** Where the last character of a value stands, without the line end of a block scalar. */
	#contentEnd(node: ParsedNode): number {
		const [start, end] = node.range;
		return start + this.#text.slice(start, end).trimEnd().length;
	}
}

function isMapping(value: unknown): value is Values {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCollection(value: unknown): boolean {
	return typeof value === 'object' && value !== null;
}

/** True for a plain or quoted text that stands in one line. */
function isOneLine(value: ParsedNode | null, text: string): value is Scalar.Parsed {
	if (!isScalar(value) || value.type === Scalar.BLOCK_FOLDED || value.type === Scalar.BLOCK_LITERAL) return false;
	const [start, end] = (value as Scalar.Parsed).range;
	return end > start && !text.slice(start, end).includes('\n');
}

function trimEnds(text: string): string {
	return text.trimStart().trimEnd();
}
