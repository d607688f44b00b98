import semver from 'semver';
import { type FindingDraft, judged, type Outcome, skipped } from '../../../harness/protocol/verdict.ts';
import type { LibraryFacts, LibraryField } from '../library.ts';

/** A field as a rule uses it. */
export interface UsedField {
	name: string;
	/** What stands in brackets after it. */
	argument?: string;
}

/** What the rules engine read in one rules file. */
export interface RulesFileReading {
	file: string;
	/** What does not parse or compile, in Falco's words. */
	errors: readonly { line: number; message: string }[];
	requiredPlugins: readonly {
		name: string;
		version: string;
		alternatives?: readonly { name: string; version: string }[];
	}[];
	rules: readonly { name: string; source: string; line: number; fields: readonly UsedField[] }[];
}

export interface RulesConsistentSubject {
	library: LibraryFacts;
	files: readonly RulesFileReading[];
	/** True for a field that Falco itself has, such as `evt.time`. */
	isFalcoField(name: string): boolean;
}

/**
 * Judges `registry.rules-consistent`: the rules that are shipped with a plugin load with it. Their sources are ones that
 * the plugin serves, their fields exist and take the arguments given, and the version that they ask for is there
 * (falco `check_plugin_requirements`; plugins#264).
 */
export function judgeRulesConsistent({ library, files, isFalcoField }: RulesConsistentSubject): Outcome {
	if (files.length === 0) return skipped('the project ships no rules files');
	const findings: FindingDraft[] = [];
	const fields = new Map(library.fields.map((field) => [field.name, field]));
	const sources = new Set(['syscall', ...library.extractSources, library.source].filter((source) => source !== ''));
	for (const { file, errors, requiredPlugins, rules } of files) {
		for (const { line, message } of errors) findings.push({ message: `${file}:${line}: ${message}` });
		const version = versionFinding(library, requiredPlugins, file);
		if (version !== undefined) findings.push(version);
		for (const { name, source, line, fields: used } of rules) {
			const place = `${file}:${line}: the rule "${name}"`;
			if (!sources.has(source)) {
				findings.push({
					severity: 'warning',
					message: `${place} is for the source ${source}, which the plugin does not serve: Falco skips the rule`,
					expected: [...sources].join(', '),
				});
				continue;
			}
			for (const use of used) {
				const wrong = fieldMistake(use, fields.get(use.name), isFalcoField);
				if (wrong !== undefined) findings.push({ message: `${place} uses ${shown(use)}: ${wrong}` });
			}
		}
	}
	const count = files.reduce((sum, { rules }) => sum + rules.length, 0);
	return judged(findings, `${count} rules in ${files.length} files`);
}

/** Falco takes a plugin of the same major version that is not older than asked for. */
function satisfies(version: string, required: string): boolean {
	const [have, want] = [semver.parse(version), semver.parse(required)];
	return have !== null && want !== null && have.major === want.major && semver.gte(have, want);
}

function versionFinding(
	{ name, version }: LibraryFacts,
	required: RulesFileReading['requiredPlugins'],
	file: string,
): FindingDraft | undefined {
	const own = required
		.flatMap((plugin) => [plugin, ...(plugin.alternatives ?? [])])
		.filter((plugin) => plugin.name === name);
	if (own.length === 0) {
		return {
			severity: 'info',
			message: `${file} does not ask for the plugin in required_plugin_versions`,
			fix: `Add it: - required_plugin_versions: [{name: ${name}, version: ${version}}]`,
		};
	}
	const unmet = own.find((plugin) => !satisfies(version, plugin.version));
	return unmet === undefined
		? undefined
		: {
				call: 'plugin_get_version',
				message: `${file}: Plugin '${name}' version '${version}' is not compatible with required plugin version '${unmet.version}'`,
				expected: `the same major version, ${unmet.version} or later`,
				observed: version,
			};
}

function fieldMistake(
	{ name, argument }: UsedField,
	field: LibraryField | undefined,
	isFalcoField: (name: string) => boolean,
): string | undefined {
	if (field === undefined) return isFalcoField(name) ? undefined : `there is no field ${name}`;
	const { isRequired, isIndex, isKey } = field.arg;
	if (argument === undefined) return isRequired ? 'the field needs an argument' : undefined;
	if (!isIndex && !isKey) return 'the field takes no argument';
	if (isIndex && !isKey && !/^\d+$/.test(argument)) return 'the argument must be a number';
	return undefined;
}

function shown({ name, argument }: UsedField): string {
	return argument === undefined ? name : `${name}[${argument}]`;
}
