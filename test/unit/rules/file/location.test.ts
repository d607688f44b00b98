import { describe, expect, it } from 'vitest';
import { fileContext, withinExpression } from '../../../../src/rules/file/location.ts';

describe('withinExpression', () => {
	it('names a condition by its beginning', () => {
		const nameOf = (text: string) =>
			withinExpression(fileContext('f'), text, { offset: 0, line: 1, column: 1 }).locations[1]?.name;
		expect(nameOf('x'.repeat(20))).toBe(`"${'x'.repeat(20)}"`);
		expect(nameOf('y'.repeat(21))).toBe(`"${'y'.repeat(17)}..."`);
		expect(nameOf('a\nb\rc')).toBe('"a b c"');
	});
});
