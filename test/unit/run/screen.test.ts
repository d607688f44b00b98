import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Condition } from '../../../src/rules/condition/ast.ts';
import { compileCondition } from '../../../src/rules/condition/compile.ts';
import { EvaluationFailure } from '../../../src/rules/condition/compile-failure.ts';
import { parseCondition } from '../../../src/rules/condition/parse.ts';
import { screenOf } from '../../../src/rules/condition/screen.ts';
import type { FieldClass, FieldDefinition } from '../../../src/rules/fields/field.ts';
import { type FieldValue, memoryBatch } from '../../../src/rules/fields/memory-batch.ts';
import { FieldTable } from '../../../src/rules/fields/table.ts';
import type { ValueType } from '../../../src/rules/values/value-type.ts';
import { type Given, type GivenEvent, screenEvents } from './screened-events.ts';

// The native screen against the conditions themselves, which have the last word.

const field = (name: string, type: ValueType, isList = false) => ({ name: `t.${name}`, type, isList });
const OWNED: FieldClass = {
	name: 't',
	fields: [
		field('a', 'string'),
		field('b', 'string'),
		field('n', 'uint64'),
		field('when', 'abstime'),
		field('yes', 'bool'),
		field('ip', 'ipaddr'),
		field('net', 'ipnet'),
		field('words', 'string', true),
		field('sizes', 'uint64', true),
		field('hops', 'ipaddr', true),
		field('nets', 'ipnet', true),
	],
};

const TEXTS = [
	'',
	'a',
	'A',
	'ab',
	'abc',
	'ABC',
	'eight888',
	'sevenle',
	'fifteen-letters',
	'sixteen--letters',
	'seventeen-letters',
	'caf\u00c3\u00a9',
	'\u00ff\u0080z',
	`${'long-'.repeat(14)}end`,
	`${'long-'.repeat(40)}`,
];
const NUMBERS = [0n, 1n, 2n, 41n, 42n, 43n, 2n ** 32n - 1n, 2n ** 32n, 2n ** 63n, 2n ** 64n - 2n, 2n ** 64n - 1n];
const ADDRESSES = ['10.0.0.1', '10.0.0.77', '192.168.1.1', '0.0.0.0', '::1', 'fe80::a', '::'];
const NETWORKS = ['10.0.0.0/8', '10.0.0.64/26', '0.0.0.0/0', '192.168.0.0/17', 'fe80::/10', '::1/128'];

const quoted = (text: string): string =>
	`"${[...text].map((char) => (/[a-zA-Z0-9 -]/.test(char) ? char : `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`)).join('')}"`;
const text = fc.oneof(fc.constantFrom(...TEXTS), fc.constantFrom('b', 'bc', 'B', 'letters', 'g-', '\u00a9', 'le'));
const number = fc.oneof(fc.constantFrom(...NUMBERS).map(String), fc.constantFrom('-1', '-42', '99999999999999999999'));
const listOf = (item: fc.Arbitrary<string>) => fc.array(item, { maxLength: 3 }).map((items) => `(${items.join(', ')})`);

const onText = fc
	.tuple(
		fc.constantFrom('t.a', 't.b'),
		fc.oneof(
			fc
				.tuple(
					fc.constantFrom('=', '!=', 'contains', 'icontains', 'startswith', 'endswith', '<', '<=', '>', '>='),
					text.map(quoted),
				)
				// An order is of numbers, or of what another field says.
				.filter(([operator]) => !/[<>]/.test(operator))
				.map((parts) => parts.join(' ')),
			fc.tuple(fc.constantFrom('<', '<=', '>', '>='), fc.constantFrom('0', '42', '5')).map((parts) => parts.join(' ')),
			fc.tuple(fc.constantFrom('in', 'intersects', 'pmatch'), listOf(text.map(quoted))).map((parts) => parts.join(' ')),
			fc
				.tuple(
					fc.constantFrom('=', '!=', 'contains', 'startswith'),
					fc.constantFrom('anyof', 'oneof', 'allof'),
					listOf(text.map(quoted)),
				)
				.map((parts) => parts.join(' ')),
			fc
				.tuple(
					fc.constantFrom('glob', 'iglob'),
					fc.constantFrom('"a*"', '"*B*"', '"*letters"', '"s?v*le"', '"[a-c]*"', '"abc"', '"*"', '""'),
				)
				.map((parts) => parts.join(' ')),
			fc.constantFrom('exists', 'regex "a.*"', '= val(t.b)'),
		),
	)
	.map((parts) => parts.join(' '));
const onNumber = fc
	.tuple(
		fc.constantFrom('t.n', 't.when'),
		fc.oneof(
			fc.tuple(fc.constantFrom('=', '!=', '<', '<=', '>', '>='), number).map((parts) => parts.join(' ')),
			fc
				.tuple(fc.constantFrom('in', '= anyof', '!= allof', '!= oneof'), listOf(number))
				.map((parts) => parts.join(' ')),
			fc.constant('exists'),
		),
	)
	.map((parts) => parts.join(' '));
