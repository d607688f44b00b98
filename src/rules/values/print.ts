import type { FieldType } from '../fields/field.ts';
import { printAddress } from './address.ts';
import { type ByteText, fromBytes } from './byte-text.ts';

/**
 * A value as Falco prints it (rules facts, section 3.1): strings as they are, numbers in decimal, truth values as
 * words, addresses in their short form, networks always as `<IPNET>`. An address of a wrong length, at which Falco
 * ends, prints as `<INVALID>`; callers that must act as Falco look at the length themselves.
 */
export function printScalar(type: FieldType, value: Uint8Array | bigint): ByteText {
	if (typeof value === 'bigint') {
		if (type === 'bool') return value === 0n ? 'false' : 'true';
		return value.toString();
	}
	switch (type) {
		case 'ipaddr':
			return printAddress(value) ?? '<INVALID>';
		case 'ipnet':
			return '<IPNET>';
		default:
			return fromBytes(value);
	}
}
