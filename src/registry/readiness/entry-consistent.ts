import { type FindingDraft, judged, type Outcome, skipped } from '../../../harness/protocol/verdict.ts';
import { compareWithLibrary } from '../entry.ts';
import type { LibraryFacts } from '../library.ts';
import type { RegistryEntry } from '../model.ts';

export interface EntryConsistentSubject {
	library: LibraryFacts;
	/** Base name of the library's file. */
	fileName: string;
	/** The plugin's entry in a registry or in plugin-kit.yaml. */
	entry?: RegistryEntry;
	/** Git tag of the release, such as `v0.2.0` or `plugins/buoy/v0.2.0`. */
	tag?: string;
}

/**
 * Judges `registry.entry-consistent`: the entry, the file name, the tag and the library say the same. The registry's
 * publisher refuses a plugin whose name differs from its entry, and Falco looks for lib<name>.so (facts/registry.md 5).
 */
export function judgeEntryConsistent({ library, fileName, entry, tag }: EntryConsistentSubject): Outcome {
	const findings: FindingDraft[] = [];
	const report = (message: string, expected: string, observed: string, fix: string, call?: string) =>
		findings.push({ message, expected, observed, fix, call });
	const file = `lib${library.name}.so`;
	if (fileName !== file) {
		report('the library file is not called after the plugin', file, fileName, `Call it ${file}.`, 'plugin_get_name');
	}
	for (const { what, entry: says, library: reports } of entry === undefined ? [] : compareWithLibrary(entry, library)) {
		report(
			`the entry and the library disagree on the ${what}`,
			says,
			reports,
			'Change the one that is wrong, and build.',
		);
	}
	if (tag !== undefined && !tagsFor(library).includes(tag)) {
		const tags = tagsFor(library).join(' or ');
		report(
			'the git tag is not the version of the library',
			tags,
			tag,
			'Set the version in the source, build, tag.',
			'plugin_get_version',
		);
	}
	if (findings.length === 0 && entry === undefined && tag === undefined) {
		return skipped('there is no entry and no tag to compare with');
	}
	return judged(findings, 'name, version, id, event source, capabilities');
}

/** The tags that stand for a version: the plain ones, and the one of falcosecurity's own plugins. */
function tagsFor({ name, version }: LibraryFacts): string[] {
	return [`v${version}`, version, `plugins/${name}/v${version}`];
}