const onOthers = fc.oneof(
	fc.constantFrom('t.yes = true', 't.yes != true', 't.yes in (true, false)', 't.yes exists'),
	fc
		.tuple(fc.constantFrom('t.ip = ', 't.ip != '), fc.constantFrom(...ADDRESSES))
		.map((parts) => parts.join(''))
		.map((condition) => condition),
	listOf(fc.constantFrom(...ADDRESSES)).map((list) => `t.ip in ${list}`),
	fc.tuple(fc.constantFrom('t.net = ', 't.net != '), fc.constantFrom(...NETWORKS)).map((parts) => parts.join('')),
	listOf(fc.constantFrom(...NETWORKS)).map((list) => `t.net in ${list}`),
	fc
		.tuple(fc.constantFrom('t.words in ', 't.words intersects '), listOf(text.map(quoted)))
		.map((parts) => parts.join('')),
	fc.tuple(fc.constantFrom('t.sizes in ', 't.sizes intersects '), listOf(number)).map((parts) => parts.join('')),
	fc
		.tuple(fc.constantFrom('t.hops in ', 't.hops intersects '), listOf(fc.constantFrom(...ADDRESSES)))
		.map((parts) => parts.join('')),
	fc
		.tuple(fc.constantFrom('t.nets in ', 't.nets intersects '), listOf(fc.constantFrom(...NETWORKS)))
		.map((parts) => parts.join('')),
	fc.constantFrom('t.words exists', 't.nets exists', 'len(t.words) > 1', 'tolower(t.a) = abc'),
);
const check = fc.oneof({ weight: 3, arbitrary: onText }, { weight: 2, arbitrary: onNumber }, onOthers);
const { condition } = fc.letrec<{ condition: string }>((tie) => ({
	condition: fc.oneof(
		{ maxDepth: 3 },
		check,
		tie('condition').map((inner) => `not (${inner})`),
		fc.tuple(tie('condition'), tie('condition')).map(([left, right]) => `(${left} and ${right})`),
		fc.tuple(tie('condition'), tie('condition')).map(([left, right]) => `(${left} or ${right})`),
	),
}));

const address = fc.constantFrom(
	Uint8Array.of(10, 0, 0, 1),
	Uint8Array.of(10, 0, 0, 77),
	Uint8Array.of(192, 168, 200, 1),
	Uint8Array.of(0, 0, 0, 0),
	new Uint8Array(16),
	Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1),
	Uint8Array.of(0xfe, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 10),
	Uint8Array.of(1, 2, 3),
	new Uint8Array(),
);
const someText = fc.oneof(
	fc.constantFrom(...TEXTS),
	fc.tuple(text, text).map((parts) => parts.join('')),
	fc.string({ unit: fc.integer({ min: 1, max: 255 }).map((code) => String.fromCharCode(code)), maxLength: 20 }),
);
const someNumber = fc.oneof(fc.constantFrom(...NUMBERS), fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }));
const given: Readonly<Record<ValueType, fc.Arbitrary<FieldValue>>> = {
	string: someText,
	uint64: someNumber,
	abstime: someNumber,
	reltime: someNumber,
	bool: fc.constantFrom<FieldValue>(true, false, 2n),
	ipaddr: address,
	ipnet: address,
};
const event = fc.record(
	Object.fromEntries(
		OWNED.fields.map(({ name, type, isList }) => {
			const value = isList ? fc.array(given[type] as fc.Arbitrary<never>, { maxLength: 3 }) : given[type];
			return [
				name,
				fc.oneof(
					{ weight: 12, arbitrary: value as fc.Arbitrary<Given> },
					fc.constantFrom<Given>(undefined, 'null-text', 'failure'),
				),
			];
		}),
	),
) as fc.Arbitrary<GivenEvent>;

function ast(condition: string): Condition {
	const parsed = parseCondition(condition);
	if (parsed.kind === 'error') throw new Error(`${condition}: ${parsed.message}`);
	return parsed.ast;
}

/** What the conditions see of it. No bytes at NULL are an address of no bytes. */
function modelled(value: Given, { type, isList }: FieldDefinition): FieldValue | undefined {
	if (value === 'failure') return undefined;
	if (value !== 'null-text') return value;
	if (type !== 'ipaddr' && type !== 'ipnet') return undefined;
	return isList ? [new Uint8Array()] : new Uint8Array();
}

/** For each event: whether some condition holds for it, or undefined where Falco ends. */
function verdicts(conditions: readonly Condition[], fields: FieldTable, events: readonly GivenEvent[]) {
	const compiled = conditions.map((one) => compileCondition(one, fields));
	const batch = memoryBatch(
		fields.refs,
		events.map(
			(values) =>
				({ definition }) =>
					modelled(values[definition.name], definition),
		),
	);
	return events.map((_, number) => {
		try {
			return compiled.some((one) => one.kind === 'compiled' && one.evaluate(batch, number));
		} catch (error) {
			if (error instanceof EvaluationFailure) return undefined;
			throw error;
		}
	});
}

