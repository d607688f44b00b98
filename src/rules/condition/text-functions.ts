import type { EventBatch } from '../fields/batch.ts';
import { base64Capacity, decodeBase64 } from '../values/base64.ts';
import { ByteBuffer, type BytesReader, MISSING, type NumberReader, type Reader } from './readers.ts';

const NO_BYTES = new Uint8Array();

// The functions of the condition language as readers over other readers (rules facts, section 1.7).

/** What the readers that write their value share: the written bytes are the value. */
abstract class WrittenBytes implements BytesReader {
	readonly kind = 'bytes';
	protected readonly buffer = new ByteBuffer();

	get bytes(): Uint8Array {
		return this.buffer.bytes;
	}

	get start(): number {
		return 0;
	}

	get end(): number {
		return this.buffer.length;
	}

	abstract load(batch: EventBatch, event: number): number;

	pick(_index: number): void {}
}

/** `tolower` and `toupper`: ASCII letters only; on lists every element. */
export class ChangedCase extends WrittenBytes {
	readonly #source: BytesReader;
	readonly #from: number;
	readonly #distance: number;

	constructor(source: BytesReader, target: 'lower' | 'upper') {
		super();
		this.#source = source;
		this.#from = target === 'lower' ? 0x41 : 0x61;
		this.#distance = target === 'lower' ? 0x20 : -0x20;
	}

	load(batch: EventBatch, event: number): number {
		const count = this.#source.load(batch, event);
		if (count > 0) this.#write();
		return count;
	}

	override pick(index: number): void {
		this.#source.pick(index);
		this.#write();
	}

	#write(): void {
		const { bytes, start, end } = this.#source;
		this.buffer.length = 0;
		this.buffer.append(bytes, start, end);
		const written = this.buffer.bytes;
		for (let at = 0; at < end - start; at++) {
			const byte = written[at] as number;
			if (byte >= this.#from && byte <= this.#from + 25) written[at] = byte + this.#distance;
		}
	}
}

/** `b64`: what the text encodes, up to its first NUL; missing where it, or any element of a list, is no base64. */
export class DecodedBase64 extends WrittenBytes {
	readonly #source: BytesReader;

	constructor(source: BytesReader) {
		super();
		this.#source = source;
	}

	load(batch: EventBatch, event: number): number {
		const count = this.#source.load(batch, event);
		for (let index = count - 1; index >= 0; index--) {
			this.#source.pick(index);
			if (!this.#decode()) return MISSING;
		}
		return count;
	}

	override pick(index: number): void {
		this.#source.pick(index);
		this.#decode();
	}

	#decode(): boolean {
		const { bytes, start, end } = this.#source;
		this.buffer.length = 0;
		this.buffer.reserve(base64Capacity(end - start));
		const written = decodeBase64(bytes, start, end, this.buffer.bytes);
		if (written < 0) return false;
		const nul = this.buffer.bytes.subarray(0, written).indexOf(0);
		this.buffer.length = nul < 0 ? written : nul;
		return true;
	}
}

/** `basename`: the text behind the last slash; on lists of every element. */
export class Basename implements BytesReader {
	readonly kind = 'bytes';
	start = 0;
	readonly #source: BytesReader;

	constructor(source: BytesReader) {
		this.#source = source;
	}

	get bytes(): Uint8Array {
		return this.#source.bytes;
	}

	get end(): number {
		return this.#source.end;
	}

	load(batch: EventBatch, event: number): number {
		const count = this.#source.load(batch, event);
		if (count > 0) this.#findStart();
		return count;
	}

	pick(index: number): void {
		this.#source.pick(index);
		this.#findStart();
	}

	#findStart(): void {
		const { bytes, start, end } = this.#source;
		this.start = end;
		while (this.start > start && bytes[this.start - 1] !== 0x2f) this.start--;
	}
}

/** `len`: the number of bytes of a string or of elements of a list. An empty list field is missing, and so is its length. */
export class Length implements NumberReader {
	readonly kind = 'number';
	low = 0;
	readonly high = 0;
	readonly #source: Reader;
	readonly #countsElements: boolean;

	constructor(source: Reader, countsElements: boolean) {
		this.#source = source;
		this.#countsElements = countsElements;
	}

	load(batch: EventBatch, event: number): number {
		const count = this.#source.load(batch, event);
		if (count === MISSING) return MISSING;
		if (this.#countsElements || this.#source.kind !== 'bytes') this.low = count;
		else this.low = this.#source.end - this.#source.start;
		return 1;
	}

	pick(): void {}
}

/** `concat` and `join`: all elements of all parts, a separator between each two. Missing where a part is. */
export class JoinedText extends WrittenBytes {
	readonly #separator: BytesReader | undefined;
	readonly #parts: readonly BytesReader[];

	constructor(separator: BytesReader | undefined, parts: readonly BytesReader[]) {
		super();
		this.#separator = separator;
		this.#parts = parts;
	}

	load(batch: EventBatch, event: number): number {
		const separator = this.#separator;
		if (separator?.load(batch, event) === MISSING) return MISSING;
		this.buffer.length = 0;
		let isFirst = true;
		for (const part of this.#parts) {
			const count = part.load(batch, event);
			if (count === MISSING) return MISSING;
			for (let index = 0; index < count; index++) {
				if (!isFirst && separator !== undefined) {
					this.buffer.append(separator.bytes, separator.start, separator.end);
				}
				isFirst = false;
				part.pick(index);
				this.buffer.append(part.bytes, part.start, part.end);
			}
		}
		return 1;
	}
}

/** A list in a call: the elements of all its parts. Missing where a part is, and present where it has no parts. */
export class TextList implements BytesReader {
	readonly kind = 'bytes';
	readonly #parts: readonly BytesReader[];
	/** How many elements the parts up to each one have. */
	readonly #ends: Uint32Array;
	#current: BytesReader | undefined;

	constructor(parts: readonly BytesReader[]) {
		this.#parts = parts;
		this.#ends = new Uint32Array(parts.length);
	}

	get bytes(): Uint8Array {
		return this.#current?.bytes ?? NO_BYTES;
	}

	get start(): number {
		return this.#current?.start ?? 0;
	}

	get end(): number {
		return this.#current?.end ?? 0;
	}

	load(batch: EventBatch, event: number): number {
		let count = 0;
		for (let part = 0; part < this.#parts.length; part++) {
			const added = (this.#parts[part] as BytesReader).load(batch, event);
			if (added === MISSING) return MISSING;
			count += added;
			this.#ends[part] = count;
		}
		this.#current = undefined;
		if (count > 0) this.pick(0);
		return count;
	}

	pick(index: number): void {
		let part = 0;
		while ((this.#ends[part] as number) <= index) part++;
		this.#current = this.#parts[part] as BytesReader;
		this.#current.pick(part === 0 ? index : index - (this.#ends[part - 1] as number));
	}
}
