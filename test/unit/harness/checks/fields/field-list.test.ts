import { describe, expect, it } from 'vitest';
import entryValid from '../../../../../harness/checks/fields/entry-valid.ts';
import jsonArray from '../../../../../harness/checks/fields/json-array.ts';
import nameCollision from '../../../../../harness/checks/fields/name-collision.ts';
import nameGrammar from '../../../../../harness/checks/fields/name-grammar.ts';
import nameUnique from '../../../../../harness/checks/fields/name-unique.ts';
import stableOrder from '../../../../../harness/checks/fields/stable-order.ts';
import unknownKeys from '../../../../../harness/checks/fields/unknown-keys.ts';
import type { DescriptionCheck } from '../../../../../harness/define-check.ts';
import type { ReturnedText } from '../../../../../harness/protocol/returned-text.ts';
import type { Description } from '../../../../../harness/subjects.ts';
import { FAULT, findingsOf, judge, NULL, severitiesOf, soundDescription, text } from '../sound-description.ts';

const FIELD = { name: 'sound.count', type: 'uint64', desc: 'Running number' };
const withFields = (check: DescriptionCheck, ...entries: unknown[]) =>
	judge(check, { fields: text(JSON.stringify(entries)) });
const severities = (check: DescriptionCheck, ...entries: unknown[]) =>
	severitiesOf(check, withFields(check, ...entries));
const first = (check: DescriptionCheck, ...entries: unknown[]) => findingsOf(withFields(check, ...entries))[0];

describe('fields.json-array', () => {
	const severitiesOfText = (value: string) => severitiesOf(jsonArray, judge(jsonArray, { fields: text(value) }));

	it('passes a list of fields', () => {
		expect(findingsOf(judge(jsonArray))).toEqual([]);
	});

	it('refuses NULL in the words of Falco', () => {
		const [finding] = findingsOf(judge(jsonArray, { fields: NULL }));
		expect(finding?.evidence).toContain('get_fields returned a null string');
	});

	it('refuses a pointer that cannot be read, an object, a trailing comma and no JSON', () => {
		expect(severitiesOf(jsonArray, judge(jsonArray, { fields: FAULT }))).toEqual(['error']);
		expect(severitiesOfText('{}')).toEqual(['error']);
		expect(severitiesOfText(`[${JSON.stringify(FIELD)},]`)).toEqual(['error']);
		expect(severitiesOfText('fields')).toEqual(['error']);
	});

	it('advises to remove a trailing comma', () => {
		const [finding] = findingsOf(judge(jsonArray, { fields: text('[1,]') }));
		expect(finding?.fix).toBe('Remove the comma after the last element.');
	});

	it('refuses an empty list, and says what an older Falco does', () => {
		expect(severitiesOfText('[]')).toEqual(['error']);
		const [older] = findingsOf(
			judge(jsonArray, { fields: text('[]') }, { falco: { refusesEmptyFields: false, release: '0.41.3' } }),
		);
		expect(older?.evidence).toContain('Falco 0.41.3 accepts it');
	});

	it('warns of comments, text after the list, repeated keys and bytes that are not UTF-8', () => {
		expect(severitiesOfText(`[/* one */ ${JSON.stringify(FIELD)}]`)).toEqual(['warning']);
		expect(severitiesOfText(`[${JSON.stringify(FIELD)}] x`)).toEqual(['warning']);
		expect(severitiesOfText('[{"name":"a.b","name":"a.c","type":"bool","desc":"d"}]')).toEqual(['warning']);
		expect(
			severitiesOf(jsonArray, judge(jsonArray, { fields: { kind: 'text', latin1: '[{"name":"a.b","desc":"\xe9"}]' } })),
		).toEqual(['warning']);
	});
});

