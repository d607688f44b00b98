import { type ReturnedText, utf8Of } from './returned-text.ts';
import { visibleLine } from './visible-text.ts';

/** A text of a plugin as it is quoted in a finding: one line, safe to print, in double quotes. */
export function quoted(text: string): string {
	return `"${visibleLine(text)}"`;
}

/** What a function returned, in words that fit after "returned": `"1.0"`, `NULL`, a pointer that cannot be read, ... */
export function describeReturned(text: ReturnedText): string {
	switch (text.kind) {
		case 'absent':
			return 'nothing: it is not exported';
		case 'null':
			return 'NULL';
		case 'text': {
			const decoded = utf8Of(text);
			return decoded === undefined ? `bytes that are not UTF-8: "${escapedBytes(text.latin1)}"` : quoted(decoded);
		}
		case 'unterminated':
			return `text without a terminator in its first ${text.latin1.length} bytes`;
		case 'fault':
			return text.readable > 0
				? `a pointer (${text.address}) to memory that ends after ${text.readable} bytes without a terminator`
				: `a pointer (${text.address}) to memory that cannot be read`;
	}
}

/** The text as far as there is one: UTF-8, with the replacement character where its bytes are none. */
export function lossyTextOf(text: ReturnedText): string | undefined {
	if (text.kind !== 'text') return undefined;
	return utf8Of(text) ?? new TextDecoder('utf-8', { ignoreBOM: true }).decode(Buffer.from(text.latin1, 'latin1'));
}

function escapedBytes(latin1: string): string {
	const escaped = visibleLine(latin1, latin1.length).replace(
		/[\x80-\xff]/g,
		(char) => `\\x${char.charCodeAt(0).toString(16)}`,
	);
	return visibleLine(escaped);
}
