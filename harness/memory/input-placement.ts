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
	/**
	 * Gives out a struct that the host has standing in its memory. Plain placement gives the struct itself, so that a plugin
	 * which keeps it goes on as if nothing were wrong, and memory.inputs-not-retained says what it was; guarded placement gives
	 * a copy that lives as long as the call, as Falco's own does.
	 */
	lend(standing: StandingInput, label: string): PlacedInput;
}

/** A struct that stays where it is. */
export interface StandingInput {
	readonly address: bigint;
	readonly bytes: Uint8Array;
}

/** A NUL-terminated text as bytes; bytes that are no UTF-8 are given as bytes. */
export function textBytes(text: string | Uint8Array): Buffer {
	return typeof text === 'string' ? Buffer.from(`${text}\0`) : Buffer.concat([text, Buffer.alloc(1)]);
}
