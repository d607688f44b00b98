import type { EventBatch } from '../fields/batch.ts';
import { ByteBuffer, type BytesReader, MISSING } from './readers.ts';

const DASH = 0x2d;
const COLON = 0x3a;
const QUESTION = Uint8Array.of(0x3f);

/**
 * `getopt(args, optstring)`: the letter of each option in order, behind it its value if it takes one; `?` for a letter
 * that is not in `optstring`, and an empty element for an option that lacks its value. With a subscript, the last value
 * of that option, or its letter where it takes none; missing where it is not among the arguments. As getopt(3), except
 * that long options are skipped. It stops at `--` and at the first argument that is no option
 * (`sinsp_filter_multivalue_transformer_getopt::extract`).
 */
export class Options implements BytesReader {
	readonly kind = 'bytes';
	start = 0;
	end = 0;
	readonly #args: BytesReader;
	readonly #optstring: BytesReader;
	/** The option that is asked for, or `undefined` for the list of all. */
	readonly #wanted: number | undefined;
	/** The elements one after the other: copies, since the arguments may be written anew while the scan goes on. */
	readonly #found = new ByteBuffer();
	/** Where each element ends. */
	readonly #ends: number[] = [];

	constructor(args: BytesReader, optstring: BytesReader, wanted: number | undefined) {
		this.#args = args;
		this.#optstring = optstring;
		this.#wanted = wanted;
	}

	get bytes(): Uint8Array {
		return this.#found.bytes;
	}

	load(batch: EventBatch, event: number): number {
		const count = this.#args.load(batch, event);
		if (count === MISSING || this.#optstring.load(batch, event) === MISSING) return MISSING;
		this.#found.length = 0;
		this.#ends.length = 0;
		this.#scan(count);
		if (this.#wanted === undefined) {
			if (this.#ends.length > 0) this.pick(0);
			return this.#ends.length;
		}
		if (this.#ends.length === 0) return MISSING;
		this.#stand(this.#ends.length - 1);
		return 1;
	}

	pick(index: number): void {
		if (this.#wanted === undefined) this.#stand(index);
	}

	#stand(index: number): void {
		this.start = index === 0 ? 0 : (this.#ends[index - 1] as number);
		this.end = this.#ends[index] as number;
	}

	#scan(count: number): void {
		const args = this.#args;
		for (let index = 0; index < count; index++) {
			args.pick(index);
			const { start, end } = args;
			if (end - start < 2 || args.bytes[start] !== DASH) break;
			if (args.bytes[start + 1] === DASH) {
				if (end - start === 2) break;
				continue;
			}
			if (this.#scanLetters(index, count)) index++;
		}
	}

	/** The letters of the argument at `index`, at which `args` stands; whether the next argument was the value of one. */
	#scanLetters(index: number, count: number): boolean {
		const args = this.#args;
		const { bytes, start, end } = args;
		for (let at = start + 1; at < end; at++) {
			const letter = bytes[at] as number;
			const takesValue = this.#takesValue(letter);
			const isWanted = this.#wanted === undefined || this.#wanted === letter;
			if (takesValue === undefined) {
				if (this.#wanted === undefined) this.#add(QUESTION, 0, 1);
			} else if (!takesValue) {
				if (isWanted) this.#add(bytes, at, at + 1);
			} else if (at + 1 < end) {
				if (this.#wanted === undefined) this.#add(bytes, at, at + 1);
				if (isWanted) this.#add(bytes, at + 1, end);
				return false;
			} else if (index + 1 < count) {
				if (this.#wanted === undefined) this.#add(bytes, at, at + 1);
				args.pick(index + 1);
				if (isWanted) this.#add(args.bytes, args.start, args.end);
				return true;
			} else {
				if (isWanted) this.#add(bytes, at, at);
				return false;
			}
		}
		return false;
	}

	/** Whether the option takes a value; `undefined` where there is no such option. */
	#takesValue(letter: number): boolean | undefined {
		if (letter === COLON) return undefined;
		const { bytes, start, end } = this.#optstring;
		let isKnown = false;
		for (let at = start; at < end; at++) {
			if (bytes[at] !== letter) continue;
			if (at + 1 < end && bytes[at + 1] === COLON) return true;
			isKnown = true;
		}
		return isKnown ? false : undefined;
	}

	#add(bytes: Uint8Array, start: number, end: number): void {
		this.#found.append(bytes, start, end);
		this.#ends.push(this.#found.length);
	}
}
