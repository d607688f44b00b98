import { type ByteView, OutOfBounds } from './byte-view.ts';
import { fileOffset, SEGMENT, type Segment } from './headers.ts';

/** Tags of the dynamic section that the reader asks about (System V ABI; the GNU ones from binutils' elf/common.h). */
const TAG = {
	needed: 1,
	hash: 4,
	stringTable: 5,
	symbolTable: 6,
	stringTableSize: 10,
	soname: 14,
	rpath: 15,
	textRelocations: 22,
	runpath: 29,
	flags: 30,
	gnuHash: 0x6ffffef5,
	versionSymbols: 0x6ffffff0,
	flags1: 0x6ffffffb,
	versionDefinitions: 0x6ffffffc,
	versionDefinitionCount: 0x6ffffffd,
	versionNeeds: 0x6ffffffe,
	versionNeedCount: 0x6fffffff,
} as const;

const FLAG_TEXT_RELOCATIONS = 0x4;
const FLAG_STATIC_TLS = 0x10;
const FLAG_1_NO_DELETE = 0x8;
const FLAG_1_PIE = 0x0800_0000;

const ENTRY_SIZE = 16;
/** No linker writes so many; a hostile file may. */
const MOST_ENTRIES = 65_536;

/** A table in the file: offset of its first byte. */
export interface DynamicSection {
	soname?: string;
	needed: string[];
	rpath: string[];
	runpath: string[];
	textRelocations: boolean;
	staticTls: boolean;
	noDelete: boolean;
	isPie: boolean;
	strings: { offset: number; end: number };
	symbolTable?: { offset: number; address: number };
	hash?: number;
	gnuHash?: number;
	versionSymbols?: number;
	versionDefinitions?: { offset: number; count: number };
	versionNeeds?: { offset: number; count: number };
}

/** The dynamic section, found as the loader finds it: through PT_DYNAMIC. Undefined where there is none. */
export function readDynamicSection(view: ByteView, segments: readonly Segment[]): DynamicSection | undefined {
	const segment = segments.find(({ type }) => type === SEGMENT.dynamic);
	if (segment === undefined) return undefined;
	const entries = readEntries(view, segment);
	const first = (tag: number) => entries.find((entry) => entry.tag === tag)?.value;
	const offsetOf = (tag: number) => {
		const address = first(tag);
		return address === undefined ? undefined : fileOffset(segments, address);
	};
	const table = (tag: number, countTag: number) => {
		const offset = offsetOf(tag);
		return offset === undefined ? undefined : { offset, count: first(countTag) ?? 0 };
	};
	const strings = stringTable(view, segments, first(TAG.stringTable), first(TAG.stringTableSize));
	const names = (tag: number) =>
		entries.filter((entry) => entry.tag === tag).map((entry) => view.name(strings.offset + entry.value, strings.end));
	const paths = (tag: number) => names(tag).flatMap((list) => list.split(':'));
	const flags = first(TAG.flags) ?? 0;
	const flags1 = first(TAG.flags1) ?? 0;
	const symbolAddress = first(TAG.symbolTable);
	const symbolOffset = offsetOf(TAG.symbolTable);
	return {
		soname: names(TAG.soname)[0],
		needed: names(TAG.needed),
		rpath: paths(TAG.rpath),
		runpath: paths(TAG.runpath),
		textRelocations: first(TAG.textRelocations) !== undefined || (flags & FLAG_TEXT_RELOCATIONS) !== 0,
		staticTls: (flags & FLAG_STATIC_TLS) !== 0,
		noDelete: (flags1 & FLAG_1_NO_DELETE) !== 0,
		isPie: (flags1 & FLAG_1_PIE) !== 0,
		strings,
		symbolTable:
			symbolAddress === undefined || symbolOffset === undefined
				? undefined
				: { offset: symbolOffset, address: symbolAddress },
		hash: offsetOf(TAG.hash),
		gnuHash: offsetOf(TAG.gnuHash),
		versionSymbols: offsetOf(TAG.versionSymbols),
		versionDefinitions: table(TAG.versionDefinitions, TAG.versionDefinitionCount),
		versionNeeds: table(TAG.versionNeeds, TAG.versionNeedCount),
	};
}

function readEntries(view: ByteView, segment: Segment): { tag: number; value: number }[] {
	const count = Math.floor(segment.fileSize / ENTRY_SIZE);
	if (count > MOST_ENTRIES) throw new OutOfBounds(`a dynamic section of ${count} entries`);
	const entries: { tag: number; value: number }[] = [];
	for (let index = 0; index < count; index++) {
		const at = segment.offset + index * ENTRY_SIZE;
		const tag = view.word(at);
		if (tag === 0) break;
		entries.push({ tag, value: view.word(at + 8) });
	}
	return entries;
}

function stringTable(view: ByteView, segments: readonly Segment[], address: number | undefined, size = 0) {
	const offset = address === undefined ? undefined : fileOffset(segments, address);
	if (offset === undefined) return { offset: 0, end: 0 };
	view.require(offset, size);
	return { offset, end: offset + size };
}
