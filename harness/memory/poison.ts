/**
 * What outputs hold before the plugin writes them: values that no plugin returns by itself, so that what was left
 * unwritten is told from what was written. Falco hands over uninitialised memory in these places (facts/abi.md section 7).
 */
export const POISON = {
	/** ss_plugin_rc: no code of the API. */
	rc: 0x5ca1ab1e,
	/** u32 counts: large enough that trusting it would be noticed. */
	count: 0xdecafbad,
	/** u64 lengths such as res_len. */
	length: 0xbad1dea5_decafbadn,
	/** Pointers: not canonical on x86_64 and beyond the address space on aarch64, so that following it faults. */
	pointer: 0xdead_beef_dead_0000n,
	/** Enumerations written through a pointer, such as a schema type. */
	type: 0x7ab1e5ee,
	/** A u32 percentage of progress. */
	progress: 0xfeedface,
} as const;

/** A byte for memory that is handed over to be filled, such as error buffers. */
export const POISON_BYTE = 0xa5;

/** True when every byte is still the poison. */
export function isUnwritten(bytes: Uint8Array): boolean {
	return bytes.every((byte) => byte === POISON_BYTE);
}

/** How many bytes at the end of a filled buffer are still the poison. */
export function unwrittenTail(bytes: Uint8Array): number {
	const last = bytes.findLastIndex((byte) => byte !== POISON_BYTE);
	return bytes.length - 1 - last;
}

export type Poison = keyof typeof POISON;

/** Poison of a 4-byte output, as an unsigned number. */
export function poison32(kind: 'rc' | 'count' | 'type' | 'progress'): number {
	return POISON[kind];
}
