import { type ByteView, OutOfBounds } from './byte-view.ts';
import type { DynamicSection } from './dynamic-section.ts';

/** What a version index of `.gnu.version` stands for; `file` where the version is asked from another library. */
export interface SymbolVersion {
	name: string;
	file?: string;
}

export interface SymbolVersions {
	/** By version index. */
	byIndex: ReadonlyMap<number, SymbolVersion>;
	/** Versions asked for, by file. */
	needs: Readonly<Record<string, readonly string[]>>;
	/** Versions asked for by weak symbols alone. */
	optional: readonly string[];
}

/** The base version of a library, which is its own name and no version that a symbol has. */
const FLAG_BASE = 1;
/** The loader does without such a version (glibc `match_symbol`). */
const FLAG_WEAK = 2;
/** No library has so many; a hostile file may say so, or close its chain of records into a ring. */
const MOST_RECORDS = 65_536;

/** Version definitions (`.gnu.version_d`) and needs (`.gnu.version_r`). */
export function readSymbolVersions(view: ByteView, dynamic: DynamicSection): SymbolVersions {
	const byIndex = new Map<number, SymbolVersion>();
	const needs = new Map<string, string[]>();
	const optional: string[] = [];
	const budget = { left: MOST_RECORDS };
	const nameAt = (offset: number) => view.name(dynamic.strings.offset + offset, dynamic.strings.end);

	for (const at of chain(view, dynamic.versionDefinitions, 16, budget)) {
		const firstName = at + view.u32(at + 12);
		if ((view.u16(at + 2) & FLAG_BASE) === 0)
			byIndex.set(view.u16(at + 4) & 0x7fff, { name: nameAt(view.u32(firstName)) });
	}
	for (const at of chain(view, dynamic.versionNeeds, 12, budget)) {
		const file = nameAt(view.u32(at + 4));
		const versions = needs.get(file) ?? [];
		needs.set(file, versions);
		const records = { offset: at + view.u32(at + 8), count: view.u16(at + 2) };
		for (const record of chain(view, records, 12, budget)) {
			const name = nameAt(view.u32(record + 8));
			versions.push(name);
			if ((view.u16(record + 4) & FLAG_WEAK) !== 0) optional.push(name);
			byIndex.set(view.u16(record + 6) & 0x7fff, { name, file });
		}
	}
	return { byIndex, needs: Object.fromEntries(needs), optional };
}

/** Offsets of the records of a chain; each record holds the distance to the next at `nextAt`, 0 in the last. */
function* chain(
	view: ByteView,
	list: { offset: number; count: number } | undefined,
	nextAt: number,
	budget: { left: number },
): Generator<number> {
	if (list === undefined) return;
	let at = list.offset;
	for (let index = 0; index < list.count; index++) {
		if (budget.left-- <= 0) throw new OutOfBounds('more symbol versions than a library has');
		yield at;
		const step = view.u32(at + nextAt);
		if (step === 0) return;
		at += step;
	}
}
