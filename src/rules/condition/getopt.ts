import type { EventBatch } from '../fields/batch.ts';
import { ByteBuffer, type BytesReader, MISSING } from './readers.ts';

const DASH = 0x2d;
const COLON = 0x3a;
const QUESTION = 0x3f;

/**
 * `getopt(args, optstring)`: the letters of the options in order, `?` for one that is not in `optstring` or lacks its
 * value; with a subscript, the last value of that option (empty for an option without one). As getopt(3), except that
 * long options are skipped. It stops at `--` and at the first argument that is no option.
 */
export class Options implements BytesReader {
	readonly kind = 'bytes';
	bytes: Uint8Array = new Uint8Array();
	start = 0;
	end = 0;
	readonly #args: BytesReader;
	readonly #optstring: BytesReader;
	/** The option that is asked for, or `undefined` for the list of all. */
	readonly #wanted: number | undefined;
	/** The letters that were found. */
	readonly #letters = new ByteBuffer();
	/** The wanted option's value: a copy, since the arguments may be written anew while the scan goes on. */
	readonly #value = new ByteBuffer();

	constructor(args: BytesReader, optstring: BytesReader, wanted: number | undefined) {
		this.#args = args;
		this.#optstring = optstring;
		this.#wanted = wanted;
	}

	load(batch: EventBatch, event: number): number {
		const count = this.#args.load(batch, event);
		if (count === MISSING || this.#optstring.load(batch, event) === MISSING) return MISSING;
		const wasFound = this.#scan(count);
		if (this.#wanted === undefined) {
			this.bytes = this.#letters.bytes;
			this.pick(0);
			return this.#letters.length;
		}
		this.bytes = this.#value.bytes;
		this.start = 0;
		this.end = this.#value.length;
		return wasFound ? 1 : MISSING;
	}

	pick(index: number): void {
		if (this.#wanted !== undefined) return;
		this.start = index;
		this.end = index + 1;
	}

	/** Walks the arguments; whether the wanted option is among them. */
	#scan(count: number): boolean {
		const args = this.#args;
		this.#letters.length = 0;
		let wasFound = false;
		for (let index = 0; index < count; index++) {
			args.pick(index);
			const { bytes, start, end } = args;
			if (end - start < 2 || bytes[start] !== DASH) break;
			if (bytes[start + 1] === DASH) {
				if (end - start === 2) break;
				continue;
			}
			for (let at = start + 1; at < end; at++) {
				const letter = bytes[at] as number;
				const takesValue = this.#takesValue(letter);
				if (takesValue === undefined) {
					this.#report(QUESTION);
					continue;
				}
				if (!takesValue) {
					this.#report(letter);
					wasFound = this.#keep(letter, bytes, end, end) || wasFound;
					continue;
				}
				if (at + 1 < end) {
					this.#report(letter);
					wasFound = this.#keep(letter, bytes, at + 1, end) || wasFound;
				} else if (index + 1 < count) {
					index++;
					args.pick(index);
					this.#report(letter);
					wasFound = this.#keep(letter, args.bytes, args.start, args.end) || wasFound;
				} else {
					this.#report(QUESTION);
				}
				break;
			}
		}
		return wasFound;
	}

	/** Whether the option takes a value; `undefined` where there is no such option. */
	#takesValue(letter: number): boolean | undefined {
		if (letter === COLON) return undefined;
		const { bytes, start, end } = this.#optstring;
		for (let at = start; at < end; at++) {
			if (bytes[at] === letter) return at + 1 < end && bytes[at + 1] === COLON;
		}
		return undefined;
	}

	#report(letter: number): void {
		this.#letters.reserve(1);
		this.#letters.bytes[this.#letters.length] = letter;
		this.#letters.length++;
	}

	#keep(letter: number, bytes: Uint8Array, start: number, end: number): boolean {
		if (letter !== this.#wanted) return false;
		this.#value.length = 0;
		this.#value.append(bytes, start, end);
		return true;
	}
}
