import { defineCheck } from '../../define-check.ts';
import { nearestName } from '../../protocol/nearest-name.ts';
import { type FindingDraft, judged, skipped } from '../../protocol/verdict.ts';
import { visibleLine } from '../../protocol/visible-text.ts';
import { whenLoaded } from '../when-loaded.ts';
import { type FieldEntry, readFieldEntries } from './field-entries.ts';

const ENTRY_KEYS = ['name', 'type', 'desc', 'display', 'isList', 'addOutput', 'arg', 'properties'] as const;
const ARGUMENT_KEYS = ['isRequired', 'isIndex', 'isKey'] as const;
const PROPERTIES = ['hidden', 'info', 'conversation'] as const;

export default defineCheck({
	id: 'fields.unknown-keys',
	title: 'field entries have no key that Falco does not know',
	asserts: `An entry has no keys but ${ENTRY_KEYS.join(', ')}; its arg none but ${ARGUMENT_KEYS.join(', ')}; and its properties are among ${PROPERTIES.join(', ')}.`,
	severity: 'warning',
	capabilities: ['extract'],
	profile: 'dev',
	stage: 'description',
	why: 'libs resolve_dylib_symbols reads the exact keys and passes over all others without a word, so that a misspelt flag has no effect. `argRequired` is such a key since API 1.0.',
	fix: 'Correct the spelling, or remove the key.',
	judge: whenLoaded(({ description: { fields } }) => {
		const entries = readFieldEntries(fields);
		if (!entries) return skipped('the field list is no JSON array (see fields.json-array)');
		return judged(entries.flatMap(judgeEntry), `${entries.length} fields`);
	}),
});

function judgeEntry(entry: FieldEntry): FindingDraft[] {
	const arg = entry.json.get('arg');
	const properties = entry.json.get('properties');
	const words =
		properties?.type === 'array'
			? properties.items.flatMap((item) => (item.type === 'string' ? [item.value] : []))
			: [];
	return [
		...unknown([...entry.json.keys()], ENTRY_KEYS).map((key) => report(entry, `the unknown key`, key, ENTRY_KEYS)),
		...(arg?.type === 'object'
			? unknown([...arg.members.keys()], ARGUMENT_KEYS).map((key) =>
					report(entry, 'the unknown key', key, ARGUMENT_KEYS, 'in its arg'),
				)
			: []),
		...unknown(words, PROPERTIES).map((word) => report(entry, 'the unknown property', word, PROPERTIES)),
	];
}

function unknown(names: readonly string[], known: readonly string[]): string[] {
	return names.filter((name) => !known.includes(name));
}

function report(entry: FieldEntry, what: string, name: string, known: readonly string[], where = ''): FindingDraft {
	const shown = visibleLine(name, 80);
	const meant = nearestName(name, known);
	const fix =
		name === 'argRequired'
			? 'Write "arg": {"isRequired": true, "isKey": true}: argRequired has had no effect since API 1.0.'
			: meant
				? `Write "${meant}", which is what Falco reads.`
				: `Remove "${shown}".`;
	return {
		message: `field ${entry.name} has ${what} "${shown}"${where ? ` ${where}` : ''}`,
		call: 'plugin_get_fields',
		expected: `one of ${known.join(', ')}`,
		observed: `"${shown}"`,
		evidence: 'Falco ignores it without a word.',
		fix,
	};
}
