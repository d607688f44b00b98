import { FIELD_TYPES } from '../../abi/fields.ts';
import { asHostString, type HostJson, toPlain } from '../../abi/lenient-json.ts';
import { defineCheck } from '../../define-check.ts';
import { nearestName } from '../../protocol/nearest-name.ts';
import { type FindingDraft, judged, skipped } from '../../protocol/verdict.ts';
import { visibleLine } from '../../protocol/visible-text.ts';
import { whenLoaded } from '../when-loaded.ts';
import { type FieldEntry, readFieldEntries, readFieldItems } from './field-entries.ts';

const TYPES = Object.keys(FIELD_TYPES);
const falco = (message: string) => `Falco would say: error in plugin NAME: ${message}`;
const show = (value: HostJson | undefined) =>
	value === undefined ? 'missing' : visibleLine(JSON.stringify(toPlain(value)));

export default defineCheck({
	id: 'fields.entry-valid',
	title: 'each field entry has the members that Falco reads, of the right type',
	asserts: `Each entry is an object with a non-empty name, type and desc; type is one of ${TYPES.join(', ')}; isList, addOutput, arg.isRequired, arg.isIndex and arg.isKey are booleans; properties is an array of strings; a required argument is an index or a key.`,
	severity: 'error',
	capabilities: ['extract'],
	profile: 'dev',
	stage: 'description',
	why: 'libs resolve_dylib_symbols and resolve_dylib_field_arg read these members when the plugin is loaded, and throw at the first that is wrong.',
	fix: 'Correct the entry: {"name": "my.field", "type": "string", "desc": "...", "arg": {"isRequired": true, "isKey": true}}.',
	judge: whenLoaded(({ description: { fields } }) => {
		const items = readFieldItems(fields);
		const entries = readFieldEntries(fields);
		if (!items || !entries) return skipped('the field list is no JSON array (see fields.json-array)');
		const strangers = items.flatMap((item, position) => (item.type === 'object' ? [] : [stranger(item, position)]));
		const findings = [...strangers, ...entries.flatMap(judgeEntry)];
		return judged(
			findings.map((finding) => ({ call: 'plugin_get_fields', ...finding })),
			`${items.length} fields`,
		);
	}),
});

function stranger(item: HostJson, position: number): FindingDraft {
	return {
		message: `field number ${position} is a JSON ${item.type} and not an object`,
		expected: 'an object with name, type and desc',
		observed: show(item),
		evidence: 'Falco would say: in Json::Value::resolveReference(key, end): requires objectValue',
	};
}

function judgeEntry(entry: FieldEntry): FindingDraft[] {
	return [
		...(['type', 'name', 'desc'] as const).flatMap((key) => judgeText(entry, key)),
		...judgeType(entry),
		...judgeDisplay(entry),
		...(['isList', 'addOutput'] as const).flatMap((key) => judgeFlag(entry, entry.json, key, key)),
		...judgeArgument(entry),
		...judgeProperties(entry),
	];
}

function judgeText(entry: FieldEntry, key: 'type' | 'name' | 'desc'): FindingDraft[] {
	const value = entry.json.get(key);
	const text = asHostString(value);
	if (value?.type === 'string' && text !== '') return [];
	if (text) {
		return [
			{
				severity: 'warning',
				message: `field ${entry.name} has a ${key} that is a ${value?.type} and not a string`,
				expected: 'a string',
				observed: show(value),
				evidence: `Falco makes "${visibleLine(text)}" of it without a word.`,
				fix: `Put quotes around the ${key}.`,
			},
		];
	}
	return [
		{
			message:
				text === undefined
					? `field ${entry.name} has a ${key} that is ${article(value)} and not a string`
					: `field ${entry.name} has no ${key}`,
			expected: `a non-empty string as ${key}`,
			observed: show(value),
			evidence: text === undefined ? 'The JSON library of Falco throws.' : falco(`field JSON entry has no ${key}`),
			fix: `Give the field a ${key}.`,
		},
	];
}

