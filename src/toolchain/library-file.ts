import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

const HEADER_SIZE = 64;
const ET_DYN = 3;

/** What is wrong with a file that should be a shared object, as words that follow its name; undefined if it is a whole one. */
export function libraryProblem(path: string): string | undefined {
	let file: number;
	try {
		file = openSync(path, 'r');
	} catch {
		return 'is not there';
	}
	try {
		const stats = fstatSync(file);
		if (!stats.isFile()) return 'is not a file';
		const header = Buffer.alloc(HEADER_SIZE);
		const length = readSync(file, header, 0, HEADER_SIZE, 0);
		if (length < 4 || header.readUInt32BE(0) !== 0x7f454c46) return 'is not an ELF file';
		// 64 bits, little-endian: what every machine that Falco runs on has.
		if (length < HEADER_SIZE || header[4] !== 2 || header[5] !== 1) return 'is no 64-bit little-endian ELF file';
		if (header.readUInt16LE(16) !== ET_DYN) return 'is an ELF file, but not a shared object';
		const sectionsEnd = header.readBigUInt64LE(40) + BigInt(header.readUInt16LE(58) * header.readUInt16LE(60));
		return sectionsEnd > BigInt(stats.size) ? 'is cut off: its section headers lie beyond its end' : undefined;
	} finally {
		closeSync(file);
	}
}
