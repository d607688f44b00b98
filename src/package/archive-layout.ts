import { type FindingDraft, judged, type Outcome } from '../../harness/protocol/verdict.ts';
import type { ArchiveEntry } from './archive.ts';
import { machineOf } from './machine.ts';
import { libraryName, type PluginVersion, parseArchiveName, pluginArchiveName } from './names.ts';

/** A release archive, and what it should hold. */
export interface ArchiveSubject {
	/** Base name of the archive. */
	archive: string;
	entries: readonly Pick<ArchiveEntry, 'name' | 'type' | 'bytes'>[];
	plugin: PluginVersion;
}

/**
 * Judges a release archive for `registry.archive-layout`: its name, one library at its root and nothing else, no folders
 * and no links, and a machine that is the one in the name. falcoctl unpacks it into Falco's folder of plugins and takes
 * the architecture from the name (facts/registry.md 5.1 and 5.3).
 */
export function judgeArchiveLayout({ archive, entries, plugin }: ArchiveSubject): Outcome {
	const expected = libraryName(plugin.name);
	const findings: FindingDraft[] = [];
	const report = (message: string, fix: string) => findings.push({ message, fix });
	const parts = parseArchiveName(archive);
	if (
		parts === undefined ||
		parts.name !== plugin.name ||
		parts.version !== plugin.version ||
		parts.platform !== 'linux'
	) {
		findings.push({
			message: `the archive is called ${archive}`,
			expected: pluginArchiveName(plugin, parts?.machine === 'aarch64' ? 'aarch64' : 'x86_64'),
			observed: archive,
			fix: 'Call it NAME-VERSION-linux-MACHINE.tar.gz, with x86_64 or aarch64.',
		});
	}
	for (const { name, type } of entries) {
		if (type === 'Directory') {
			report(
				`the archive has an entry for the folder ${name}`,
				"The registry's tools refuse folders: pack the file itself.",
			);
		} else if (type !== 'File') {
			report(`${name} is a ${type} in the archive`, 'falcoctl refuses links: pack the file itself.');
		} else if (name.includes('/')) {
			report(`${name} is not at the root of the archive`, 'falcoctl installs what is at the root.');
		} else if (name !== expected) {
			report(`the archive holds ${name} beside the library`, `A plugin's archive holds ${expected} alone.`);
		}
	}
	const library = entries.find(({ name }) => name === expected);
	if (library === undefined)
		report(`the archive has no ${expected} at its root`, 'Falco looks for it under this name.');
	else if (parts !== undefined && machineOf(library.bytes) !== parts.machine) {
		findings.push({
			message: 'the library is for another machine than the name of the archive says',
			expected: parts.machine,
			observed: machineOf(library.bytes) ?? 'no x86_64 or aarch64 object',
			fix: 'Build it for that machine, or rename the archive.',
		});
	}
	return judged(findings, `${entries.length} entries`);
}
