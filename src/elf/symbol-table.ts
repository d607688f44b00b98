import type { DynamicSymbol } from '../../harness/subjects.ts';
import { type ByteView, OutOfBounds } from './byte-view.ts';
import type { DynamicSection } from './dynamic-section.ts';
import { SECTION, type Section } from './headers.ts';
import type { SymbolVersions } from './symbol-versions.ts';

const SYMBOL_SIZE = 24;
/** More than any plugin has (a Go plugin with a cloud SDK has about 200,000 in `.symtab`). */
const MOST_SYMBOLS = 2_000_000;

const BINDINGS: Readonly<Record<number, DynamicSymbol['binding']>> = {
	0: 'local',
	1: 'global',
	2: 'weak',
	10: 'unique',
};
const TYPES: Readonly<Record<number, DynamicSymbol['type']>> = {
	0: 'notype',
	1: 'object',
	2: 'func',
	5: 'object',
	6: 'tls',
	10: 'ifunc',
};
const VISIBILITIES = ['default', 'internal', 'hidden', 'protected'] as const;

/**
 * `.dynsym` with versions, found as the loader finds it; without the null symbol, and without the absolute symbols by
 * which a linker marks each version definition.
 */
export function readDynamicSymbols(
	view: ByteView,
	dynamic: DynamicSection,
	sections: readonly Section[],
	versions: SymbolVersions,
): DynamicSymbol[] {
	if (dynamic.symbolTable === undefined) return [];
	const { offset } = dynamic.symbolTable;
	const count = dynamicSymbolCount(view, dynamic, sections);
	const symbols = readSymbols(view, { offset, count, strings: dynamic.strings }, (index) => {
		if (dynamic.versionSymbols === undefined) return undefined;
		return versions.byIndex.get(view.u16(dynamic.versionSymbols + index * 2) & 0x7fff);
	});
	return symbols.filter(({ name, version, type, defined }) => !(defined && name === version && type === 'object'));
}

/** `.symtab`, where the file is not stripped of it; the loader needs none, so one that is cut off counts as absent. */
export function readStaticSymbols(view: ByteView, sections: readonly Section[]): DynamicSymbol[] {
	const table = sections.find(({ type }) => type === SECTION.symbols);
	const strings = table && sections[table.link];
	if (table === undefined || strings === undefined) return [];
	if (table.offset + table.size > view.size || strings.offset + strings.size > view.size) return [];
	return readSymbols(
		view,
		{
			offset: table.offset,
			count: Math.floor(table.size / SYMBOL_SIZE),
			strings: { offset: strings.offset, end: strings.offset + strings.size },
		},
		() => undefined,
	);
}

/**
 * The dynamic section does not say how many symbols there are. The hash tables do, save that a GNU hash table covers only
 * exported symbols; then the section header says it, and in a file without one the string table that follows.
 */
function dynamicSymbolCount(view: ByteView, dynamic: DynamicSection, sections: readonly Section[]): number {
	if (dynamic.hash !== undefined) return view.u32(dynamic.hash + 4);
	const table = dynamic.symbolTable;
	const section = sections.find(({ type, address }) => type === SECTION.dynamicSymbols && address === table?.address);
	const hashed = dynamic.gnuHash === undefined ? 0 : gnuHashCount(view, dynamic.gnuHash);
	if (section !== undefined) return Math.max(hashed, Math.floor(section.size / SYMBOL_SIZE));
	if (hashed > 0 || table === undefined) return hashed;
	return Math.max(0, Math.floor((dynamic.strings.offset - table.offset) / SYMBOL_SIZE));
}

/** One more than the highest symbol index in a GNU hash table, or 0 where it holds no symbol. */
function gnuHashCount(view: ByteView, at: number): number {
	const buckets = view.u32(at);
	const firstHashed = view.u32(at + 4);
	const bucketsAt = at + 16 + view.u32(at + 8) * 8;
	view.require(bucketsAt, buckets * 4);
	let highest = 0;
	for (let index = 0; index < buckets; index++) highest = Math.max(highest, view.u32(bucketsAt + index * 4));
	if (highest < firstHashed || highest === 0) return 0;
	const chainsAt = bucketsAt + buckets * 4;
	while ((view.u32(chainsAt + (highest - firstHashed) * 4) & 1) === 0) highest++;
	return highest + 1;
}

interface SymbolTable {
	offset: number;
	count: number;
	strings: { offset: number; end: number };
}

function readSymbols(
	view: ByteView,
	table: SymbolTable,
	versionOf: (index: number) => { name: string; file?: string } | undefined,
): DynamicSymbol[] {
	if (table.count > MOST_SYMBOLS) throw new OutOfBounds(`a symbol table of ${table.count} entries`);
	view.require(table.offset, table.count * SYMBOL_SIZE);
	const symbols: DynamicSymbol[] = [];
	for (let index = 1; index < table.count; index++) {
		const at = table.offset + index * SYMBOL_SIZE;
		const name = view.name(table.strings.offset + view.u32(at), table.strings.end);
		if (name === '') continue;
		const info = view.u8(at + 4);
		const version = versionOf(index);
		symbols.push({
			name,
			...(version && { version: version.name }),
			...(version?.file !== undefined && { versionFile: version.file }),
			binding: BINDINGS[info >> 4] ?? 'other',
			type: TYPES[info & 0xf] ?? 'other',
			visibility: VISIBILITIES[view.u8(at + 5) & 3] ?? 'default',
			defined: view.u16(at + 6) !== 0,
			value: view.u64(at + 8),
			size: view.u64(at + 16),
		});
	}
	return symbols;
}
