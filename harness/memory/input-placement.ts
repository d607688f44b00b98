/** An input in memory that the plugin sees; `release` says that the call it was given to has returned. */
export interface PlacedInput {
	readonly address: bigint;
	release(): void;
}

/**
 * Where the inputs of a call lie. Plain placement behaves as Falco's own memory does; guarded placement makes the plugin
 * fault on every byte that it must not touch. Which one a check uses is what it is about.
 */
export interface InputPlacement {
	/** Places bytes that the plugin may only read, during one call. The label is for the report of a fault. */
	place(bytes: Uint8Array, label: string): PlacedInput;
}

/** A NUL-terminated text as bytes; one char is one byte when `encoding` is latin1. */
export function textBytes(text: string, encoding: 'utf8' | 'latin1' = 'utf8'): Buffer {
	return Buffer.from(`${text}\0`, encoding);
}
