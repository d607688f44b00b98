import { UsageError } from '../../errors.ts';
import { didYouMean } from '../../project/did-you-mean.ts';
import { EVENT_CLASS } from '../../rules/fields/event-fields.ts';
import type { ArgumentDefinition } from '../../rules/fields/field.ts';
import type { LoadedField, LoadedPlugin } from '../loading/loaded-plugin.ts';
import type { RunSource } from '../plan.ts';
import type { FieldClassResult, FieldResult } from '../run-result.ts';
import { EVENT_FIELD_DESCRIPTIONS } from './event-field-descriptions.ts';

/**
 * The fields that rules can read, class by class in the order of lookup: of one source, or of all.
 * @throws UsageError for a source that no plugin provides
 */
export function listFields(
	plugins: readonly LoadedPlugin[],
	sources: readonly RunSource[],
	only: string | null,
): FieldClassResult[] {
	const names = sources.map(({ name }) => name);
	if (only !== null && !names.includes(only)) {
		const meant = didYouMean(only, names);
		throw new UsageError(`no loaded plugin provides the event source '${only}'`, [
			meant === undefined ? `There is: ${names.join(', ') || 'none'}.` : `Did you mean '${meant}'?`,
		]);
	}
	const listed = sources.filter(({ name }) => only === null || name === only);
	const reading = (plugin: LoadedPlugin): string[] =>
		listed
			.filter((source) => source.plugins.some(({ name, fields }) => name === plugin.name && fields.length > 0))
			.map(({ name }) => name);
	const ofPlugins = plugins
		.filter(({ fields }) => fields.length > 0)
		.map((plugin) => ({ name: plugin.name, sources: reading(plugin), fields: plugin.fields.map(fieldResult) }));
	return [
		{ name: EVENT_CLASS.name, sources: listed.map(({ name }) => name), fields: EVENT_CLASS.fields.map(eventField) },
		...ofPlugins.filter(({ sources: readFrom }) => only === null || readFrom.length > 0),
	];
}

function eventField({ name, type, isList }: (typeof EVENT_CLASS.fields)[number]): FieldResult {
	return { name, type, isList, description: EVENT_FIELD_DESCRIPTIONS[name] ?? '', argument: 'none' };
}

function fieldResult({ name, type, isList, description, argument }: LoadedField): FieldResult {
	return { name, type, isList, description, argument: argumentWord(argument) };
}

function argumentWord(argument: ArgumentDefinition | undefined): FieldResult['argument'] {
	if (argument === undefined || (!argument.isKey && !argument.isIndex)) return 'none';
	return argument.isRequired ? 'required' : 'allowed';
}

const NAME_WIDTH = 30;
const LINE_WIDTH = 110;

/** The text of `falco --list`: a block a class, names before descriptions. */
export function fieldsText(classes: readonly FieldClassResult[]): string {
	return classes.map(classText).join('');
}

function classText({ name, sources, fields }: FieldClassResult): string {
	const rows: [string, string][] = [
		['Field Class:', name],
		['Event Sources:', sources.join(', ')],
	];
	const head = rows.map(([left, right]) => row(left, right)).join('');
	return `-------------------------------\n${head}\n${fields.map(fieldText).join('')}\n`;
}

function fieldText(field: FieldResult): string {
	const kind = field.isList ? `list of ${field.type}` : field.type;
	const argument = field.argument === 'none' ? '' : `, argument ${field.argument}`;
	return row(field.name, `(${kind}${argument}) ${field.description}`);
}

/** A name, and words in lines beside it. */
function row(left: string, right: string): string {
	const lines: string[] = [];
	let line = '';
	for (const word of right.split(/\s+/)) {
		if (line !== '' && NAME_WIDTH + line.length + word.length + 1 > LINE_WIDTH) {
			lines.push(line);
			line = '';
		}
		line = line === '' ? word : `${line} ${word}`;
	}
	lines.push(line);
	const start = left.length < NAME_WIDTH ? left.padEnd(NAME_WIDTH) : `${left}\n${' '.repeat(NAME_WIDTH)}`;
	return `${start}${lines.join(`\n${' '.repeat(NAME_WIDTH)}`)}`.trimEnd().concat('\n');
}