function judgeType(entry: FieldEntry): FindingDraft[] {
	const type = asHostString(entry.json.get('type'));
	if (!type || TYPES.includes(type)) return [];
	const meant = SYNONYMS[type.toLowerCase()] ?? nearestName(type, TYPES);
	return [
		{
			message: `field ${entry.name} has the unknown type "${visibleLine(type)}"`,
			expected: `one of ${TYPES.join(', ')}`,
			observed: `"${visibleLine(type)}"`,
			evidence: falco(`invalid field type ${visibleLine(type)}`),
			fix: meant ? `Use "${meant}".` : `Use one of ${TYPES.join(', ')}.`,
		},
	];
}

/** Names of other languages, and what they are in a field list. */
const SYNONYMS: Readonly<Record<string, string>> = {
	int: 'uint64',
	int32: 'uint64',
	int64: 'uint64',
	uint32: 'uint64',
	number: 'uint64',
	integer: 'uint64',
	text: 'string',
	boolean: 'bool',
	duration: 'reltime',
	time: 'abstime',
	timestamp: 'abstime',
	ip: 'ipaddr',
	cidr: 'ipnet',
};

function judgeDisplay(entry: FieldEntry): FindingDraft[] {
	const value = entry.json.get('display');
	if (value === undefined || value.type === 'string' || value.type === 'null') return [];
	const throws = value.type === 'array' || value.type === 'object';
	return [
		{
			severity: throws ? 'error' : 'warning',
			message: `field ${entry.name} has a display that is ${article(value)} and not a string`,
			expected: 'a string, or no display',
			observed: show(value),
			fix: 'Make the display a string or leave it out.',
		},
	];
}

function judgeFlag(
	entry: FieldEntry,
	members: ReadonlyMap<string, HostJson>,
	key: string,
	shown: string,
): FindingDraft[] {
	const value = members.get(key);
	if (value === undefined || value.type === 'null' || value.type === 'boolean') return [];
	return [
		{
			message: `field ${entry.name} has ${shown} as ${article(value)} and not as a boolean`,
			expected: 'true or false, without quotes',
			observed: show(value),
			...(shown === 'isList'
				? { evidence: falco(`field ${entry.name} isList property is not boolean`) }
				: { evidence: 'Falco refuses the plugin when it loads it.' }),
			fix: `Write "${key}": true or "${key}": false.`,
		},
	];
}

function judgeArgument(entry: FieldEntry): FindingDraft[] {
	const arg = entry.json.get('arg');
	if (arg === undefined || arg.type === 'null') return [];
	if (arg.type !== 'object') {
		return [
			{
				message: `field ${entry.name} has an arg that is ${article(arg)} and not an object`,
				expected: 'an object such as {"isRequired": true, "isKey": true}',
				observed: show(arg),
				evidence: 'The JSON library of Falco throws.',
				fix: 'Make arg an object, or leave it out where the field takes no argument.',
			},
		];
	}
	const flags = ['isRequired', 'isIndex', 'isKey'].flatMap((key) => judgeFlag(entry, arg.members, key, `arg.${key}`));
	const isTrue = (key: string) => {
		const value = arg.members.get(key);
		return value?.type === 'boolean' && value.value;
	};
	if (flags.length > 0 || !isTrue('isRequired') || isTrue('isIndex') || isTrue('isKey')) return flags;
	return [
		{
			message: `field ${entry.name} requires an argument that is neither an index nor a key`,
			expected: 'isIndex or isKey beside isRequired',
			observed: show(arg),
			evidence: falco(`field ${entry.name} arg has isRequired true, but none of isKey nor isIndex is true`),
			fix: 'Add "isKey": true for a text argument, or "isIndex": true for a number.',
		},
	];
}

function judgeProperties(entry: FieldEntry): FindingDraft[] {
	const properties = entry.json.get('properties');
	if (properties === undefined || properties.type === 'null') return [];
	if (properties.type === 'array' && properties.items.every(({ type }) => type === 'string')) return [];
	return [
		{
			message: `field ${entry.name} has properties that are not an array of strings`,
			expected: 'an array of strings, such as ["hidden"]',
			observed: show(properties),
			evidence: 'Falco refuses the plugin when it loads it.',
			fix: 'Write "properties": ["hidden"], or leave properties out.',
		},
	];
}

function article(value: HostJson | undefined): string {
	switch (value?.type) {
		case undefined:
			return 'missing';
		case 'null':
			return 'null';
		case 'array':
		case 'object':
			return `an ${value?.type}`;
		default:
			return `a ${value?.type}`;
	}
}
