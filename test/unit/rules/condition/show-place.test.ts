import { describe, expect, it } from 'vitest';
import { showPlace } from '../../../../src/rules/condition/show-place.ts';

describe('showPlace', () => {
	it('shows the line alone, with the caret under the character', () => {
		expect(showPlace('one\n\t\xc3\xa9 ! x\nthree', { offset: 8, line: 2, column: 5 })).toBe('\té ! x\n\t  ^');
		expect(showPlace('', { offset: 0, line: 1, column: 1 })).toBe('\n^');
	});
});
