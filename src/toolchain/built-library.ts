import { openLibrary } from '../elf/library-file.ts';
import { readElf } from '../elf/read.ts';

/** What is wrong with the file that a build should have made, in a sentence; undefined if it is a whole shared object. */
export function builtLibraryProblem(path: string): string | undefined {
	const found = openLibrary(path);
	if (found.kind !== 'file') return found.problem;
	const reading = readElf(found.bytes, path);
	if (reading.kind === 'unusable') return `${path} is ${reading.reason}`;
	const { fileType, isExecutable } = reading.object;
	if (fileType !== 'shared object' || isExecutable) {
		return `${path} is ${isExecutable ? 'an executable' : `of ELF type '${fileType}'`}, not a shared object`;
	}
	return sectionsEnd(found.bytes) > BigInt(found.bytes.length)
		? `${path} is cut off before its section headers`
		: undefined;
}

/**
 * Where the section headers of an ELF64 file end. Linkers write them last, and loading needs none of them, so that they
 * alone tell a file whose end is missing (e_shoff, e_shentsize, e_shnum of the ELF header).
 */
function sectionsEnd(bytes: Buffer): bigint {
	return bytes.readBigUInt64LE(40) + BigInt(bytes.readUInt16LE(58) * bytes.readUInt16LE(60));
}
