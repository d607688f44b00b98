import type { ReleaseCheck, ReleaseCheckId } from '../../harness/define-check.ts';
import { utf8Of } from '../../harness/protocol/returned-text.ts';
import { type FindingDraft, judged, type Outcome, skipped } from '../../harness/protocol/verdict.ts';
import type { Description } from '../../harness/subjects.ts';
import { UsageError } from '../errors.ts';
import { readTarGz } from '../package/archive.ts';
import { judgeArchiveLayout } from '../package/archive-layout.ts';
import { buildEntry } from '../registry/entry.ts';
import type { RegistryEntry } from '../registry/model.ts';
import type { OfficialEntry } from '../registry/official/decode.ts';
import { judgeEntryComplete } from '../registry/readiness/entry-complete.ts';
import { judgeEntryConsistent } from '../registry/readiness/entry-consistent.ts';
import { judgeIdAvailable } from '../registry/readiness/id-available.ts';
import { isEventField, readRules } from '../registry/readiness/read-rules.ts';
import { judgeReadmeFields } from '../registry/readiness/readme-fields.ts';
import { judgeRulesConsistent } from '../registry/readiness/rules-consistent.ts';
import { judgeSemverDiff } from '../registry/readiness/semver-diff.ts';
import type { ConformanceOptions } from './options.ts';
import { factsOf, type ReleasedProject, type ReleaseSubject, readReleaseSubject } from './release-subject.ts';
import type { Results } from './results.ts';

const GIVE_PROJECT = 'nothing to judge: test the library that a project with a plugin-kit.yaml builds';
const GIVE_REGISTRY = 'nothing to compare with: give --registry, a clone of falcosecurity/plugins or its registry.yaml';
const GIVE_PREVIOUS = 'nothing to compare with: give --previous, the library of the last release';

/** Stands for the id where an entry is judged for all else: `registry.id-available` judges that. */
const SOUND_ID = 1;

type Judge = (subject: ReleaseSubject) => Outcome;

const withProject =
	(judge: (project: ReleasedProject, subject: ReleaseSubject) => Outcome): Judge =>
	(subject) =>
		subject.project === undefined ? skipped(GIVE_PROJECT) : judge(subject.project, subject);

/** How each check of the catalogue's release stage is judged. */
const JUDGES = {
	'registry.entry-consistent': (subject) => {
		const { library, fileName, project } = subject;
		return judgeEntryConsistent({
			library,
			fileName,
			...optional('entry', entryOf(subject)),
			...optional('tag', project?.tag),
		});
	},
	'registry.id-available': ({ library, registry }) =>
		registry === undefined ? skipped(GIVE_REGISTRY) : judgeIdAvailable({ library, ...registry }),
	'registry.entry-complete': withProject(({ registry }, { library, initSchema }) =>
		judgeEntryComplete({ entry: buildEntry(registry, library, SOUND_ID), ...optional('initSchema', initSchema) }),
	),
	'registry.archive-layout': withProject((project, { library }) => judgeArchives(project, library)),
	'registry.readme-fields': withProject(({ readmeText }, { library }) =>
		judgeReadmeFields({ fields: library.fields, ...optional('readme', readmeText) }),
	),
	'registry.rules-consistent': withProject(({ ruleFiles }, { library }) =>
		judgeRulesConsistent({ library, files: readRules(library, ruleFiles), isFalcoField: isEventField }),
	),
	'registry.semver-diff': ({ library, previous }) =>
		previous === undefined ? skipped(GIVE_PREVIOUS) : judgeSemverDiff({ old: previous, now: library }),
} satisfies Record<ReleaseCheckId, Judge>;

/**
 * Judges what is released with the library. Throws a UsageError where an input that the author named is no such thing; what
 * was not given is skipped by name.
 */
export async function judgeRelease(
	checks: readonly ReleaseCheck[],
	description: Description,
	options: ConformanceOptions,
	results: Results,
): Promise<void> {
	if (checks.length === 0) return;
	const library = factsOf(description, options.library);
	if ('unusable' in library) {
		for (const check of checks) results.skip(check, `blocked: ${library.unusable}`);
		return;
	}
	const schema = description.initSchema && utf8Of(description.initSchema.text);
	const subject = await readReleaseSubject(options, library, schema || undefined);
	for (const check of checks) {
		const begun = performance.now();
		results.outcome(check, JUDGES[check.id](subject), performance.now() - begun);
	}
}

function optional<Key extends string, Value>(key: Key, value: Value | undefined): { [key in Key]?: Value } {
	return value === undefined ? {} : ({ [key]: value } as { [key in Key]: Value });
}

/** The plugin's entry in the registry; without one, what the project would register under its name. */
function entryOf({ library, project, registry }: ReleaseSubject): RegistryEntry | undefined {
	const name = project?.name ?? library.name;
	const registered = registry?.registry.plugins.find((entry) => entry.name === name);
	if (registered !== undefined) return comparable(registered);
	return project && { ...buildEntry(project.registry, library, library.id), name };
}

/** What of a registered entry can be compared with a library. */
function comparable({ name, description, sourcing, extraction }: OfficialEntry): RegistryEntry {
	return {
		name,
		description,
		capabilities: {
			sourcing: { supported: sourcing.supported, id: Number(sourcing.id), source: sourcing.source },
			extraction: {
				supported: extraction.supported,
				...(extraction.sources.length > 0 ? { sources: extraction.sources } : {}),
			},
		},
	};
}

function judgeArchives({ archives }: ReleasedProject, library: ReleaseSubject['library']): Outcome {
	if (archives.length === 0) {
		return skipped(
			`no archive of ${library.name} ${library.version} in release/ or dist/: pack it with plugin-kit package`,
		);
	}
	const findings = archives.flatMap(({ file, bytes }): readonly FindingDraft[] => {
		try {
			const entries = readTarGz(bytes, file);
			const outcome = judgeArchiveLayout({ archive: file.slice(file.lastIndexOf('/') + 1), entries, plugin: library });
			return outcome.kind === 'judged'
				? outcome.findings.map((finding) => ({ ...finding, message: `${file}: ${finding.message}` }))
				: [];
		} catch (error) {
			if (error instanceof UsageError) return [{ message: error.message }];
			throw error;
		}
	});
	return judged(findings, archives.map(({ file }) => file).join(', '));
}
