import koffi from 'koffi';
import { NATIVE_LAYOUT as AT } from './layout.ts';
import type { Address } from './library.ts';

/** One record of a ring: its bytes, valid until the reader goes on. */
export interface RingRecord {
	view: DataView;
	/** Where the record begins in the view. */
	at: number;
}

/** The reading end of a ring of the native host (harness/native/ring.c). The memory is never given back. */
export class RingReader {
	readonly #header: DataView;
	readonly #records: DataView;
	readonly #counters: BigUint64Array;
	readonly #recordBytes: number;
	readonly #capacity: number;

	constructor(address: Address) {
		const header = koffi.view(address, AT.ring);
		this.#header = new DataView(header);
		this.#counters = new BigUint64Array(header, 0, 3);
		this.#recordBytes = this.#header.getUint32(AT['ring.recordBytes'], true);
		this.#capacity = this.#header.getUint32(AT['ring.capacity'], true);
		this.#records = new DataView(koffi.view(address + BigInt(AT.ring), this.#recordBytes * this.#capacity));
	}

	/** Takes every record that is whole, oldest first. */
	take<T>(decode: (record: RingRecord) => T): T[] {
		const taken: T[] = [];
		let tail = Atomics.load(this.#counters, 1);
		for (;;) {
			const at = Number(tail % BigInt(this.#capacity)) * this.#recordBytes;
			if (this.#records.getBigUint64(at, true) !== tail + 1n) break;
			taken.push(decode({ view: this.#records, at }));
			tail += 1n;
			Atomics.store(this.#counters, 1, tail);
		}
		return taken;
	}

	/** Records that found the ring full and were left out, since the start. */
	get dropped(): number {
		return Number(Atomics.load(this.#counters, 2));
	}
}

/** A terminated text in a record, as Latin-1 so that no byte is lost. */
export function textAt({ view, at }: RingRecord, offset: number, capacity: number): string {
	const bytes = new Uint8Array(view.buffer, view.byteOffset + at + offset, capacity);
	const end = bytes.indexOf(0);
	return Buffer.from(end < 0 ? bytes : bytes.subarray(0, end)).toString('latin1');
}
