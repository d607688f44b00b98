import koffi from 'koffi';
import { hostLibrary } from '../native/host-library.ts';
import type { Address } from '../native/library.ts';
import type { ReturnedText } from '../protocol/returned-text.ts';
import { Arena, type Place } from './arena.ts';

/** Memory read without trust. A fault says how many bytes before it were readable, and has those. */
export type MemoryReading = { kind: 'bytes'; bytes: Uint8Array } | { kind: 'fault'; bytes: Uint8Array; at: Address };

const LARGEST_READ = 1 << 26;
const STEP = 1 << 16;

let room: { arena: Arena; buffer: Place; done: Place } | undefined;

/** One buffer for all reads, used within a call only. */
function reader() {
	if (room === undefined) {
		const arena = new Arena(STEP + 64);
		room = { arena, done: arena.allocate(8), buffer: arena.allocate(STEP) };
	}
	return room;
}

/** A copy of up to STEP bytes; fewer when a page is missing. */
function readStep(address: Address, length: number): Uint8Array {
	const { arena, buffer, done } = reader();
	hostLibrary().nh_read_memory(buffer.address, address, BigInt(length), done.address);
	return arena.bytes.slice(buffer.offset, buffer.offset + arena.view.getUint32(done.offset, true));
}

/**
 * Copies memory that a plugin named; never faults. The kernel does the copy (`process_vm_readv` on this process).
 *
 * @param length in bytes, at most 64 MiB
 */
export function readMemory(address: Address, length: number): MemoryReading {
	if (length > LARGEST_READ) throw new RangeError(`${length} bytes are more than is ever read at once`);
	if (length <= STEP) {
		const whole = readStep(address, length);
		if (whole.length === length) return { kind: 'bytes', bytes: whole };
	}
	const bytes = new Uint8Array(length);
	for (let done = 0; done < length; ) {
		const step = Math.min(STEP, length - done);
		const part = readStep(address + BigInt(done), step);
		bytes.set(part, done);
		done += part.length;
		if (part.length < step) {
			// The kernel may stop short of the end of the last readable page; a smaller read finds the exact end.
			const rest = part.length === 0 ? 0 : readStep(address + BigInt(done), 1).length;
			if (rest === 0) return { kind: 'fault', bytes: bytes.slice(0, done), at: address + BigInt(done) };
		}
	}
	return { kind: 'bytes', bytes };
}

const PAGE = 4096;

/**
 * Reads a NUL-terminated text: as many bytes as it has and not one of the page behind it.
 *
 * @param maxBytes the bound after which a text counts as unterminated
 */
export function readText(address: Address, maxBytes: number): ReturnedText {
	if (address === 0n) return { kind: 'null' };
	let latin1 = '';
	while (latin1.length < maxBytes) {
		const here = address + BigInt(latin1.length);
		const step = Math.min(PAGE - Number(here % BigInt(PAGE)), maxBytes - latin1.length);
		const reading = readMemory(here, step);
		const end = reading.bytes.indexOf(0);
		const part = end < 0 ? reading.bytes : reading.bytes.subarray(0, end);
		latin1 += Buffer.from(part.buffer, part.byteOffset, part.length).toString('latin1');
		if (end >= 0) return { kind: 'text', latin1 };
		if (reading.kind === 'fault')
			return { kind: 'fault', address: `0x${reading.at.toString(16)}`, readable: latin1.length };
	}
	return { kind: 'unterminated', latin1 };
}

/** An array of pointers; a fault says how many of them could be read. */
export type PointerReading =
	| { kind: 'pointers'; pointers: readonly Address[] }
	| { kind: 'fault'; pointers: readonly Address[]; at: Address };

export function readPointerArray(address: Address, count: number): PointerReading {
	const reading = readMemory(address, 8 * count);
	const view = new DataView(reading.bytes.buffer, reading.bytes.byteOffset, reading.bytes.byteLength);
	const whole = Math.floor(reading.bytes.length / 8);
	const pointers = Array.from({ length: whole }, (_, i) => view.getBigUint64(8 * i, true));
	return reading.kind === 'bytes' ? { kind: 'pointers', pointers } : { kind: 'fault', pointers, at: reading.at };
}

/** A view of memory that is known to be there and to stay, such as an arena of our own; everything else: `readMemory`. */
export function viewOf(address: Address, length: number): DataView {
	return new DataView(koffi.view(address, length));
}
