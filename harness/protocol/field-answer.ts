import { SocketAddress } from 'node:net';
import { quoted } from './describe-text.ts';

/** One value as JSON can carry it: digits of a number or of a time in nanoseconds, a text, an address as text, a truth. */
export type PlainValue = string | boolean;

/** What a plugin answered to one request for a field. */
export type FieldAnswer =
	/** One value, or those of a list; an empty list is `none`. */
	| { kind: 'values'; values: readonly PlainValue[] }
	/** The plugin says that the event has no such value. */
	| { kind: 'none' }
	/** extract_fields failed, with the text of get_last_error. */
	| { kind: 'failed'; error: string }
	/** The answer is one that Falco could not read. */
	| { kind: 'unreadable'; reason: string };

/** An address as people write it: dotted IPv4, IPv6 as in RFC 5952; bytes of any other length in hexadecimal. */
export function addressText(bytes: Uint8Array): string {
	if (bytes.length === 4) return bytes.join('.');
	const hex = Buffer.from(bytes).toString('hex');
	if (bytes.length !== 16) return `0x${hex}`;
	const groups = hex.match(/.{4}/g) ?? [];
	return new SocketAddress({ address: groups.join(':'), family: 'ipv6' }).address;
}

/** An answer as a line of a report: `"alice"`, `42`, `["a", "b"]`, `no value`. */
export function describeAnswer(answer: FieldAnswer, form: { isList: boolean; isText: boolean }): string {
	switch (answer.kind) {
		case 'values': {
			const each = answer.values.map((value) => (form.isText ? quoted(String(value)) : String(value)));
			return form.isList ? `[${each.join(', ')}]` : each.join(', ');
		}
		case 'none':
			return 'no value';
		case 'failed':
			return `a failure: ${quoted(answer.error)}`;
		case 'unreadable':
			return answer.reason;
	}
}
