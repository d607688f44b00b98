import { RE2JS } from 're2js';
import { type ByteText, toBytes } from './byte-text.ts';
import { translatePosix } from './posix-regex.ts';

/** A compiled pattern, or what is wrong with it. */
export type CompiledRegex =
	| { readonly kind: 'regex'; readonly regex: FullRegex }
	| { readonly kind: 'error'; readonly message: string };

/** A pattern that a whole byte range must fit. Bytes of the range that are no UTF-8 count as U+FFFD each. */
export class FullRegex {
	readonly #regex: RE2JS;

	constructor(regex: RE2JS) {
		this.#regex = regex;
	}

	matches(bytes: Uint8Array, start: number, end: number): boolean {
		return this.#regex.testExact(bytes.subarray(start, end));
	}
}

/**
 * Compiles the right side of `regex` (rules facts, sections 1.5 and 11.9): RE2 in POSIX mode, where `^` and `$` stand
 * for the ends of lines and `.` fits no line feed. The pattern must be UTF-8.
 */
export function compileRegex(pattern: ByteText): CompiledRegex {
	let text: string;
	try {
		text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(toBytes(pattern));
	} catch {
		return { kind: 'error', message: 'invalid UTF-8' };
	}
	const translated = translatePosix(text);
	if (translated.kind === 'error') return translated;
	try {
		const flags = RE2JS.MULTILINE | RE2JS.LONGEST_MATCH;
		return { kind: 'regex', regex: new FullRegex(RE2JS.compile(translated.source, flags)) };
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		return { kind: 'error', message: message.replace('error parsing regexp: ', '').replace('`(?m)', '`') };
	}
}
