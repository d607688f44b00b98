import { printAddress } from './address.ts';
import { type ByteText, decodeText, fromBytes } from './byte-text.ts';
import type { ValueType } from './value-type.ts';

/**
 * A value as Falco prints it (rules facts, section 3.1): strings as they are, numbers in decimal, truth values as
 * words, addresses in their short form, networks always as `<IPNET>`. An address of a wrong length, at which Falco
 * ends, prints as `<INVALID>`; callers that must act as Falco look at the length themselves.
 */
export function printScalar(type: ValueType, value: Uint8Array | bigint): ByteText {
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

/** Bytes as a JSON string; what is no UTF-8 becomes U+FFFD. */
export function jsonString(text: ByteText): string {
	return JSON.stringify(decodeText(text));
}