describe('fields.entry-valid', () => {
	it('passes every type and every member as it should be', () => {
		for (const type of ['string', 'uint64', 'reltime', 'abstime', 'bool', 'ipaddr', 'ipnet']) {
			expect(severities(entryValid, { ...FIELD, type })).toEqual([]);
		}
		const full = {
			...FIELD,
			display: 'Count',
			isList: true,
			addOutput: false,
			arg: { isRequired: true, isIndex: true, isKey: true },
			properties: ['hidden', 'later-word'],
		};
		expect(severities(entryValid, full)).toEqual([]);
	});

	it('takes null for absent, as Falco does', () => {
		expect(
			severities(entryValid, { ...FIELD, display: null, isList: null, addOutput: null, arg: null, properties: null }),
		).toEqual([]);
		expect(severities(entryValid, { ...FIELD, arg: {} })).toEqual([]);
	});

	it('refuses an entry without name, type or desc', () => {
		for (const key of ['name', 'type', 'desc'] as const) {
			const { [key]: _, ...rest } = FIELD;
			expect(first(entryValid, rest)?.evidence).toContain(`field JSON entry has no ${key}`);
			expect(severities(entryValid, { ...FIELD, [key]: '' })).toEqual(['error']);
			expect(severities(entryValid, { ...FIELD, [key]: {} })).toEqual(['error']);
		}
	});

	it('warns of a number that Falco makes text of', () => {
		expect(severities(entryValid, { ...FIELD, desc: 8 })).toEqual(['warning']);
	});

	it('refuses an unknown type and guesses what was meant', () => {
		expect(first(entryValid, { ...FIELD, type: 'int' })?.fix).toBe('Use "uint64".');
		expect(first(entryValid, { ...FIELD, type: 'strng' })?.fix).toBe('Use "string".');
		expect(first(entryValid, { ...FIELD, type: 'int32' })?.evidence).toContain('invalid field type int32');
	});

	it('refuses flags that are not booleans', () => {
		expect(severities(entryValid, { ...FIELD, isList: 'true' })).toEqual(['error']);
		expect(severities(entryValid, { ...FIELD, addOutput: 1 })).toEqual(['error']);
		expect(severities(entryValid, { ...FIELD, arg: { isKey: 'true' } })).toEqual(['error']);
	});

	it('refuses an argument that is required and neither index nor key, or no object', () => {
		expect(first(entryValid, { ...FIELD, arg: { isRequired: true } })?.evidence).toContain('none of isKey nor isIndex');
		expect(severities(entryValid, { ...FIELD, arg: true })).toEqual(['error']);
	});

	it('refuses properties that are no strings and a display that is an object', () => {
		expect(severities(entryValid, { ...FIELD, properties: 'hidden' })).toEqual(['error']);
		expect(severities(entryValid, { ...FIELD, properties: [1] })).toEqual(['error']);
		expect(severities(entryValid, { ...FIELD, display: {} })).toEqual(['error']);
		expect(severities(entryValid, { ...FIELD, display: 4 })).toEqual(['warning']);
	});

	it('refuses elements that are no objects in the words of Falco', () => {
		expect(first(entryValid, 42)?.evidence).toContain('requires objectValue');
	});

	it('leaves a text that is no list to fields.json-array', () => {
		expect(judge(entryValid, { fields: text('{}') }).kind).toBe('skipped');
	});
});

describe('fields.unknown-keys', () => {
	it('passes the known keys and properties', () => {
		expect(
			severities(unknownKeys, {
				...FIELD,
				isList: true,
				arg: { isKey: true },
				properties: ['hidden', 'info', 'conversation'],
			}),
		).toEqual([]);
	});

	it('warns of a misspelt key and says what was meant', () => {
		expect(first(unknownKeys, { ...FIELD, islist: true })).toMatchObject({
			message: 'field sound.count has the unknown key "islist"',
			fix: 'Write "isList", which is what Falco reads.',
		});
		expect(severities(unknownKeys, { ...FIELD, arg: { iskey: true } })).toEqual(['warning']);
		expect(severities(unknownKeys, { ...FIELD, properties: ['hiden'] })).toEqual(['warning']);
	});

	it('explains argRequired, which older SDKs wrote', () => {
		expect(first(unknownKeys, { ...FIELD, argRequired: true })?.fix).toContain('no effect since API 1.0');
	});
});

