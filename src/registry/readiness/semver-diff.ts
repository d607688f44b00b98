import semver from 'semver';
import { type FindingDraft, judged, type Outcome } from '../../../harness/protocol/verdict.ts';
import type { LibraryFacts, LibraryField } from '../library.ts';

/** How much the version must rise. */
export type Bump = 'major' | 'minor' | 'patch';

/** One thing that differs between two builds. */
export interface VersionedChange {
	bump: Bump;
	/** Such as `the field buoy.name is gone`. */
	what: string;
}

/**
 * What changed between two builds of a plugin, and how much each change asks of the version: what rules, captures or
 * other plugins could rely on and is gone or different asks for a major one, what is new for a minor one
 * (the developer guide's rule for fields; the API's for event formats).
 */
export function compareBuilds(old: LibraryFacts, now: LibraryFacts): VersionedChange[] {
	const changes: VersionedChange[] = [];
	const change = (bump: Bump, what: string) => changes.push({ bump, what });
	const replaced = (what: string, before: string | number, after: string | number) => {
		if (before !== after) change('major', `the ${what} was ${before || 'none'} and is ${after || 'none'}`);
	};
	replaced('name', old.name, now.name);
	replaced('id', old.id, now.id);
	replaced('event source', old.source, now.source);
	listed('capability', old.capabilities, now.capabilities, change);
	listed('source of the extraction', old.extractSources, now.extractSources, change);
	listed('async event', old.asyncEvents, now.asyncEvents, change);
	listed('field', names(old.fields), names(now.fields), change);
	for (const field of now.fields) {
		const before = old.fields.find(({ name }) => name === field.name);
		if (before !== undefined) compareField(before, field, change);
	}
	return changes;
}

function names(fields: readonly LibraryField[]): string[] {
	return fields.map(({ name }) => name);
}

function listed(
	what: string,
	before: readonly string[],
	after: readonly string[],
	change: (bump: Bump, what: string) => void,
): void {
	for (const item of before) if (!after.includes(item)) change('major', `the ${what} ${item} is gone`);
	for (const item of after) if (!before.includes(item)) change('minor', `the ${what} ${item} is new`);
}

function compareField(old: LibraryField, now: LibraryField, change: (bump: Bump, what: string) => void): void {
	const { name } = now;
	if (old.type !== now.type) change('major', `the field ${name} was ${old.type} and is ${now.type}`);
	if (old.isList !== now.isList) change('major', `the field ${name} ${now.isList ? 'became' : 'is no longer'} a list`);
	if (!old.arg.isRequired && now.arg.isRequired) change('major', `the field ${name} needs an argument now`);
	if (old.arg.isRequired && !now.arg.isRequired) change('minor', `the field ${name} needs no argument any more`);
	for (const form of ['isIndex', 'isKey'] as const) {
		const kind = form === 'isIndex' ? 'an index' : 'a key';
		if (old.arg[form] && !now.arg[form]) change('major', `the field ${name} takes no longer ${kind}`);
		if (!old.arg[form] && now.arg[form]) change('minor', `the field ${name} takes ${kind} now`);
	}
	if (old.desc !== now.desc) change('patch', `the field ${name} has another description`);
}

export interface SemverDiffSubject {
	/** The previous release. */
	old: LibraryFacts;
	now: LibraryFacts;
}

const ORDER: readonly Bump[] = ['patch', 'minor', 'major'];

/**
 * Judges `registry.semver-diff`: the version rose as much as the changes ask for. Before 1.0.0 a breaking change asks for a
 * new minor version only, as semantic versioning has it. Tables and the values of recorded events are not compared here.
 */
export function judgeSemverDiff({ old, now }: SemverDiffSubject): Outcome {
	const changes = compareBuilds(old, now);
	const tried = `${changes.length} changes since ${old.version}`;
	const needed = ORDER.findLast((bump) => changes.some((change) => change.bump === bump));
	if (needed === undefined) return judged([], tried);
	const [before, after] = [semver.parse(old.version), semver.parse(now.version)];
	if (before === null || after === null) return judged([], `${tried}; the versions cannot be compared`);
	const asked = before.major === 0 && needed === 'major' ? 'minor' : needed;
	const lowest = semver.inc(before.version, asked) ?? before.version;
	if (semver.gte(after, `${lowest}-0`)) return judged([], tried);
	const reasons = changes.filter(({ bump }) => bump === needed).map(({ what }) => what);
	const finding: FindingDraft = {
		call: 'plugin_get_version',
		message: `${now.version} does not say what changed since ${old.version}: ${reasons[0]}`,
		expected: `${lowest} or later`,
		observed: now.version,
		evidence: changes.map(({ bump, what }) => `${bump}: ${what}`).join('\n'),
		fix: `Raise the ${asked} version, or take the change back.`,
	};
	return judged([finding], tried);
}
