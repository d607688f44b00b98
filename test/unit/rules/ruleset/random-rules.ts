import fc from 'fast-check';
import type { FieldDefinition } from '../../../../src/rules/fields/field.ts';
import type { FieldValue } from '../../../../src/rules/fields/memory-batch.ts';
import { DEFAULT_RELEASE } from '../../../../src/rules/release.ts';
import { RulesLoader } from '../../../../src/rules/ruleset/loader.ts';
import type { Ruleset, RulesSource } from '../../../../src/rules/ruleset/ruleset.ts';

// Random rules and events over few values, so that they meet often.

const field = (name: string, type: FieldDefinition['type'], isList = false): FieldDefinition => ({
	name,
	type,
	isList,
});
export const SOURCE: RulesSource = {
	name: 'src',
	classes: [
		{
			name: 'plugin',
			fields: [
				field('x.a', 'string'),
				field('x.b', 'string'),
				field('x.n', 'uint64'),
				field('x.l', 'string', true),
				field('x.ip', 'ipaddr'),
			],
		},
	],
};

export type Event = Readonly<Record<string, FieldValue | undefined>>;

export function rulesetOf(conditions: readonly string[], sources: readonly string[] = []): Ruleset {
	const loader = new RulesLoader({
		release: DEFAULT_RELEASE,
		sources: [SOURCE, { name: 'other', classes: SOURCE.classes }],
	});
	const text = conditions
		.map(
			(condition, index) =>
				`- {rule: r${index}, desc: d, output: o, priority: INFO, source: ${sources[index] ?? 'src'}, condition: ${JSON.stringify(condition)}}`,
		)
		.join('\n');
	const loaded = loader.load({ name: 'f', text });
	if (!loaded.successful) throw new Error(loaded.errors[0]?.message);
	return loader.ruleset;
}

const letter = fc.constantFrom('a', 'b', 'c', 'd');
const check = fc.oneof(
	fc.tuple(fc.constantFrom('x.a', 'x.b'), letter).map(([name, value]) => `${name} = ${value}`),
	fc.tuple(fc.constantFrom('x.a', 'x.b'), letter, letter).map(([name, one, two]) => `${name} in (${one}, ${two})`),
	fc.tuple(fc.constantFrom('x.a', 'x.b'), letter).map(([name, value]) => `${name} != ${value}`),
	fc.tuple(fc.constantFrom('in', 'intersects'), letter).map(([operator, value]) => `x.l ${operator} (${value})`),
	fc.constantFrom(
		'x.n > 1',
		'x.a exists',
		'not x.b exists',
		'not x.a = a',
		'(x.a = a or x.a = b)',
		'(x.a = a or x.b = b)',
	),
);
export const condition = fc
	.array(check, { minLength: 1, maxLength: 3 })
	.chain((checks) => fc.constantFrom(checks.join(' and '), checks.join(' or ')));
export const event = fc.record({
	'x.a': fc.option(letter, { nil: undefined }),
	'x.b': fc.option(letter, { nil: undefined }),
	'x.n': fc.option(fc.bigInt(0n, 3n), { nil: undefined }),
	'x.l': fc.option(fc.array(letter, { maxLength: 2 }), { nil: undefined }),
});
