/** A plain scalar as yaml.v2 resolves it, which is YAML 1.1 with a few habits of its own. */
export type PlainScalar =
	| { tag: '!!null' }
	| { tag: '!!bool'; value: boolean }
	| { tag: '!!int'; value: bigint }
	| { tag: '!!float'; value: number }
	| { tag: '!!timestamp' }
	/** `written` is a tag of the author's own, which makes a text of everything. */
	| { tag: '!!str'; written?: string };

const TRUE = new Set(['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON']);
const FALSE = new Set(['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF']);
const NULL = new Set(['', '~', 'null', 'Null', 'NULL']);
const INFINITE = /^([-+]?)\.(?:inf|Inf|INF)$/;
const NOT_A_NUMBER = /^\.(?:nan|NaN|NAN)$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const TIMESTAMP = /^\d{4}-\d{1,2}-\d{1,2}(?:[Tt ]+\d{1,2}:\d{2}:\d{2}(?:\.\d+)?(?: ?(?:Z|[-+]\d{1,2}(?::\d{2})?))?)?$/;

/** Bases that Go's ParseInt takes from a prefix when it is given base 0; a bare leading zero is octal too. */
const INTEGERS: readonly [form: RegExp, prefix: string][] = [
	[/^([-+]?)0[xX]([0-9a-fA-F]+)$/, '0x'],
	[/^([-+]?)0[bB]([01]+)$/, '0b'],
	[/^([-+]?)0[oO]?([0-7]+)$/, '0o'],
	[/^([-+]?)(0|[1-9][0-9]*)$/, ''],
];

const MAX_UINT64 = 2n ** 64n - 1n;
const MIN_INT64 = -(2n ** 63n);

/** Resolves the text of a plain scalar (yaml.v2 2.4.0, `resolve`; the answers were compared with it). */
export function resolvePlain(text: string): PlainScalar {
	if (NULL.has(text)) return { tag: '!!null' };
	if (TRUE.has(text)) return { tag: '!!bool', value: true };
	if (FALSE.has(text)) return { tag: '!!bool', value: false };
	const infinite = INFINITE.exec(text);
	if (infinite) return { tag: '!!float', value: infinite[1] === '-' ? -Infinity : Infinity };
	if (NOT_A_NUMBER.test(text)) return { tag: '!!float', value: Number.NaN };
	if (TIMESTAMP.test(text)) return { tag: '!!timestamp' };
	return /^[-+.0-9]/.test(text) ? resolveNumber(text.replaceAll('_', '')) : { tag: '!!str' };
}

function resolveNumber(text: string): PlainScalar {
	for (const [form, prefix] of INTEGERS) {
		const match = form.exec(text);
		if (!match) continue;
		const size = BigInt(`${prefix}${match[2]}`);
		const value = match[1] === '-' ? -size : size;
		if (value >= MIN_INT64 && value <= MAX_UINT64) return { tag: '!!int', value };
	}
	const float = FLOAT.test(text) ? Number(text) : Number.NaN;
	return Number.isFinite(float) ? { tag: '!!float', value: float } : { tag: '!!str' };
}

/**
 * The value that Go's decoder stores in an unsigned 64-bit integer, or undefined where it reports a type error.
 * Fractions are cut off and null is zero; a negative fraction wraps around, as the conversion does on x86_64.
 */
export function asUnsigned(scalar: PlainScalar): bigint | undefined {
	switch (scalar.tag) {
		case '!!null':
			return 0n;
		case '!!int':
			return scalar.value >= 0n ? scalar.value : undefined;
		case '!!float':
			return unsignedFloat(scalar.value);
		default:
			return undefined;
	}
}

function unsignedFloat(value: number): bigint | undefined {
	if (value < Number(MIN_INT64)) return -MIN_INT64;
	return value <= Number(MAX_UINT64) ? BigInt.asUintN(64, BigInt(Math.trunc(value))) : undefined;
}
