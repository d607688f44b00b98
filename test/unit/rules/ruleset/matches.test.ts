import { describe, expect, it } from 'vitest';
import { Matches } from '../../../../src/rules/ruleset/matches.ts';

describe('Matches', () => {
	it('grows, and forgets when it is cleared', () => {
		const matches = new Matches();
		for (let index = 0; index < 1000; index++) matches.add(index, index * 2);
		expect([matches.count, matches.eventAt(999), matches.ruleAt(999)]).toEqual([1000, 999, 1998]);
		matches.clear();
		expect(matches.count).toBe(0);
		expect(() => matches.eventAt(0)).toThrow(RangeError);
	});
});
