import type { ByteText } from '../values/byte-text.ts';

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/**
 * Finds byte strings among fixed keys where they lie in a column, without making strings of them: an open-addressed
 * hash table over FNV-1a.
 */
export class ByteIndex {
	/** Key number plus one by hash; 0 is a free slot. */
	readonly #slots: Uint32Array;
	readonly #mask: number;
	readonly #bytes: Uint8Array;
	/** Where each key starts in `#bytes`; it ends where the next one starts. */
	readonly #offsets: Uint32Array;
	readonly #longest: number;

	/** The keys must be distinct; a key's number is its place. */
	constructor(keys: readonly ByteText[]) {
		const size = 2 ** Math.ceil(Math.log2(Math.max(2, keys.length * 2)));
		this.#slots = new Uint32Array(size);
		this.#mask = size - 1;
		this.#offsets = new Uint32Array(keys.length + 1);
		this.#bytes = Uint8Array.from(keys.join(''), (byte) => byte.charCodeAt(0));
		this.#longest = keys.reduce((longest, key) => Math.max(longest, key.length), 0);
		for (const [number, key] of keys.entries()) {
			const start = this.#offsets[number] ?? 0;
			const end = start + key.length;
			this.#offsets[number + 1] = end;
			let slot = hash(this.#bytes, start, end) & this.#mask;
			while (this.#slots[slot] !== 0) slot = (slot + 1) & this.#mask;
			this.#slots[slot] = number + 1;
		}
	}

	/** The number of the key that equals `bytes[start]` up to, not including, `bytes[end]`; -1 where there is none. */
	find(bytes: Uint8Array, start: number, end: number): number {
		if (end - start > this.#longest) return -1;
		let slot = hash(bytes, start, end) & this.#mask;
		for (;;) {
			const number = (this.#slots[slot] as number) - 1;
			if (number < 0 || this.#equals(number, bytes, start, end)) return number;
			slot = (slot + 1) & this.#mask;
		}
	}

	#equals(number: number, bytes: Uint8Array, start: number, end: number): boolean {
		let key = this.#offsets[number] as number;
		if ((this.#offsets[number + 1] as number) - key !== end - start) return false;
		for (let index = start; index < end; index++) if (this.#bytes[key++] !== bytes[index]) return false;
		return true;
	}
}

function hash(bytes: Uint8Array, start: number, end: number): number {
	let value = FNV_OFFSET;
	for (let index = start; index < end; index++) value = Math.imul(value ^ (bytes[index] as number), FNV_PRIME);
	return value >>> 0;
}
