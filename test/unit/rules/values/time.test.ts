import { describe, expect, it } from 'vitest';
import { printClock, printDate, UTC } from '../../../../src/rules/values/time.ts';

describe('times', () => {
	it('print in UTC and in a zone, with nine digits', () => {
		const timestamp = 1700000000000000042n;
		expect(printDate(timestamp, UTC)).toBe('2023-11-14');
		expect(printClock(timestamp, UTC, 'nanoseconds')).toBe('22:13:20.000000042');
		expect(printDate(timestamp, { offsetSeconds: 7200 })).toBe('2023-11-15');
		expect(printClock(timestamp, { offsetSeconds: -12_600 }, 'seconds')).toBe('18:43:20');
		expect(printDate(2n ** 64n - 1n, UTC)).toBe('2554-07-21');
	});
});
