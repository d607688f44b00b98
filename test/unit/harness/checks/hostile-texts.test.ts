import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostileTexts, mutationsOf } from '../../../../harness/checks/hostile-texts.ts';

describe('hostile texts', () => {
	it('have no zero byte, which would end them early', () => {
		fc.assert(
			fc.property(fc.integer(), fc.string({ minLength: 1 }), (seed, given) => {
				const plain = given.replaceAll('\0', '0');
				const texts = [...hostileTexts(seed), ...mutationsOf(plain, seed)];
				return texts.every(({ text }) => !Buffer.from(text as string).includes(0));
			}),
			{ numRuns: 10 },
		);
	});

	it('have names that are safe to print and different from each other', () => {
		const names = hostileTexts(7).map(({ name }) => name);
		expect(new Set(names).size).toBe(names.length);
		expect(mutationsOf('{"a":"\x1b"}', 7).every(({ name }) => !name.includes('\x1b'))).toBe(true);
	});

	it('are the same for the same seed', () => {
		expect(mutationsOf('{"max":1}', 3)).toEqual(mutationsOf('{"max":1}', 3));
		expect(mutationsOf('', 3)).toEqual([]);
	});
});
