import { bytesColumn, type EventBatch, listColumn, numberColumn } from '../fields/batch.ts';

/** What `load` gives where an operand has no value. */
export const MISSING = -1;

/** Takes the values of an operand out of a batch, one event at a time, without allocation once it is warm. */
interface LoadedValues {
	/**
	 * Loads the values of an event and stands at the first: `MISSING`, or how many there are; always 1 where the
	 * operand is no list. Only `getopt` and lists in calls are ever present and empty.
	 */
	load(batch: EventBatch, event: number): number;
	/** Stands at another of the loaded values. */
	pick(index: number): void;
}

/** A reader of strings or addresses: the value is `bytes[start]` up to, not including, `bytes[end]`. */
export interface BytesReader extends LoadedValues {
	readonly kind: 'bytes';
	readonly bytes: Uint8Array;
	readonly start: number;
	readonly end: number;
}

/** A reader of 64-bit numbers and truth values, in two halves. */
export interface NumberReader extends LoadedValues {
	readonly kind: 'number';
	readonly low: number;
	readonly high: number;
}

export type Reader = BytesReader | NumberReader;

const NO_BYTES = new Uint8Array();

/** A field of type `string`, `ipaddr` or `ipnet`. */
export class BytesField implements BytesReader {
	readonly kind = 'bytes';
	bytes: Uint8Array = NO_BYTES;
	start = 0;
	end = 0;
	readonly #slot: number;

	constructor(slot: number) {
		this.#slot = slot;
	}

	load(batch: EventBatch, event: number): number {
		const column = bytesColumn(batch, this.#slot);
		if (column.present[event] === 0) return MISSING;
		this.bytes = column.bytes;
		this.start = column.starts[event] as number;
		this.end = column.ends[event] as number;
		return 1;
	}

	pick(): void {}
}

/** A list field of type `string`, `ipaddr` or `ipnet`. */
export class BytesListField implements BytesReader {
	readonly kind = 'bytes';
	bytes: Uint8Array = NO_BYTES;
	start = 0;
	end = 0;
	readonly #slot: number;
	#starts: Uint32Array = new Uint32Array();
	#ends: Uint32Array = new Uint32Array();
	#first = 0;

	constructor(slot: number) {
		this.#slot = slot;
	}

	load(batch: EventBatch, event: number): number {
		const { offsets, elements } = listColumn(batch, this.#slot);
		if (elements.kind !== 'bytes') throw new Error(`slot ${this.#slot} of the batch: a list of bytes expected`);
		this.#first = offsets[event] as number;
		const count = (offsets[event + 1] as number) - this.#first;
		if (count === 0) return MISSING;
		this.bytes = elements.bytes;
		this.#starts = elements.starts;
		this.#ends = elements.ends;
		this.pick(0);
		return count;
	}

	pick(index: number): void {
		this.start = this.#starts[this.#first + index] as number;
		this.end = this.#ends[this.#first + index] as number;
	}
}

/** A field of type `uint64`, `reltime`, `abstime` or `bool`. */
export class NumberField implements NumberReader {
	readonly kind = 'number';
	low = 0;
	high = 0;
	readonly #slot: number;

	constructor(slot: number) {
		this.#slot = slot;
	}

	load(batch: EventBatch, event: number): number {
		const column = numberColumn(batch, this.#slot);
		if (column.present[event] === 0) return MISSING;
		this.low = column.words[2 * event] as number;
		this.high = column.words[2 * event + 1] as number;
		return 1;
	}

	pick(): void {}
}

/** A list field of type `uint64`, `reltime`, `abstime` or `bool`. */
export class NumberListField implements NumberReader {
	readonly kind = 'number';
	low = 0;
	high = 0;
	readonly #slot: number;
	#words: Uint32Array = new Uint32Array();
	#first = 0;

	constructor(slot: number) {
		this.#slot = slot;
	}

	load(batch: EventBatch, event: number): number {
		const { offsets, elements } = listColumn(batch, this.#slot);
		if (elements.kind !== 'number') throw new Error(`slot ${this.#slot} of the batch: a list of numbers expected`);
		this.#first = offsets[event] as number;
		const count = (offsets[event + 1] as number) - this.#first;
		if (count === 0) return MISSING;
		this.#words = elements.words;
		this.pick(0);
		return count;
	}

	pick(index: number): void {
		this.low = this.#words[2 * (this.#first + index)] as number;
		this.high = this.#words[2 * (this.#first + index) + 1] as number;
	}
}

/** A constant in a call. */
export class LiteralBytes implements BytesReader {
	readonly kind = 'bytes';
	readonly bytes: Uint8Array;
	readonly start = 0;
	readonly end: number;

	constructor(bytes: Uint8Array) {
		this.bytes = bytes;
		this.end = bytes.length;
	}

	load(): number {
		return 1;
	}

	pick(): void {}
}

/** Bytes that are written anew for every event, in one buffer that grows to the longest value. */
export class ByteBuffer {
	bytes: Uint8Array = new Uint8Array(64);
	length = 0;

	/** Makes room for this many bytes behind the content. */
	reserve(count: number): void {
		if (this.length + count <= this.bytes.length) return;
		const grown = new Uint8Array(Math.max(this.length + count, this.bytes.length * 2));
		grown.set(this.bytes.subarray(0, this.length));
		this.bytes = grown;
	}

	append(bytes: Uint8Array, start: number, end: number): void {
		this.reserve(end - start);
		for (let at = start; at < end; at++) this.bytes[this.length + at - start] = bytes[at] as number;
		this.length += end - start;
	}
}
