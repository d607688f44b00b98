import { describe, expect, it } from 'vitest';
import type { Field, FieldType } from '../../../harness/abi/fields.ts';
import { expectedAnswer } from '../../../src/author-tests/expected-value.ts';

const field = (type: FieldType, isList = false): Field => ({
	id: 0,
	name: 'a.b',
	type,
	desc: '',
	isList,
	addOutput: false,
	properties: [],
});

describe('expectedAnswer', () => {
	it.each([
		['uint64', 7, '7'],
		['uint64', '18446744073709551615', '18446744073709551615'],
		['reltime', '1.5s', '1500000000'],
		['reltime', '20ms', '20000000'],
		['reltime', 5, '5'],
		['abstime', '2025-01-01T00:00:00.001Z', '1735689600001000000'],
		['abstime', '1735689600001000000', '1735689600001000000'],
		['bool', true, true],
		['string', '7', '7'],
		['ipaddr', '10.0.0.1', '10.0.0.1'],
		['ipaddr', '2001:DB8:0::1', '2001:db8::1'],
		['ipnet', '10.0.0.0', '10.0.0.0'],
	] as const)('of %s %j is %j', (type, written, value) => {
		expect(expectedAnswer(written, field(type))).toEqual({ kind: 'values', values: [value] });
	});

	it('is no value for null and for an empty list', () => {
		expect(expectedAnswer(null, field('string'))).toEqual({ kind: 'none' });
		expect(expectedAnswer([], field('string', true))).toEqual({ kind: 'none' });
	});

	it.each([
		['uint64', -1],
		['uint64', '18446744073709551616'],
		['uint64', 1.5],
		['uint64', true],
		['reltime', '0.5ns'],
		['reltime', '3 days'],
		['abstime', 'yesterday'],
		['bool', 'true'],
		['string', 7],
		['ipaddr', '10.0.0'],
	] as const)('refuses for %s %j', (type, written) => {
		expect(expectedAnswer(written, field(type))).toHaveProperty('problem');
	});

	it('tells lists from single values', () => {
		expect(expectedAnswer('a', field('string', true))).toEqual({
			problem: 'is a list: write its values in brackets',
		});
		expect(expectedAnswer(['a'], field('string'))).toHaveProperty('problem');
		expect(expectedAnswer(['a', 'b'], field('string', true))).toEqual({ kind: 'values', values: ['a', 'b'] });
	});
});
