import type { FieldArgument } from '../record.ts';
import type { Field } from './fields.ts';

/** A field as a rule asks for it. */
export interface FieldRequest {
	field: Field;
	argument: FieldArgument;
}

const UINT64_LIMIT = 1n << 64n;

/**
 * Takes apart what a rule would write, such as `demo.user`, `demo.header[host]` or `demo.group[0]`, as Falco does
 * (`plugin_filtercheck.cpp:parse_field_name`; facts/abi.md 4.7): the argument reaches to the first `]`; an index is decimal
 * digits without a leading zero that fit 64 bits; a field that takes both gets digits as index and as key.
 * @returns the request, or what is wrong with the text, in words that follow it.
 */
export function parseFieldRequest(text: string, fields: readonly Field[]): FieldRequest | { problem: string } {
	const open = text.indexOf('[');
	const name = open === -1 ? text : text.slice(0, open);
	const field = fields.find((one) => one.name === name);
	if (!field) return { problem: 'is no field of the plugin' };
	if (open === -1) {
		return field.arg?.isRequired ? { problem: 'needs an argument in brackets' } : { field, argument: { kind: 'none' } };
	}
	const close = text.indexOf(']', open);
	if (close !== text.length - 1) return { problem: 'does not end with the ] of its argument' };
	const argument = argumentOf(text.slice(open + 1, close), field);
	return 'problem' in argument ? argument : { field, argument };
}

function argumentOf(text: string, { arg }: Field): FieldArgument | { problem: string } {
	if (!arg) return { problem: 'has an argument, and the field takes none' };
	if (text === '') return { problem: 'has an empty argument' };
	const index = /^(0|[1-9]\d{0,19})$/.test(text) ? BigInt(text) : undefined;
	const fits = index !== undefined && index < UINT64_LIMIT;
	if (arg.isIndex && fits) return arg.isKey ? { kind: 'index-and-key', index, key: text } : { kind: 'index', index };
	if (arg.isKey) return { kind: 'key', key: text };
	return { problem: 'needs an index: decimal digits that fit 64 bits' };
}