describe('fields.name-unique', () => {
	it('refuses a name given twice, once for each such name', () => {
		expect(severities(nameUnique, FIELD, { ...FIELD, name: 'sound.other' })).toEqual([]);
		expect(severities(nameUnique, FIELD, { ...FIELD, type: 'string' }, FIELD)).toEqual(['error']);
		expect(first(nameUnique, FIELD, FIELD)?.observed).toBe('sound.count at the positions 0, 1');
	});

	it('does not take entries without a name for equal', () => {
		expect(severities(nameUnique, { type: 'bool' }, { type: 'bool' })).toEqual([]);
	});
});

describe('fields.name-grammar', () => {
	const named = (...names: string[]) => severities(nameGrammar, ...names.map((name) => ({ ...FIELD, name })));

	it('passes names that a condition can hold', () => {
		expect(named('a.b', 'a.b2.c_d')).toEqual([]);
	});

	it('refuses names that no condition can hold', () => {
		for (const name of ['count', 'my.field-name', 'my.1st', '.a', 'a.', 'a..b', '1a.b', 'my.fie ld', 'my.fïeld']) {
			expect(named(name), name).toEqual(['error']);
		}
	});

	it('takes capital letters and several prefixes for advice, since official plugins have them', () => {
		expect(named('gcp.principalEmail')).toEqual(['info']);
		expect(named('json.value', 'jevt.value')).toEqual(['info']);
	});
});

describe('fields.name-collision', () => {
	const named = (name: string) => severities(nameCollision, { ...FIELD, name });

	it('refuses the name of a field that every source has', () => {
		expect(named('evt.time')).toEqual(['error']);
		expect(first(nameCollision, { ...FIELD, name: 'evt.num' })?.evidence).toContain(
			"Error: Plugin 'sound' supports extraction of field 'evt.num' that is overlapping for source 'sound'",
		);
	});

	it('warns of a name in a class of Falco', () => {
		expect(named('proc.mine')).toEqual(['warning']);
		expect(named('container.mine')).toEqual(['warning']);
	});

	it('passes names that only begin alike, and those that official plugins share', () => {
		expect(named('evtx.time')).toEqual([]);
		expect(named('k8smeta.pod.name')).toEqual([]);
		expect(named('ka.verb')).toEqual([]);
	});
});

describe('fields.stable-order', () => {
	const list = (...names: string[]) => text(JSON.stringify(names.map((name) => ({ ...FIELD, name }))));

	const findings = (changes: Partial<Description>, ...fieldsElsewhere: ReturnedText[]) =>
		findingsOf(stableOrder.judge({ description: soundDescription(changes), fieldsElsewhere }));

	it('passes a list that stays the same', () => {
		const fields = list('a.b', 'a.c');
		expect(findings({ fields }, fields, fields)).toEqual([]);
	});

	it('refuses another order in another process', () => {
		const [finding] = findings({ fields: list('a.b', 'a.c') }, list('a.b', 'a.c'), list('a.c', 'a.b'));
		expect(finding).toMatchObject({ expected: 'number 0: a.b', observed: 'number 0: a.c' });
	});

	it('refuses another list in a later call', () => {
		const changes = { fields: list('a.b'), fieldsChanged: { call: 3, text: list('a.b', 'a.c') } };
		const [finding] = findings(changes);
		expect(finding?.message).toBe('the field list changes: it has another length in call 3 in one process');
	});

	it('does not mind another order of the keys of an entry, as Go maps give it', () => {
		const fields = text('[{"name":"a.b","type":"bool","desc":"d"}]');
		const other = text('[ {"desc":"d","type":"bool","name":"a.b"} ]');
		expect(findings({ fields, fieldsChanged: { call: 2, text: other } })).toEqual([]);
	});
});
