import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import { UsageError } from '../errors.ts';
import { readTextFile } from './read-file.ts';

/** Far beyond any real project file, and little enough to read whatever somebody put there. */
const MAX_BYTES = 256 * 1024;

/** A YAML file with the positions of its nodes. */
export interface YamlFile {
	path: string;
	/** Its value as plain data. */
	value: unknown;
	/** `path:line:column` of the value under these keys, or as near to it as there is a node. */
	positionOf(keys: readonly (string | number)[]): string;
	/** `path:line:column` of a key itself. */
	positionOfKey(parent: readonly (string | number)[], key: string): string;
	/** Line and column, from 1, of the value under these keys. */
	placeOf(keys: readonly (string | number)[]): { line: number; column: number };
}

/** What becomes of integers beyond 2^53, which a number of JavaScript can't hold: rounded, or kept as the text of their digits. */
type LargeIntegers = 'rounded' | 'digits';

/**
 * Reads one YAML document.
 * @throws UsageError, with the position where there is one, for what can't be read, is too large, or is not YAML.
 */
export function readYamlFile(path: string, largeIntegers: LargeIntegers = 'rounded'): YamlFile {
	const lines = new LineCounter();
	const intAsBigInt = largeIntegers === 'digits';
	const document = parseDocument(readTextFile(path, MAX_BYTES), {
		lineCounter: lines,
		prettyErrors: false,
		intAsBigInt,
	});
	const at = (offset: number) => {
		const { line, col } = lines.linePos(offset);
		return `${path}:${line}:${col}`;
	};
	const [problem] = document.errors;
	if (problem !== undefined) throw new UsageError(`${at(problem.pos[0])}: ${problem.message}`);
	const start = (keys: readonly (string | number)[]) => at(offsetOf(document, keys));
	return {
		path,
		value: withoutBigInts(plainValue(document, path)),
		positionOf: start,
		placeOf(keys) {
			const { line, col } = lines.linePos(offsetOf(document, keys));
			return { line, column: col };
		},
		positionOfKey(parent, key) {
			const map = parent.length === 0 ? document.contents : document.getIn(parent, true);
			const pair = isMap(map)
				? map.items.find((item) => isScalar(item.key) && String(item.key.value) === key)
				: undefined;
			return isNode(pair?.key) && pair.key.range ? at(pair.key.range[0]) : start(parent);
		},
	};
}

function offsetOf(document: Document, keys: readonly (string | number)[]): number {
	for (let depth = keys.length; depth >= 0; depth--) {
		const node = depth === 0 ? document.contents : document.getIn(keys.slice(0, depth), true);
		if (isNode(node) && node.range) return node.range[0];
	}
	return 0;
}

function plainValue(document: Document, path: string): unknown {
	try {
		// Aliases of aliases would make a small file a huge value.
		return document.toJS({ maxAliasCount: 50 });
	} catch (error) {
		throw new UsageError(`${path}: ${error instanceof Error ? error.message : error}`);
	}
}

/** Integers as numbers where they fit, as digits where they don't. */
function withoutBigInts(value: unknown): unknown {
	if (typeof value === 'bigint') {
		const number = Number(value);
		return Number.isSafeInteger(number) ? number : value.toString();
	}
	if (Array.isArray(value)) return value.map(withoutBigInts);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutBigInts(inner)]));
}
