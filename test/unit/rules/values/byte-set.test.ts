import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByteSet } from '../../../../src/rules/values/byte-set.ts';
import { toBytes } from '../../../../src/rules/values/byte-text.ts';

const chunk = fc.uint8Array({ maxLength: 6, max: 3 });

describe('ByteSet', () => {
	it('finds what it holds, and nothing else', () => {
		fc.assert(
			fc.property(fc.array(chunk, { maxLength: 40 }), chunk, (entries, asked) => {
				const expected = entries.findIndex((entry) => Buffer.compare(entry, asked) === 0);
				const framed = Uint8Array.from([9, ...asked, 9]);
				expect(new ByteSet(entries).find(framed, 1, framed.length - 1)).toBe(expected);
			}),
		);
		// Long strings that differ in the middle alone, and lengths beyond those that are told apart.
		const long = ['x', 'y', 'z'].map((middle) => toBytes('a'.repeat(150) + middle + 'b'.repeat(150)));
		const set = new ByteSet(long);
		expect(long.map((entry) => set.find(entry, 0, entry.length))).toEqual([0, 1, 2]);
		expect(set.find(toBytes('a'.repeat(301)), 0, 301)).toBe(-1);
	});
});
