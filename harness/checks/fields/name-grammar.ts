import { defineCheck } from '../../define-check.ts';
import { type FindingDraft, judged, skipped } from '../../protocol/verdict.ts';
import { whenLoaded } from '../when-loaded.ts';
import { type FieldEntry, readFieldEntries } from './field-entries.ts';

/** A field name in a condition: libs `filter/parser.cpp`, RGX_FIELDNAME. */
const IN_CONDITIONS = /^[a-zA-Z]+[a-zA-Z0-9_]*(\.[a-zA-Z]+[a-zA-Z0-9_]*)+$/;
/** What the guide of the plugins repository asks for. */
const IN_THE_GUIDE = /^[a-z]+[a-z0-9_]*(\.[a-z]+[a-z0-9_]*)+$/;

export default defineCheck({
	id: 'fields.name-grammar',
	title: 'field names can be written in a rule',
	asserts:
		'A name consists of at least two parts joined by dots; each part begins with a letter and goes on with letters, digits and underscores. Small letters and one common first part are advised.',
	severity: 'error',
	capabilities: ['extract'],
	profile: 'dev',
	stage: 'description',
	why: 'The parser of conditions (libs filter/parser.cpp, RGX_FIELDNAME) knows no other names, and nothing tests them when the plugin is loaded: a field with another name exists and no rule can use it.',
	fix: 'Name the field after its plugin and its meaning: letters, digits and underscores, parts joined by dots.',
	judge: whenLoaded(({ description: { fields } }) => {
		const entries = readFieldEntries(fields);
		if (!entries) return skipped('the field list is no JSON array (see fields.json-array)');
		const named = entries.filter(({ declaredName }) => declaredName !== undefined);
		return judged([...named.flatMap(judgeName), ...judgePrefixes(named)], `${named.length} names`);
	}),
});

function judgeName({ declaredName = '', name }: FieldEntry): FindingDraft[] {
	if (!IN_CONDITIONS.test(declaredName)) {
		return [
			{
				message: `no rule can use a field called ${name}: ${reason(declaredName)}`,
				call: 'plugin_get_fields',
				expected: 'parts of letters, digits and underscores, each beginning with a letter, joined by dots',
				observed: `"${name}"`,
				fix: declaredName.includes('.')
					? 'Rename the field; use an underscore in place of other characters.'
					: `Put the name of the plugin before it: "my_plugin.${name}".`,
			},
		];
	}
	if (IN_THE_GUIDE.test(declaredName)) return [];
	return [
		{
			severity: 'info',
			message: `the name ${name} has capital letters, which the guide for plugins advises against`,
			call: 'plugin_get_fields',
			expected: 'small letters, digits and underscores',
			observed: `"${name}"`,
			fix: 'Use small letters, unless the name mirrors one that users know.',
		},
	];
}

function reason(name: string): string {
	const stranger = /[^a-zA-Z0-9_.]/u.exec(name);
	if (stranger) return `it has a character that is no letter, digit, underscore or dot`;
	if (!name.includes('.')) return 'it has no dot';
	const part = name.split('.').find((one) => !/^[a-zA-Z]/.test(one));
	return part === '' ? 'it has an empty part' : `the part "${part}" does not begin with a letter`;
}

function judgePrefixes(entries: readonly FieldEntry[]): FindingDraft[] {
	const prefixes = [
		...new Set(
			entries.flatMap(({ declaredName = '' }) =>
				IN_CONDITIONS.test(declaredName) ? [declaredName.split('.')[0]] : [],
			),
		),
	];
	if (prefixes.length < 2) return [];
	return [
		{
			severity: 'info',
			message: `the fields begin with ${prefixes.length} different prefixes`,
			call: 'plugin_get_fields',
			expected: 'one first part for all fields of a plugin',
			observed: prefixes.slice(0, 10).join(', '),
			fix: 'Begin all names with the same word, so that users recognise the plugin.',
		},
	];
}
