import { describe, expect, it } from 'vitest';
import { booleanOf, unsignedOf } from '../../../../src/rules/file/yaml-node.ts';

describe('booleanOf', () => {
	it.each(['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'])('takes %s as true', (text) => {
		expect(booleanOf(text)).toBe(true);
	});
	it.each(['n', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'OFF'])('takes %s as false', (text) => {
		expect(booleanOf(text)).toBe(false);
	});
	it.each(['', '1', '0', 'tRUE', 'yEs', 'maybe', ' true'])('does not take %j', (text) => {
		expect(booleanOf(text)).toBe(undefined);
	});
});

describe('unsignedOf', () => {
	it.each([
		['0', 0],
		['42', 42],
		['+7', 7],
		[' 7 ', 7],
		['0x1F', 31],
		['017', 15],
		['4294967295', 4294967295],
		['4294967296', undefined],
		['-1', undefined],
		['08', undefined],
		['1.5', undefined],
		['', undefined],
	])('reads %j as %j', (text, value) => {
		expect(unsignedOf(text)).toBe(value);
	});
});
