import { isIP, SocketAddress } from 'node:net';
import type { Field, FieldType } from '../../harness/abi/fields.ts';
import type { FieldAnswer, PlainValue } from '../../harness/protocol/field-answer.ts';
import type { WrittenValue } from './model.ts';

const UINT64_LIMIT = 1n << 64n;

/**
 * What the author expects of a field, as the plugin would have to answer it.
 * @returns the answer, or why a field of this type can never have such a value.
 */
export function expectedAnswer(value: WrittenValue, field: Field): FieldAnswer | { problem: string } {
	if (value === null) return { kind: 'none' };
	if (Array.isArray(value) !== field.isList) {
		return { problem: field.isList ? 'is a list: write its values in brackets' : 'is no list, and a list is expected' };
	}
	const values: PlainValue[] = [];
	for (const one of Array.isArray(value) ? value : [value]) {
		const plain = plainValue(one, field.type);
		if (plain === undefined) return { problem: `is of type ${field.type}: ${FORMS[field.type]}` };
		values.push(plain);
	}
	return values.length === 0 ? { kind: 'none' } : { kind: 'values', values };
}

const FORMS: Record<FieldType, string> = {
	uint64: 'write a number from 0 to 2^64-1',
	reltime: 'write nanoseconds, or a duration such as 1.5s, 20ms',
	abstime: "write nanoseconds since 1970, or a time such as '2026-01-31T12:00:00.5Z'",
	bool: 'write true or false',
	string: 'write a text, in quotes where YAML would take it for something else',
	ipaddr: 'write an IPv4 or IPv6 address',
	ipnet: 'write an IPv4 or IPv6 address',
};

function plainValue(value: string | number | boolean, type: FieldType): PlainValue | undefined {
	switch (type) {
		case 'bool':
			return typeof value === 'boolean' ? value : undefined;
		case 'string':
			return typeof value === 'string' ? value : undefined;
		case 'uint64':
			return integer(value);
		case 'reltime':
			return integer(value) ?? duration(value);
		case 'abstime':
			return integer(value) ?? timestamp(value);
		case 'ipaddr':
		case 'ipnet':
			return typeof value === 'string' ? address(value) : undefined;
	}
}

/** Digits of a 64-bit number; large ones come from YAML as text. */
function integer(value: string | number | boolean): string | undefined {
	const text = typeof value === 'number' ? (Number.isSafeInteger(value) ? String(value) : '') : value;
	if (typeof text !== 'string' || !/^\d{1,20}$/.test(text)) return undefined;
	return BigInt(text) < UINT64_LIMIT ? BigInt(text).toString() : undefined;
}

const UNITS: Record<string, bigint> = { ns: 1n, us: 1_000n, ms: 1_000_000n, s: 1_000_000_000n };

function duration(value: string | number | boolean): string | undefined {
	const match = typeof value === 'string' ? /^(\d{1,12})(?:\.(\d{1,9}))?(ns|us|ms|s)$/.exec(value) : null;
	if (!match) return undefined;
	const [, whole = '0', fraction = '', unit = 'ns'] = match;
	const scale = UNITS[unit] ?? 1n;
	const scaled = BigInt(fraction.padEnd(9, '0') || '0') * scale;
	return scaled % 1_000_000_000n === 0n ? (BigInt(whole) * scale + scaled / 1_000_000_000n).toString() : undefined;
}

/** ISO 8601 in UTC, with up to nine digits of a second: more than Date keeps. */
function timestamp(value: string | number | boolean): string | undefined {
	const match = typeof value === 'string' ? /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?Z$/.exec(value) : null;
	if (!match) return undefined;
	const [, second = '', fraction = ''] = match;
	const ms = Date.parse(`${second}Z`);
	if (Number.isNaN(ms) || ms < 0) return undefined;
	return (BigInt(ms) * 1_000_000n + BigInt(fraction.padEnd(9, '0'))).toString();
}

/** The one form in which an address is shown. */
function address(text: string): string | undefined {
	const family = isIP(text);
	if (family === 0) return undefined;
	return family === 4 ? text : new SocketAddress({ address: text, family: 'ipv6' }).address;
}
