import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SeededRandom } from '../../../../harness/checks/seeded-random.ts';

describe('seeded random numbers', () => {
	it('are the same for the same seed, and others for another', () => {
		const take = (seed: number) => new SeededRandom(seed).bytes(64).toString('hex');
		expect(take(1)).toBe(take(1));
		expect(take(1)).not.toBe(take(2));
	});

	it('stay below the limit', () => {
		fc.assert(
			fc.property(fc.integer(), fc.integer({ min: 1, max: 1_000_000 }), (seed, limit) => {
				const value = new SeededRandom(seed).below(limit);
				return Number.isInteger(value) && value >= 0 && value < limit;
			}),
		);
	});

	it('shuffle without losing or making anything', () => {
		fc.assert(
			fc.property(fc.integer(), fc.array(fc.integer()), (seed, items) => {
				const order = (list: readonly number[]) => list.toSorted((a, b) => a - b);
				expect(order(new SeededRandom(seed).shuffled(items))).toEqual(order(items));
			}),
		);
	});
});