/** Events as the native loop sees them: what a failing field hides is asked for alone, so that only it is missing. */
async function kept(texts: readonly string[], events: readonly GivenEvent[], options = {}) {
	const fields = new FieldTable([OWNED]);
	const conditions = texts.map(ast);
	const screen = screenOf(conditions, fields);
	if (screen === undefined) return undefined;
	if (screen.fields.length === 0) return { kept: [], asked: 0, calls: 0, single: false, isExact: true };
	return { ...(await screenEvents(screen, OWNED, events, options)), isExact: screen.isExact };
}

describe('the native screen', () => {
	it.each([
		['several fields a call', {}],
		['one field a call', { single: true }],
		['a plugin that writes into what it is asked', { writesRequests: true }],
		['more alternatives than a word has bits', { others: 70 }],
	])(
		'keeps every event that a condition holds for, and no other where it is exact: %s',
		async (_, { others = 0, ...options }: { others?: number; single?: boolean; writesRequests?: boolean }) => {
			let screened = 0;
			let ruledOut = 0;
			await fc.assert(
				fc.asyncProperty(
					fc.array(condition, { minLength: 1, maxLength: 4 }),
					fc.array(event, { minLength: 1, maxLength: 40 }),
					async (some, once) => {
						const texts = [...Array.from({ length: others }, (_, other) => `t.a = "other ${other}"`), ...some];
						// Again, as values are remembered.
						const events = [...once, ...once];
						const found = await kept(texts, events, options);
						if (found === undefined) return;
						screened++;
						const fields = new FieldTable([OWNED]);
						const conditions = texts.map(ast);
						verdicts(conditions, fields, events).forEach((holds, number) => {
							const isKept = found.kept.includes(number);
							ruledOut += isKept ? 0 : 1;
							if (holds === true && !isKept) {
								throw new Error(`${texts.join(' | ')} lost ${inspectable(events[number])}`);
							}
							if (holds === false && isKept && found.isExact && !hasOddAddress(events[number])) {
								throw new Error(`${texts.join(' | ')} kept ${inspectable(events[number])}`);
							}
						});
					},
				),
				{ numRuns: 150 },
			);
			expect(screened).toBeGreaterThan(30);
			expect(ruledOut).toBeGreaterThan(100);
		},
		120_000,
	);

	it('tells values apart that the same conditions name, to different ends', async () => {
		const found = await kept(['not t.a = a and t.a in (a, abc)'], [{ 't.a': 'a' }, { 't.a': 'abc' }, {}]);
		expect(found?.kept).toEqual([1]);
	});

	it('leaves an address of a wrong length to the rules, for Falco ends at it', async () => {
		const events = [
			{ 't.ip': Uint8Array.of(1, 2, 3), 't.n': 1n },
			{ 't.ip': Uint8Array.of(10, 0, 0, 1), 't.n': 1n },
		];
		const found = await kept(['t.ip = 10.0.0.1 and t.n = 2'], events);
		expect(found?.kept).toEqual([0]);
	});

	it('asks for no more fields than it takes to rule an event out, where they are asked for one by one', async () => {
		const events = Array.from({ length: 100 }, () => ({ 't.a': 'b', 't.b': 'b', 't.n': 1n }));
		const found = await kept(['t.a = a and t.b = b and t.n = 1'], events, { single: true });
		expect(found).toMatchObject({ kept: [], asked: 100 });
	});

	it('asks for fields that rule out nothing by themselves only where the first ones leave something', async () => {
		const events = Array.from({ length: 100 }, (_, n) => ({ 't.a': n % 10 === 0 ? 'a' : 'b', 't.b': 'b', 't.n': 1n }));
		const found = await kept(['t.a = a and t.b contains c and t.n > 2'], events, { examineFirst: 0 });
		expect(found).toMatchObject({ kept: [], asked: 100 + 10 * 2 });
	});

	it('asks for all of them in one call once most events pass the first ones', async () => {
		const events = Array.from({ length: 1000 }, () => ({ 't.a': 'a', 't.b': 'b', 't.n': 1n }));
		const found = await kept(['t.a = a and t.b contains c and t.n > 2'], events, { examineFirst: 0 });
		expect(found).toMatchObject({ kept: [], asked: 3000, calls: 2 * 256 + 744 });
	});
});

function inspectable(values: GivenEvent | undefined): string {
	return JSON.stringify(values, (_, value) => (typeof value === 'bigint' ? value.toString() : value));
}

/** Of these the screen says nothing. */
function hasOddAddress(values: GivenEvent | undefined): boolean {
	return ['t.ip', 't.net'].some((name) => {
		const value = values?.[name];
		return value === 'null-text' || (value instanceof Uint8Array && value.length !== 4 && value.length !== 16);
	});
}
