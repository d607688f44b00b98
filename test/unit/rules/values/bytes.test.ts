import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toBytes } from '../../../../src/rules/values/byte-text.ts';
import { compareRanges, rangeContains, rangeContainsFolded } from '../../../../src/rules/values/bytes.ts';

const chunk = fc.uint8Array({ maxLength: 6, max: 3 });

describe('byte ranges', () => {
	it('compare and contain as Buffer does', () => {
		fc.assert(
			fc.property(chunk, chunk, (left, right) => {
				const order = compareRanges(left, 0, left.length, right, 0, right.length);
				expect(Math.sign(order)).toBe(Buffer.compare(left, right));
				expect(rangeContains(left, 0, left.length, right, 0, right.length)).toBe(
					Buffer.from(left).includes(Buffer.from(right)),
				);
			}),
		);
	});

	it('fold ASCII letters and no other bytes', () => {
		const contains = (text: string, part: string) =>
			rangeContainsFolded(toBytes(text), 0, text.length, toBytes(part), 0, part.length);
		expect(contains('xHELlo', 'hEllO')).toBe(true);
		expect(contains('[', '{')).toBe(false);
		expect(contains('\xc9', '\xe9')).toBe(false);
		expect(contains('a', '')).toBe(true);
		expect(contains('', 'a')).toBe(false);
	});
});
