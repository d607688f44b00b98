import { type FindingDraft, judged, type Outcome, skipped } from '../../../harness/protocol/verdict.ts';
import { needsId } from '../entry.ts';
import type { LibraryFacts } from '../library.ts';
import { DEVELOPMENT_ID, MAX_PUBLIC_ID } from '../model.ts';
import { nextFreeId, takenIds } from '../next-id.ts';
import type { OfficialRegistry } from '../official/decode.ts';

export interface IdAvailableSubject {
	library: LibraryFacts;
	registry: OfficialRegistry;
	/** Of when the registry is, such as `2026-08-04`. */
	asOf: string;
}

/**
 * Judges `registry.id-available`: the id is the plugin's own in the registry, or the next free one. 999 is for
 * development: a warning that says what to do (docs/plugin-ids.md of falcosecurity/plugins; plugins#461).
 */
export function judgeIdAvailable({ library, registry, asOf }: IdAvailableSubject): Outcome {
	if (!needsId(library)) return skipped('the plugin sources no events of its own, so it needs no id');
	const { id, name } = library;
	const tried = `${registry.plugins.length} entries of ${asOf}`;
	const next = nextFreeId(takenIds(registry));
	const own = registry.plugins.find((entry) => entry.name === name && entry.sourcing.supported);
	const holder = registry.plugins.find(({ sourcing }) => sourcing.supported && sourcing.id === BigInt(id));
	const finding = (severity: FindingDraft['severity'], message: string, expected: string, fix: string) =>
		judged([{ severity, call: 'plugin_get_id', message, expected, observed: String(id), fix }], tried);
	const takeNext = 'Let `plugin-kit register` change it: it takes the next free id and rebuilds with --apply-id.';
	if (own !== undefined && own.sourcing.id === BigInt(id)) return judged([], tried);
	if (own !== undefined) {
		const registered = `the registry has ${name} with the id ${own.sourcing.id}`;
		return finding('error', registered, String(own.sourcing.id), 'Use the id of the entry.');
	}
	if (id === DEVELOPMENT_ID) {
		return finding('warning', `${id} is the id for development, which others use too`, String(next), takeNext);
	}
	if (holder !== undefined) {
		return finding('error', `the id ${id} belongs to ${holder.name || 'a reserved entry'}`, String(next), takeNext);
	}
	if (id > MAX_PUBLIC_ID) {
		return finding('warning', `${id} is a private id and cannot be registered`, `1 to ${MAX_PUBLIC_ID}`, takeNext);
	}
	if (id !== next) {
		return finding('warning', `${id} is free, but ids are given in order`, String(next), takeNext);
	}
	return judged([], tried);
}
