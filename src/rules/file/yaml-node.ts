import type { Mark } from './mark.ts';

/** A YAML value as Falco's loader sees it: every scalar is text, and only a plain empty word or `null` is null. */
export type YamlNode = YamlScalar | YamlNull | YamlSequence | YamlMapping;

export interface YamlScalar {
	readonly kind: 'scalar';
	readonly mark: Mark;
	readonly text: string;
}

export interface YamlNull {
	readonly kind: 'null';
	readonly mark: Mark;
}

export interface YamlSequence {
	readonly kind: 'sequence';
	readonly mark: Mark;
	readonly items: readonly YamlNode[];
}

export interface YamlMapping {
	readonly kind: 'mapping';
	readonly mark: Mark;
	readonly entries: readonly YamlEntry[];
}

export interface YamlEntry {
	readonly key: YamlNode;
	readonly value: YamlNode;
}

/** The value of the first entry with this key, as yaml-cpp looks it up: of duplicate keys the first one counts. */
export function valueAt(mapping: YamlMapping, key: string): YamlNode | undefined {
	return mapping.entries.find((entry) => entry.key.kind === 'scalar' && entry.key.text === key)?.value;
}

/** The text of a key: scalars as they are, a null key is the word `null` (yaml-cpp's conversion to string). */
export function keyText(key: YamlNode): string | undefined {
	if (key.kind === 'scalar') return key.text;
	return key.kind === 'null' ? 'null' : undefined;
}

const TRUE_WORDS = new Set(['y', 'yes', 'true', 'on']);
const FALSE_WORDS = new Set(['n', 'no', 'false', 'off']);

/** A YAML 1.1 boolean in lower, upper or capitalised spelling (yaml-cpp `convert<bool>`); undefined for other text. */
export function booleanOf(text: string): boolean | undefined {
	const lower = text.toLowerCase();
	const capitalised = lower.charAt(0).toUpperCase() + lower.slice(1);
	if (text !== lower && text !== lower.toUpperCase() && text !== capitalised) return undefined;
	if (TRUE_WORDS.has(lower)) return true;
	return FALSE_WORDS.has(lower) ? false : undefined;
}

/** An unsigned 32-bit number in C notation (decimal, 0x.., 0..), blanks around it allowed; undefined for other text. */
export function unsignedOf(text: string): number | undefined {
	const match = /^\s*\+?(?:(0[xX][0-9a-fA-F]+)|(0[0-7]*)|([1-9][0-9]*))\s*$/.exec(text);
	if (match === null) return undefined;
	const [, hex, octal, decimal] = match;
	const value = octal !== undefined ? Number.parseInt(octal, 8) : Number(hex ?? decimal);
	return value <= 0xffff_ffff ? value : undefined;
}
