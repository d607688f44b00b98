import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromWords, NumberSet, parseNumber, toWords } from '../../../../src/rules/values/number.ts';

describe('numbers', () => {
	it.each([
		['42', 42n],
		['042', 42n],
		['+42', 42n],
		[' \t42', 42n],
		['-1', 2n ** 64n - 1n],
		['-18446744073709551574', 42n],
		['18446744073709551615', 2n ** 64n - 1n],
		['18446744073709551616', 2n ** 64n - 1n],
		['-99999999999999999999', 2n ** 64n - 1n],
		['42 ', undefined],
		['0x2a', undefined],
		['4.0', undefined],
		['4e+1', undefined],
		['', undefined],
		['-', undefined],
		['+-1', undefined],
	])('reads %j as strtoull does, to %s (1.5, 11.12)', (text, expected) => {
		expect(parseNumber(text)).toBe(expected);
	});

	it('keeps all 64 bits in two halves', () => {
		fc.assert(
			fc.property(
				fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
				fc.array(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })),
				(value, others) => {
					const { low, high } = toWords(value);
					expect(fromWords(low, high)).toBe(value);
					expect(new NumberSet([...others, value]).has(low, high)).toBe(true);
					expect(new NumberSet(others).has(low, high)).toBe(others.includes(value));
				},
			),
		);
	});
});
