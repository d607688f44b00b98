import { parseCondition } from '../../rules/condition/parse.ts';
import { EVENT_CLASS } from '../../rules/fields/event-fields.ts';
import type { FieldClass } from '../../rules/fields/field.ts';
import { innermostInFile } from '../../rules/file/location.ts';
import type { RulesFile } from '../../rules/file/read-file.ts';
import { DEFAULT_RELEASE } from '../../rules/release.ts';
import { checksIn, fieldsIn } from '../../rules/ruleset/condition-parts.ts';
import type { RuleInfo } from '../../rules/ruleset/item-info.ts';
import { RulesLoader } from '../../rules/ruleset/loader.ts';
import { decodeText } from '../../rules/values/byte-text.ts';
import type { ValueType } from '../../rules/values/value-type.ts';
import type { LibraryFacts, LibraryField } from '../library.ts';
import type { RulesFileReading, UsedField } from './rules-consistent.ts';

const TYPES: readonly string[] = [
	'string',
	'uint64',
	'reltime',
	'abstime',
	'bool',
	'ipaddr',
	'ipnet',
] satisfies ValueType[];
const UNKNOWN_FIELD = /nonexistent field ([^\s[]+)/;

/** True for a field that Falco has on every event source, such as `evt.time`. */
export function isEventField(name: string): boolean {
	return EVENT_CLASS.fields.some((field) => field.name === name);
}

/**
 * Loads the rules files that are shipped with a plugin in Falco's order, on the plugin's fields and sources, and writes
 * down what the rules engine says of each. A field of another plugin that the files ask for is left out: its library is
 * not here, so nothing can be said of it.
 */
export function readRules(library: LibraryFacts, files: readonly RulesFile[]): RulesFileReading[] {
	const classes = [EVENT_CLASS, classOf(library)];
	const sources = servedSources(library, files).map((name) => ({ name, classes, provider: library.name }));
	const loader = new RulesLoader({ release: DEFAULT_RELEASE, sources });
	return files.map((file) => {
		const plugins = loader.requiredPlugins.length;
		const { errors } = loader.load(file);
		const required = loader.requiredPlugins.slice(plugins);
		const foreign = foreignFields(library, loader);
		const rules = [...loader.definitions.rules.values()]
			.filter(({ context }) => context.locations[0].name === file.name)
			.map((rule) => ({
				name: rule.name,
				source: rule.source,
				line: innermostInFile(rule.context).mark.line + 1,
				fields: usedFields(rule).filter(({ name }) => !foreign(name)),
			}));
		const judged = new Set(rules.flatMap(({ fields }) => fields.map(({ name }) => name)));
		return {
			file: file.name,
			errors: errors
				.filter(({ message }) => {
					// The judge names the fields of conditions itself, all of them and with their rules.
					const unknown = UNKNOWN_FIELD.exec(message)?.[1];
					return unknown === undefined || !(judged.has(unknown) || foreign(unknown));
				})
				.map(({ message, explanation, context }) => ({
					line: innermostInFile(context).mark.line + 1,
					message: explanation === undefined ? message : `${message} (${explanation})`,
				})),
			requiredPlugins: required.flatMap(([plugin, ...alternatives]) =>
				plugin === undefined ? [] : [{ ...plugin, alternatives }],
			),
			rules,
		};
	});
}

function classOf({ name, fields }: LibraryFacts): FieldClass {
	return {
		name,
		fields: fields
			.filter((field): field is LibraryField & { type: ValueType } => TYPES.includes(field.type))
			.map((field) => ({ name: field.name, type: field.type, isList: field.isList, argument: field.arg })),
	};
}

/** The sources that the plugin serves; those of the rules themselves where it extracts from every source. */
function servedSources(library: LibraryFacts, files: readonly RulesFile[]): string[] {
	const own = [...new Set([...library.extractSources, library.source])].filter((source) => source !== '');
	if (own.length > 0 || !library.capabilities.includes('extract')) return own;
	const loader = new RulesLoader({ release: DEFAULT_RELEASE, sources: [] });
	for (const file of files) loader.load(file);
	return [...new Set([...loader.definitions.rules.values()].map(({ source }) => source))];
}

/** Tells the fields that belong to another plugin: one is asked for, and none of this plugin's fields begins like it. */
function foreignFields(library: LibraryFacts, loader: RulesLoader): (name: string) => boolean {
	const others = loader.requiredPlugins.some((plugins) => plugins.every(({ name }) => name !== library.name));
	const own = new Set(library.fields.map(({ name }) => classPart(name)));
	return (name) => others && !own.has(classPart(name)) && classPart(name) !== EVENT_CLASS.name;
}

function classPart(field: string): string {
	return field.split('.', 1)[0] ?? field;
}

/** The fields that a rule's own condition reads; those of macros and outputs are for the engine to judge. */
function usedFields({ condition }: RuleInfo): UsedField[] {
	const parsed = parseCondition(condition, { release: DEFAULT_RELEASE });
	if (parsed.kind === 'error') return [];
	return checksIn(parsed.ast)
		.flatMap((check) => [
			...fieldsIn(check.left),
			...(check.kind === 'comparison' && check.right.kind === 'call' ? fieldsIn(check.right) : []),
		])
		.map(({ name, argument }) => ({
			name: decodeText(name),
			...(argument === undefined ? {} : { argument: decodeText(argument) }),
		}));
}
