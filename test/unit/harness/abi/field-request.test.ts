import { describe, expect, it } from 'vitest';
import { parseFieldRequest } from '../../../../harness/abi/field-request.ts';
import { type Field, parseFields } from '../../../../harness/abi/fields.ts';

const fields: Field[] = parseFields({
	kind: 'text',
	latin1: JSON.stringify([
		{ name: 'a.plain', type: 'string', desc: '' },
		{ name: 'a.index', type: 'string', desc: '', arg: { isRequired: true, isIndex: true } },
		{ name: 'a.key', type: 'string', desc: '', arg: { isKey: true } },
		{ name: 'a.both', type: 'string', desc: '', arg: { isIndex: true, isKey: true } },
	]),
});
const argumentOf = (text: string) => {
	const request = parseFieldRequest(text, fields);
	return 'problem' in request ? request.problem : request.argument;
};

describe('parseFieldRequest', () => {
	it('reads arguments as Falco does', () => {
		expect(argumentOf('a.plain')).toEqual({ kind: 'none' });
		expect(argumentOf('a.index[18446744073709551615]')).toEqual({ kind: 'index', index: 2n ** 64n - 1n });
		expect(argumentOf('a.key[x[0 y]')).toEqual({ kind: 'key', key: 'x[0 y' });
		expect(argumentOf('a.key[7]')).toEqual({ kind: 'key', key: '7' });
		expect(argumentOf('a.both[7]')).toEqual({ kind: 'index-and-key', index: 7n, key: '7' });
		expect(argumentOf('a.both[07]')).toEqual({ kind: 'key', key: '07' });
		expect(argumentOf('a.both')).toEqual({ kind: 'none' });
	});

	it.each([
		['a.other', 'is no field of the plugin'],
		['a.plain[1]', 'has an argument, and the field takes none'],
		['a.index', 'needs an argument in brackets'],
		['a.index[18446744073709551616]', 'needs an index: decimal digits that fit 64 bits'],
		['a.index[01]', 'needs an index: decimal digits that fit 64 bits'],
		['a.key[]', 'has an empty argument'],
		['a.key[x]y', 'does not end with the ] of its argument'],
		['a.key[x', 'does not end with the ] of its argument'],
	])('refuses %s', (text, problem) => {
		expect(argumentOf(text)).toBe(problem);
	});
});
