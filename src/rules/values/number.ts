import type { ByteText } from './byte-text.ts';

/** A 64-bit number without sign, in two halves: what comparisons can read without allocation. */
export interface Words {
	readonly low: number;
	readonly high: number;
}

const MAX = 2n ** 64n - 1n;

/**
 * A constant for a numeric field (rules facts, section 1.5): blanks, a sign, decimal digits, nothing else. As C's
 * `strtoull`, `-1` is 2^64-1 and what does not fit is 2^64-1 too. `undefined` for anything else, hexadecimal and
 * fractions included.
 */
export function parseNumber(text: ByteText): bigint | undefined {
	const [, sign, digits] = /^[ \t\n\v\f\r]*([+-]?)([0-9]+)$/.exec(text) ?? [];
	if (digits === undefined) return undefined;
	const magnitude = BigInt(digits);
	if (magnitude > MAX) return MAX;
	return BigInt.asUintN(64, sign === '-' ? -magnitude : magnitude);
}

/** The halves of a number. */
export function toWords(value: bigint): Words {
	return { low: Number(value & 0xffff_ffffn), high: Number(value >> 32n) };
}

/** The number that two halves make. */
export function fromWords(low: number, high: number): bigint {
	return (BigInt(high) << 32n) | BigInt(low);
}

/** A set of numbers that is asked by halves, without allocation. */
export class NumberSet {
	/** The high words that occur with each low word. */
	readonly #highs = new Map<number, number[]>();

	constructor(values: readonly bigint[]) {
		for (const value of values) {
			const { low, high } = toWords(value);
			const highs = this.#highs.get(low);
			if (highs === undefined) this.#highs.set(low, [high]);
			else highs.push(high);
		}
	}

	has(low: number, high: number): boolean {
		return this.#highs.get(low)?.includes(high) ?? false;
	}
}
