import type { ByteView } from './byte-view.ts';

/** Offsets and sizes of the ELF64 file header, program header and section header (System V ABI, chapter 4 and 5). */
const FILE_HEADER_SIZE = 64;
const PROGRAM_HEADER_SIZE = 56;
const SECTION_HEADER_SIZE = 64;
const EXTENDED_COUNT = 0xffff;

/** Program header types that the reader asks about. */
export const SEGMENT = { load: 1, dynamic: 2, note: 4, gnuStack: 0x6474e551 } as const;
/** Section types that the reader asks about. */
export const SECTION = { symbols: 2, strings: 3, note: 7, noBits: 8, dynamicSymbols: 11 } as const;

export interface FileHeader {
	type: number;
	machine: number;
	programHeaders: { offset: number; entrySize: number; count: number };
	sectionHeaders: { offset: number; entrySize: number; count: number; namesIndex: number };
}

export interface Segment {
	type: number;
	/** PF_X 1, PF_W 2, PF_R 4. */
	flags: number;
	offset: number;
	address: number;
	fileSize: number;
	memorySize: number;
}

export interface Section {
	name: string;
	type: number;
	address: number;
	offset: number;
	size: number;
	link: number;
	entrySize: number;
}

/** The file header of an ELF64 little-endian file. */
export function readFileHeader(view: ByteView): FileHeader {
	view.require(0, FILE_HEADER_SIZE);
	return {
		type: view.u16(16),
		machine: view.u16(18),
		programHeaders: { offset: view.word(32), entrySize: view.u16(54), count: view.u16(56) },
		sectionHeaders: { offset: view.word(40), entrySize: view.u16(58), count: view.u16(60), namesIndex: view.u16(62) },
	};
}

/** All program headers; throws OutOfBounds where the file ends before them. */
export function readSegments(view: ByteView, header: FileHeader): Segment[] {
	const { offset, entrySize, count } = header.programHeaders;
	if (count === 0) return [];
	const step = Math.max(entrySize, PROGRAM_HEADER_SIZE);
	view.require(offset, step * count);
	return Array.from({ length: count }, (_, index) => {
		const at = offset + index * step;
		return {
			type: view.u32(at),
			flags: view.u32(at + 4),
			offset: view.word(at + 8),
			address: view.word(at + 16),
			fileSize: view.word(at + 32),
			memorySize: view.word(at + 40),
		};
	});
}

/**
 * The section headers with their names. A loader needs none of them, so a file whose table is absent, cut off or damaged
 * (`sstrip` removes it) has no sections here and is still an object.
 */
export function readSections(view: ByteView, header: FileHeader): Section[] {
	const { offset, entrySize, namesIndex } = header.sectionHeaders;
	if (offset === 0 || entrySize < SECTION_HEADER_SIZE || offset + SECTION_HEADER_SIZE > view.size) return [];
	const count = header.sectionHeaders.count || view.word(offset + 32);
	if (count > (view.size - offset) / entrySize) return [];
	const sections = Array.from({ length: count }, (_, index) => {
		const at = offset + index * entrySize;
		return {
			nameOffset: view.u32(at),
			type: view.u32(at + 4),
			address: view.word(at + 16),
			offset: view.word(at + 24),
			size: view.word(at + 32),
			link: view.u32(at + 40),
			entrySize: view.word(at + 56),
		};
	});
	const names = sections[namesIndex === EXTENDED_COUNT ? (sections[0]?.link ?? 0) : namesIndex];
	return sections.map(({ nameOffset, ...section }) => ({ ...section, name: sectionName(view, names, nameOffset) }));
}

function sectionName(view: ByteView, names: { offset: number; size: number } | undefined, nameOffset: number): string {
	if (names === undefined || nameOffset >= names.size) return '';
	const start = names.offset + nameOffset;
	const end = Math.min(names.offset + names.size, view.size);
	return start < end && view.bytes(start, Math.min(end - start, 256)).includes(0) ? view.name(start, end) : '';
}

/** Where the bytes of a virtual address are in the file, or undefined where no segment of the file holds them. */
export function fileOffset(segments: readonly Segment[], address: number): number | undefined {
	const segment = segments.find(
		({ type, address: start, fileSize }) => type === SEGMENT.load && address >= start && address < start + fileSize,
	);
	return segment && segment.offset + (address - segment.address);
}
