import type { LibraryFacts } from './library.ts';
import type { Maintainer, RegistryEntry } from './model.ts';

/** What the author says of a plugin for the registry: the `registry` part of plugin-kit.yaml. */
export interface EntryMetadata {
	/** Default: what the library says. */
	description?: string;
	authors?: string;
	/** Default: what the library says. */
	contact?: string;
	maintainers?: readonly Maintainer[];
	keywords?: readonly string[];
	url?: string;
	rules_url?: string;
	license?: string;
}

/** The entry of a plugin: the author's words, and the facts of the library. */
export function buildEntry(metadata: EntryMetadata, library: LibraryFacts, id: number): RegistryEntry {
	return {
		name: library.name,
		description: metadata.description ?? library.description,
		authors: metadata.authors,
		contact: metadata.contact ?? library.contact,
		maintainers: metadata.maintainers,
		keywords: metadata.keywords,
		url: metadata.url,
		rules_url: metadata.rules_url,
		license: metadata.license,
		capabilities: capabilitiesOf(library, id),
	};
}

/** True for a plugin that needs an id: it sources events under a name of its own. */
export function needsId(library: LibraryFacts): boolean {
	return library.capabilities.includes('source') && library.source !== '';
}

function capabilitiesOf(library: LibraryFacts, id: number): RegistryEntry['capabilities'] {
	const sourcing = needsId(library) ? { supported: true, id, source: library.source } : undefined;
	const extraction = library.capabilities.includes('extract')
		? { supported: true, sources: extractionSources(library) }
		: undefined;
	return { sourcing, extraction };
}

/** The sources of an extraction, where they are not what the registry takes for granted: the plugin's own source. */
function extractionSources({ extractSources, source }: LibraryFacts): readonly string[] | undefined {
	const own = extractSources.length === 1 && extractSources[0] === source;
	return extractSources.length === 0 || own ? undefined : extractSources;
}

/** A thing on which the entry and the library say different things. */
export interface Disagreement {
	what: string;
	entry: string;
	library: string;
}

/** Compares an entry with what the library says of itself; the registry's tools refuse a plugin that differs. */
export function compareWithLibrary(entry: RegistryEntry, library: LibraryFacts): Disagreement[] {
	const { sourcing, extraction } = entry.capabilities;
	const expected = capabilitiesOf(library, library.id);
	const rows: [what: string, entry: string, library: string][] = [
		['name', entry.name, library.name],
		['event sourcing', yesNo(sourcing?.supported), yesNo(expected.sourcing?.supported)],
		['field extraction', yesNo(extraction?.supported), yesNo(expected.extraction?.supported)],
	];
	if (sourcing?.supported === true && expected.sourcing !== undefined) {
		rows.push(['id', String(sourcing.id ?? 0), String(library.id)]);
		rows.push(['event source', sourcing.source ?? '', library.source]);
	}
	if (extraction?.supported === true && expected.extraction !== undefined) {
		rows.push(['sources of the extraction', listed(entry, library), listed({ capabilities: expected }, library)]);
	}
	return rows.filter(([, a, b]) => a !== b).map(([what, a, b]) => ({ what, entry: a, library: b }));
}

function yesNo(value: boolean | undefined): string {
	return value === true ? 'yes' : 'no';
}

function listed({ capabilities }: Pick<RegistryEntry, 'capabilities'>, { source }: LibraryFacts): string {
	const own = source === '' ? 'all' : source;
	return [...(capabilities.extraction?.sources ?? [own])].sort().join(', ');
}
