import koffi from 'koffi';
import { libcFunction } from '../native/library.ts';
import type { ReturnedText } from '../protocol/returned-text.ts';

const processVmReadv = libcFunction<
	(pid: number, local: Uint8Array, localCount: number, remote: Uint8Array, remoteCount: number, flags: number) => bigint
>('process_vm_readv', 'int64_t', ['int', 'const void *', 'uint64_t', 'const void *', 'uint64_t', 'uint64_t']);

const PAGE = 4096;
const TEXT_CHUNK = 4096;

/** Bytes of this process, or how many could be read before the first that cannot. */
export type MemoryReading = { kind: 'bytes'; bytes: Buffer } | { kind: 'fault'; readable: number };

/**
 * Copies memory that a plugin pointed to. An address that cannot be read is an answer here, not a crash: the kernel copies
 * (process_vm_readv on ourselves) and reports the fault.
 */
export function readMemory(address: bigint, length: number): MemoryReading {
	const bytes = Buffer.alloc(length);
	const readable = copy(address, bytes);
	return readable === length ? { kind: 'bytes', bytes } : { kind: 'fault', readable };
}

/** Copies as much as can be read, page by page, since the kernel copies each piece whole or not at all. */
function copy(address: bigint, into: Buffer): number {
	let done = 0;
	while (done < into.length) {
		const at = address + BigInt(done);
		if (at >= 1n << 64n) return done;
		const toPageEnd = PAGE - Number(at & BigInt(PAGE - 1));
		// A whole rest that can be read, which is the common case, is one call.
		const rest = readOnce(at, into.subarray(done));
		if (rest === into.length - done) return into.length;
		const piece = into.subarray(done, Math.min(done + toPageEnd, into.length));
		if (readOnce(at, piece) !== piece.length) return done;
		done += piece.length;
	}
	return done;
}

const iovecs = Buffer.alloc(32);
const localIovec = iovecs.subarray(0, 16);
const remoteIovec = iovecs.subarray(16, 32);

function readOnce(address: bigint, into: Buffer): number {
	localIovec.writeBigUInt64LE(koffi.address(into), 0);
	localIovec.writeBigUInt64LE(BigInt(into.length), 8);
	remoteIovec.writeBigUInt64LE(BigInt.asUintN(64, address), 0);
	remoteIovec.writeBigUInt64LE(BigInt(into.length), 8);
	return Number(processVmReadv(process.pid, localIovec, 1, remoteIovec, 1, 0));
}

/** A NUL-terminated text of at most `bound` bytes. */
export function readText(address: bigint, bound: number): ReturnedText {
	const chunks: Buffer[] = [];
	let done = 0;
	while (done < bound) {
		const size = Math.min(TEXT_CHUNK - Number((address + BigInt(done)) & BigInt(TEXT_CHUNK - 1)), bound - done);
		const read = readMemory(address + BigInt(done), size);
		if (read.kind === 'fault') {
			return { kind: 'fault', address: `0x${address.toString(16)}`, readable: done + read.readable };
		}
		const end = read.bytes.indexOf(0);
		chunks.push(end < 0 ? read.bytes : read.bytes.subarray(0, end));
		if (end >= 0) return { kind: 'text', latin1: Buffer.concat(chunks).toString('latin1') };
		done += size;
	}
	return { kind: 'unterminated', latin1: Buffer.concat(chunks).toString('latin1').slice(0, 256) };
}

/** The pointers of an array, as many as can be read. */
export function readPointerArray(address: bigint, count: number): bigint[] {
	const read = readMemory(address, count * 8);
	const bytes = read.kind === 'bytes' ? read.bytes : readableStart(address, read.readable);
	return Array.from({ length: Math.floor(bytes.length / 8) }, (_, index) => bytes.readBigUInt64LE(index * 8));
}

function readableStart(address: bigint, length: number): Buffer {
	const read = readMemory(address, length);
	return read.kind === 'bytes' ? read.bytes : Buffer.alloc(0);
}
