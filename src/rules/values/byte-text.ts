/**
 * A byte string held in a JavaScript string: each character is one byte, 0 to 255. Falco compares, folds and measures
 * bytes, never characters; this form keeps them exact and can still be sliced, compared and used as a key.
 */
export type ByteText = string;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const ASCII_ONLY = /^[\0-\x7f]*$/;
const CHUNK = 8192;

/** The UTF-8 bytes of ordinary text. */
export function encodeText(text: string): ByteText {
	return ASCII_ONLY.test(text) ? text : fromBytes(encoder.encode(text));
}

/** The text that the bytes spell in UTF-8; each byte that belongs to no character becomes U+FFFD. */
export function decodeText(bytes: ByteText): string {
	return ASCII_ONLY.test(bytes) ? bytes : decoder.decode(toBytes(bytes));
}

/** The byte string with the content of an array. */
export function fromBytes(bytes: Uint8Array): ByteText {
	let text = '';
	for (let start = 0; start < bytes.length; start += CHUNK) {
		text += String.fromCharCode(...bytes.subarray(start, start + CHUNK));
	}
	return text;
}

/** The bytes of a byte string, in an array of their own. */
export function toBytes(text: ByteText): Uint8Array {
	const bytes = new Uint8Array(text.length);
	for (let index = 0; index < text.length; index++) bytes[index] = text.charCodeAt(index);
	return bytes;
}
