import { describe, expect, it } from 'vitest';
import { parsePriority, severityOf, shortPriority } from '../../../../src/rules/file/priority.ts';

describe('priorities', () => {
	it.each([
		['EMERGENCY', 'Emergency', 0, 'EMERGENCY'],
		['info', 'Informational', 6, 'INFO'],
		['INFORMATIONAL', 'Informational', 6, 'INFO'],
		['wArNiNg', 'Warning', 4, 'WARNING'],
		['Debug', 'Debug', 7, 'DEBUG'],
	])('%s is %s', (text, printed, severity, short) => {
		const priority = parsePriority(text);
		expect(priority).toBe(printed);
		expect(priority && [severityOf(priority), shortPriority(priority)]).toEqual([severity, short]);
	});

	it('does not know others', () => {
		expect(['HIGH', '', 'informationa', 'warn'].map(parsePriority)).toEqual(Array(4).fill(undefined));
	});
});
