import { rangeEquals } from './bytes.ts';

/** How many bytes at either end of a long string are hashed. */
const HASHED = 8;

/** From this length on, lengths are not told apart. */
const LONG = 256;

/**
 * Numbers byte strings and finds them again by a range of bytes, without allocation: membership in a list of constants,
 * and dispatch of rules by the value of a field. Equal strings share the number of the first.
 */
export class ByteSet {
	readonly #entries: readonly Uint8Array[];
	/** Open addressing: 0 is free, else the number of an entry plus one. */
	readonly #buckets: Int32Array;
	readonly #mask: number;
	/** By length: whether an entry has it. Longer ones share the last place. Most values are told apart by it alone. */
	readonly #lengths = new Uint8Array(LONG + 1);

	constructor(entries: readonly Uint8Array[]) {
		this.#entries = entries;
		let size = 8;
		while (size < entries.length * 2) size *= 2;
		this.#buckets = new Int32Array(size);
		this.#mask = size - 1;
		entries.forEach((entry, index) => {
			const bucket = this.#bucket(entry, 0, entry.length);
			this.#lengths[Math.min(entry.length, LONG)] = 1;
			if (this.#buckets[bucket] === 0) this.#buckets[bucket] = index + 1;
		});
	}

	/** The number of the entry that the range holds, or -1. */
	find(bytes: Uint8Array, start: number, end: number): number {
		if (this.#lengths[Math.min(end - start, LONG)] === 0) return -1;
		return (this.#buckets[this.#bucket(bytes, start, end)] as number) - 1;
	}

	/** The bucket that holds the range's entry, or the free one where it would be. */
	#bucket(bytes: Uint8Array, start: number, end: number): number {
		let hash = 0x811c9dc5 ^ (end - start);
		// Of long strings the beginning and the end are enough.
		const pause = end - start > 2 * HASHED ? start + HASHED : end;
		for (let index = start; index < pause; index++) hash = Math.imul(hash ^ (bytes[index] as number), 0x01000193);
		if (pause < end) {
			for (let index = end - HASHED; index < end; index++) {
				hash = Math.imul(hash ^ (bytes[index] as number), 0x01000193);
			}
		}
		let bucket = (hash ^ (hash >>> 15)) & this.#mask;
		for (;;) {
			const number = this.#buckets[bucket] as number;
			if (number === 0 || rangeEquals(bytes, start, end, this.#entries[number - 1] as Uint8Array)) return bucket;
			bucket = (bucket + 1) & this.#mask;
		}
	}
}
