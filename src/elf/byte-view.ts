/** Thrown by {@link ByteView} alone, and caught where a file is read: the file ends before what its headers promise. */
export class OutOfBounds extends Error {}

/** The longest name that is read; mangled C++ and Rust names stay far below it. */
const LONGEST_NAME = 8192;
/** All names of one file together: string tables whose names overlap on purpose would otherwise fill the memory. */
const NAME_BUDGET = 128 * 1024 * 1024;

/** Little-endian reads from a file's bytes; every read is checked, nothing outside is ever returned. */
export class ByteView {
	readonly #bytes: Buffer;
	#namesRead = 0;

	constructor(bytes: Uint8Array) {
		this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	}

	get size(): number {
		return this.#bytes.length;
	}

	/** Throws {@link OutOfBounds} unless `length` bytes at `offset` are in the file. */
	require(offset: number, length: number): void {
		if (!Number.isSafeInteger(offset) || !Number.isSafeInteger(length) || offset < 0 || length < 0) {
			throw new OutOfBounds(`an offset or size that no file has`);
		}
		if (offset + length > this.#bytes.length) throw new OutOfBounds(`${length} bytes at offset ${offset}`);
	}

	u8(offset: number): number {
		this.require(offset, 1);
		return this.#bytes.readUInt8(offset);
	}

	u16(offset: number): number {
		this.require(offset, 2);
		return this.#bytes.readUInt16LE(offset);
	}

	u32(offset: number): number {
		this.require(offset, 4);
		return this.#bytes.readUInt32LE(offset);
	}

	u64(offset: number): bigint {
		this.require(offset, 8);
		return this.#bytes.readBigUInt64LE(offset);
	}

	/** A 64-bit offset, size or address as a number; beyond 2^53 it becomes the largest safe integer, which no file holds. */
	word(offset: number): number {
		const value = this.u64(offset);
		return value > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER : Number(value);
	}

	bytes(offset: number, length: number): Buffer {
		this.require(offset, length);
		return this.#bytes.subarray(offset, offset + length);
	}

	/** The NUL-terminated text at `offset`, which must end before `end`. */
	name(offset: number, end: number): string {
		const limit = Math.min(end, this.#bytes.length, offset + LONGEST_NAME);
		this.require(offset, 0);
		const terminator = this.#bytes.subarray(offset, Math.max(offset, limit)).indexOf(0);
		if (terminator < 0) throw new OutOfBounds(`a name at offset ${offset} that does not end`);
		this.#namesRead += terminator;
		if (this.#namesRead > NAME_BUDGET) throw new OutOfBounds('more names than its string tables can hold');
		return this.#bytes.toString('utf8', offset, offset + terminator);
	}
}
