import type { ByteText } from '../values/byte-text.ts';

const DECODED: Readonly<Record<string, string>> = {
	b: '\b',
	f: '\f',
	n: '\n',
	r: '\r',
	t: '\t',
	'\\': '\\',
	'/': '/',
	// A legacy accident of Falco that rules rely on: the backslash stays and the blank goes.
	' ': '\\',
};

/** Decoded content of a quoted string, or what is wrong with it in Falco's words. */
export type Unescaped =
	| { readonly kind: 'text'; readonly text: ByteText }
	| { readonly kind: 'error'; readonly message: string };

/**
 * Decodes the escapes between the quotes (rules facts, section 1.2): `\b \f \n \r \t \\ \/ \xHH`, and the delimiter.
 * Anything else is an error, `\.` too: authors of regular expressions must write `\\.` or `[.]`.
 */
export function unescapeQuoted(content: ByteText, delimiter: string): Unescaped {
	let text = '';
	for (let index = 0; index < content.length; index++) {
		const byte = content.charAt(index);
		if (byte !== '\\') {
			text += byte;
			continue;
		}
		index++;
		const letter = content.charAt(index);
		const decoded = DECODED[letter];
		if (decoded !== undefined) {
			text += decoded;
		} else if (letter === '"' || letter === "'") {
			if (letter !== delimiter) {
				return { kind: 'error', message: `invalid \\${letter} escape in ${delimiter}-quoted string` };
			}
			text += letter;
		} else if (letter === 'x') {
			const digits = content.slice(index + 1, index + 3);
			if (!/^[0-9a-fA-F]{2}$/.test(digits)) {
				return { kind: 'error', message: `invalid \\x escape: expected two hexadecimal digits` };
			}
			text += String.fromCharCode(Number.parseInt(digits, 16));
			index += 2;
		} else {
			return { kind: 'error', message: `unsupported string escape sequence: \\${letter}` };
		}
	}
	return { kind: 'text', text };
}

const NEEDS_QUOTES = /[\b\f\n\r\t =\\"'\0]/;
const ESCAPED: Readonly<Record<string, string>> = {
	'\b': '\\b',
	'\f': '\\f',
	'\n': '\\n',
	'\r': '\\r',
	'\t': '\\t',
	'\\': '\\\\',
	'"': '\\"',
	'\0': '\\x00',
};

/** A value as Falco prints it: quoted only where a byte in it asks for that. The empty string prints as nothing. */
export function printValue(text: ByteText): ByteText {
	if (!NEEDS_QUOTES.test(text)) return text;
	return `"${text.replace(/[\b\f\n\r\t\\"\0]/g, (byte) => ESCAPED[byte] ?? byte)}"`;
}
