/**
 * A `const char *` that a plugin returned, read with a bound and without trust. JSON-safe, so it crosses the protocol.
 * `absent` means that the function is not exported and was not called.
 */
export type ReturnedText =
	| { kind: 'absent' }
	| { kind: 'null' }
	/** The bytes up to the terminator, as Latin-1 (one char a byte) so that nothing is lost. */
	| { kind: 'text'; latin1: string }
	/** Readable up to the bound, and no terminator in it. */
	| { kind: 'unterminated'; latin1: string }
	/** Not readable memory at `address` (hexadecimal), after `readable` bytes. */
	| { kind: 'fault'; address: string; readable: number };

/** The text as UTF-8, or undefined where there is none or where its bytes are not UTF-8. */
export function utf8Of(text: ReturnedText): string | undefined {
	if (text.kind !== 'text') return undefined;
	try {
		return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.from(text.latin1, 'latin1'));
	} catch {
		return undefined;
	}
}

/** Whether a value from another process is such a text. */
export function isReturnedText(value: unknown): value is ReturnedText {
	if (typeof value !== 'object' || value === null) return false;
	const text = value as Record<string, unknown>;
	switch (text.kind) {
		case 'absent':
		case 'null':
			return true;
		case 'text':
		case 'unterminated':
			return typeof text.latin1 === 'string';
		case 'fault':
			return typeof text.address === 'string' && typeof text.readable === 'number';
		default:
			return false;
	}
}
