import koffi from 'koffi';
import { libcFunction } from '../native/library.ts';

const mmap = libcFunction<
	(address: bigint, length: number, protection: number, flags: number, fd: number, offset: number) => unknown
>('mmap', 'void *', ['void *', 'size_t', 'int', 'int', 'int', 'int64_t']);

const PROT_READ_WRITE = 3;
const MAP_PRIVATE_ANONYMOUS = 0x22;
const SIZE = 64 * 1024 * 1024;

/** A piece of stable memory: at `address` for the plugin, and as `bytes` and `view` for us. */
export interface Block {
	readonly address: bigint;
	readonly bytes: Uint8Array<ArrayBuffer>;
	readonly view: DataView<ArrayBuffer>;
}

/**
 * Memory that never moves, for everything that a plugin is given: one mapping, handed out in order and taken back by mark
 * and reset. Untouched pages cost nothing.
 */
export class Arena {
	readonly #base: bigint;
	readonly #memory: ArrayBuffer;
	#next = 0;

	constructor() {
		const pointer = mmap(0n, SIZE, PROT_READ_WRITE, MAP_PRIVATE_ANONYMOUS, -1, 0);
		this.#base = typeof pointer === 'bigint' ? pointer : koffi.address(pointer);
		if (this.#base === (1n << 64n) - 1n) throw new Error('mmap gave no memory for the arena');
		this.#memory = koffi.view(this.#base, SIZE);
	}

	/** Allocates `size` bytes at a multiple of `alignment`; what was there before is not cleared. */
	allocate(size: number, alignment = 8): Block {
		const offset = Math.ceil(this.#next / alignment) * alignment;
		if (offset + size > SIZE) throw new Error(`the arena has no ${size} bytes left`);
		this.#next = offset + size;
		return {
			address: this.#base + BigInt(offset),
			bytes: new Uint8Array(this.#memory, offset, size),
			view: new DataView(this.#memory, offset, size),
		};
	}

	/** Where the arena stands; `reset` takes everything back that was allocated after it. */
	mark(): number {
		return this.#next;
	}

	reset(mark: number): void {
		this.#next = mark;
	}
}
