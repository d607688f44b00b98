import type { Mark } from '../../rules/file/mark.ts';
import { keyText, type YamlNode } from '../../rules/file/yaml-node.ts';

/**
 * A value of falco.yaml, wherever it came from. Scalars are text: what a number or a boolean is, the reader of each key
 * decides, as Falco does. `place` is `file:line:column` as editors count, or the flag that gave the value.
 */
export type ConfigNode = ConfigScalar | ConfigNull | ConfigSequence | ConfigMapping;

export interface ConfigScalar {
	readonly kind: 'scalar';
	readonly place: string;
	readonly text: string;
}

export interface ConfigNull {
	readonly kind: 'null';
	readonly place: string;
}

export interface ConfigSequence {
	readonly kind: 'sequence';
	readonly place: string;
	readonly items: readonly ConfigNode[];
}

export interface ConfigMapping {
	readonly kind: 'mapping';
	readonly place: string;
	readonly entries: readonly ConfigEntry[];
}

export interface ConfigEntry {
	readonly key: string;
	readonly keyPlace: string;
	readonly value: ConfigNode;
}

/** A document of a configuration file, and the keys in it that are written twice. */
export interface ConfigDocument {
	readonly root: ConfigNode;
	readonly warnings: readonly string[];
}

/** The value under a key. */
export function configAt(mapping: ConfigMapping, key: string): ConfigNode | undefined {
	return mapping.entries.find((entry) => entry.key === key)?.value;
}

/** The mapping with another value under the key: in its old place, or at the end. */
export function withValue(mapping: ConfigMapping, key: string, value: ConfigNode): ConfigMapping {
	const entry: ConfigEntry = { key, keyPlace: value.place, value };
	const known = mapping.entries.some((candidate) => candidate.key === key);
	const entries = known
		? mapping.entries.map((candidate) => (candidate.key === key ? entry : candidate))
		: [...mapping.entries, entry];
	return { ...mapping, entries };
}

/** Where a mark of a file is, as editors count: `file:line:column` from 1, columns in characters. */
export type PlaceOf = (mark: Mark) => string;

/** Places in a text under the name of its file. */
export function placesIn(file: string, text: string): PlaceOf {
	const lines = text.split('\n');
	return ({ line, column }) => {
		const before = Buffer.from(lines[line] ?? '').subarray(0, column);
		return `${file}:${line + 1}:${before.toString().length + 1}`;
	};
}

/** The nodes of a parsed document. Of a key that is written twice the first counts, as for Falco's YAML library. */
export function configDocument(node: YamlNode, placeOf: PlaceOf): ConfigDocument {
	const warnings: string[] = [];
	return { root: convert(node, placeOf, warnings), warnings };
}

function convert(node: YamlNode, placeOf: PlaceOf, warnings: string[]): ConfigNode {
	const place = placeOf(node.mark);
	switch (node.kind) {
		case 'scalar':
			return { kind: 'scalar', place, text: node.text };
		case 'null':
			return { kind: 'null', place };
		case 'sequence':
			return { kind: 'sequence', place, items: node.items.map((item) => convert(item, placeOf, warnings)) };
		case 'mapping': {
			const entries = new Map<string, ConfigEntry>();
			for (const entry of node.entries) {
				const key = keyText(entry.key);
				const keyPlace = placeOf(entry.key.mark);
				if (key === undefined) warnings.push(`${keyPlace}: a key that is no text is ignored`);
				else if (entries.has(key)) warnings.push(`${keyPlace}: '${key}' is written twice, and the first one counts`);
				else entries.set(key, { key, keyPlace, value: convert(entry.value, placeOf, warnings) });
			}
			return { kind: 'mapping', place, entries: [...entries.values()] };
		}
	}
}
