import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileCondition } from '../../../../src/rules/condition/compile.ts';
import { EvaluationFailure } from '../../../../src/rules/condition/compile-failure.ts';
import { memoryBatch } from '../../../../src/rules/fields/memory-batch.ts';
import { FieldTable } from '../../../../src/rules/fields/table.ts';
import { RuleEngine, type RuleMatching } from '../../../../src/rules/ruleset/engine.ts';
import { Matches } from '../../../../src/rules/ruleset/matches.ts';
import type { Ruleset } from '../../../../src/rules/ruleset/ruleset.ts';
import { condition, type Event, event, rulesetOf, SOURCE } from './random-rules.ts';

function run(
	ruleset: Ruleset,
	order: readonly number[],
	events: readonly Event[],
	matching: RuleMatching,
): [number, number][] {
	const engine = new RuleEngine(SOURCE, ruleset, order, matching);
	const batch = memoryBatch(
		engine.fields.refs,
		events.map(
			(event) =>
				({ text }) =>
					event[text],
		),
	);
	const matches = new Matches();
	engine.run(batch, matches);
	return Array.from({ length: matches.count }, (_, match) => [matches.eventAt(match), matches.ruleAt(match)]);
}

/** Every rule on every event, one after the other: what an engine without an index does. */
function runPlainly(
	ruleset: Ruleset,
	order: readonly number[],
	events: readonly Event[],
	matching: RuleMatching,
): [number, number][] {
	const table = new FieldTable(SOURCE.classes);
	const rules = order.map((index) => {
		const condition = ruleset.rules[index]?.condition;
		const compiled = condition && compileCondition(condition, table);
		if (compiled?.kind !== 'compiled') throw new Error('not compiled');
		return { index, evaluate: compiled.evaluate };
	});
	const batch = memoryBatch(
		table.refs,
		events.map(
			(event) =>
				({ text }) =>
					event[text],
		),
	);
	return events.flatMap((_, event) => {
		const matched = rules
			.filter(({ evaluate }) => evaluate(batch, event))
			.map(({ index }): [number, number] => [event, index]);
		return matching === 'first' ? matched.slice(0, 1) : matched;
	});
}

describe('RuleEngine', () => {
	it('matches what every rule matches on its own, in order of evaluation', () => {
		fc.assert(
			fc.property(
				fc.array(condition, { minLength: 1, maxLength: 12 }).chain((conditions) =>
					fc.record({
						ruleset: fc.constant(rulesetOf(conditions)),
						order: fc.shuffledSubarray(conditions.map((_, index) => index)),
					}),
				),
				fc.array(event, { maxLength: 6 }),
				fc.constantFrom<RuleMatching>('first', 'all'),
				({ ruleset, order }, events, matching) => {
					expect(run(ruleset, order, events, matching)).toEqual(runPlainly(ruleset, order, events, matching));
				},
			),
			{ numRuns: 200 },
		);
	});

	it('runs the rules of its own source only', () => {
		const ruleset = rulesetOf(['x.a = a', 'x.a = a', 'x.a exists'], ['other', 'src', 'src']);
		expect(run(ruleset, [0, 1, 2], [{ 'x.a': 'a' }], 'all')).toEqual([
			[0, 1],
			[0, 2],
		]);
	});

	it('keeps the rule index of the ruleset when rules run in another order', () => {
		const ruleset = rulesetOf(['x.a = a', 'x.b = b', 'x.a exists']);
		expect(run(ruleset, [2, 0], [{ 'x.a': 'a', 'x.b': 'b' }], 'all')).toEqual([
			[0, 2],
			[0, 0],
		]);
		expect(run(ruleset, [2, 0], [{ 'x.a': 'a' }], 'first')).toEqual([[0, 2]]);
	});

	it('keeps the matches before a value that ends Falco', () => {
		const ruleset = rulesetOf(['x.a = a', 'x.ip = 1.2.3.4']);
		const engine = new RuleEngine(SOURCE, ruleset, [0, 1], 'all');
		const event = { 'x.a': 'a', 'x.ip': Uint8Array.of(1, 2, 3) };
		const batch = memoryBatch(engine.fields.refs, [({ text }) => (text === 'x.a' ? event['x.a'] : event['x.ip'])]);
		const matches = new Matches();
		expect(() => engine.run(batch, matches)).toThrow(EvaluationFailure);
		expect([matches.count, matches.ruleAt(0)]).toEqual([1, 0]);
	});

	it('reads only the column of the field that all rules name values of, for an event that no rule can match', () => {
		const ruleset = rulesetOf(['x.a = a and x.b = b', 'x.a = b and x.n > 1']);
		const engine = new RuleEngine(SOURCE, ruleset, [0, 1], 'all');
		const first = engine.screen?.fields[0]?.field;
		expect([first?.text, engine.screen?.leading]).toEqual(['x.a', 1]);
		const { columns } = memoryBatch(engine.fields.refs, [
			() => undefined,
			({ text }) => (text === 'x.a' ? 'c' : undefined),
		]);
		const read = new Set<number>();
		const watched = new Proxy<(typeof columns)[number][]>([], {
			get: (_, slot) => {
				read.add(Number(slot));
				return columns[Number(slot)];
			},
		});
		const matches = new Matches();
		engine.run({ size: 2, columns: watched }, matches);
		expect(matches.count).toBe(0);
		expect([...read]).toEqual([first?.slot]);
	});
});
