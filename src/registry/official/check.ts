import { MAX_PUBLIC_ID, PLUGIN_NAME, SOURCE_NAME } from '../model.ts';
import { type Decoding, decodeOfficially, type OfficialEntry, type OfficialRegistry } from './decode.ts';

/** What the official checker says of a file; it stops at the first mistake. */
export type OfficialVerdict =
	| { ok: true; registry: OfficialRegistry }
	/** `message` is its own words, absent where a broken YAML text has no certain translation; then `reason` explains. */
	| { ok: false; line: number; message?: string; reason: string; entry?: string };

/** A mistake that the official checker finds in one entry, with its own words. */
export interface OfficialMistake {
	rule: 'name-form' | 'name-unique' | 'id-range' | 'id-unique' | 'source-reserved' | 'source-form';
	message: string;
}

/** Names and ids of the entries that come before one. */
interface Seen {
	names: Set<string>;
	ids: Set<bigint>;
}

/** The official checker's verdict (`registry check` of falcosecurity/plugins; facts/registry.md 1.3). */
export function checkOfficially(text: string): OfficialVerdict {
	return judgeDecoding(decodeOfficially(text));
}

/** The verdict on a file that was decoded. */
export function judgeDecoding(decoding: Decoding): OfficialVerdict {
	if (decoding.kind === 'refused') {
		return { ok: false, line: decoding.line, message: decoding.message, reason: decoding.reason };
	}
	for (const { entry, mistake } of officialMistakes(decoding.registry)) {
		return { ok: false, line: entry.line, message: mistake.message, reason: mistake.message, entry: entry.name };
	}
	return { ok: true, registry: decoding.registry };
}

/** Every entry's first mistake in file order; the official checker itself stops at the first of all. */
export function* officialMistakes(
	registry: OfficialRegistry,
): Generator<{ entry: OfficialEntry; index: number; mistake: OfficialMistake }> {
	const seen: Seen = { names: new Set(), ids: new Set() };
	for (const [index, entry] of registry.plugins.entries()) {
		const mistake = mistakeOf(entry, seen, registry.reservedSources);
		if (mistake !== undefined) yield { entry, index, mistake };
		seen.names.add(entry.name);
		if (entry.sourcing.supported) seen.ids.add(entry.sourcing.id);
	}
}

/** The rules in the checker's own order; an id of 0 skips the rules of the source name. */
function mistakeOf(
	{ name, sourcing }: OfficialEntry,
	seen: Seen,
	reservedSources: readonly string[],
): OfficialMistake | undefined {
	if (!PLUGIN_NAME.test(name))
		return { rule: 'name-form', message: `plugin name does follow the naming convention: '${name}'` };
	if (seen.names.has(name)) return { rule: 'name-unique', message: `plugin name is not unique: '${name}'` };
	if (!sourcing.supported) return undefined;
	const { id, source } = sourcing;
	if (id > BigInt(MAX_PUBLIC_ID))
		return { rule: 'id-range', message: `source ID outside the allowed range (${MAX_PUBLIC_ID}): '${id}'` };
	if (seen.ids.has(id)) return { rule: 'id-unique', message: `source ID is not unique: '${id}'` };
	if (id === 0n) return undefined;
	if (reservedSources.includes(source))
		return { rule: 'source-reserved', message: `forbidden source name: '${source}'` };
	if (!SOURCE_NAME.test(source))
		return { rule: 'source-form', message: `source name does follow the naming convention: '${source}'` };
	return undefined;
}
