import koffi from 'koffi';
import { type Address, libcFunction } from '../native/library.ts';

const PROT_READ_WRITE = 3;
const MAP_PRIVATE_ANONYMOUS_NORESERVE = 0x2 | 0x20 | 0x4000;

export const mmap: (a: Address, length: bigint, prot: number, flags: number, fd: number, at: bigint) => Address =
	libcFunction('mmap', 'uint64_t', ['uint64_t', 'uint64_t', 'int', 'int', 'int', 'int64_t']);

/** Fresh private memory, zeroed, taken from the system page by page when touched; throws when there is none. */
export function mapMemory(bytes: number, protection: number = PROT_READ_WRITE): Address {
	const address = BigInt(mmap(0n, BigInt(bytes), protection, MAP_PRIVATE_ANONYMOUS_NORESERVE, -1, 0n));
	if (address === 0xffffffffffffffffn) throw new Error(`mmap of ${bytes} bytes failed`);
	return address;
}

/** A place in an arena. */
export interface Place {
	/** What native code is given. */
	address: Address;
	/** The same place in `arena.view` and `arena.bytes`. */
	offset: number;
}

/**
 * Stable memory for what a plugin is given: it never moves and is never collected, so that an address handed out stays
 * good until `reset`. Structs are written through one DataView, little-endian.
 */
export class Arena {
	readonly base: Address;
	readonly view: DataView;
	readonly bytes: Uint8Array;
	#used = 0;

	/** @param size in bytes; only what is touched costs memory */
	constructor(size: number) {
		this.base = mapMemory(size);
		const buffer = koffi.view(this.base, size);
		this.view = new DataView(buffer);
		this.bytes = new Uint8Array(buffer);
	}

	/** A zeroed place of `size` bytes at a multiple of `alignment` (a power of two). */
	allocate(size: number, alignment = 8): Place {
		const offset = (this.#used + alignment - 1) & -alignment;
		if (offset + size > this.bytes.length) throw new RangeError(`the arena of ${this.bytes.length} bytes is full`);
		this.#used = offset + size;
		this.bytes.fill(0, offset, offset + size);
		return { address: this.base + BigInt(offset), offset };
	}

	/** A copy of bytes. */
	place(bytes: Uint8Array, alignment = 8): Place {
		const place = this.allocate(bytes.length, alignment);
		this.bytes.set(bytes, place.offset);
		return place;
	}

	/** A NUL-terminated copy of a text, in UTF-8. */
	text(text: string): Place {
		const bytes = Buffer.from(text, 'utf8');
		const place = this.allocate(bytes.length + 1, 1);
		this.bytes.set(bytes, place.offset);
		return place;
	}

	/** Where the arena stands; `reset` gives back all that was allocated since. */
	mark(): number {
		return this.#used;
	}

	reset(mark = 0): void {
		this.#used = mark;
	}
}
