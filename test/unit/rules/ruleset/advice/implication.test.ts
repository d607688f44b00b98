import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Condition } from '../../../../../src/rules/condition/ast.ts';
import { compileCondition } from '../../../../../src/rules/condition/compile.ts';
import { memoryBatch } from '../../../../../src/rules/fields/memory-batch.ts';
import { FieldTable } from '../../../../../src/rules/fields/table.ts';
import { Implication } from '../../../../../src/rules/ruleset/advice/implication.ts';
import { plainStrings } from '../../../../../src/rules/ruleset/advice/membership.ts';
import { whyNeverTrue } from '../../../../../src/rules/ruleset/advice/never-true.ts';
import { condition, type Event, event, rulesetOf, SOURCE } from '../random-rules.ts';

const implication = new Implication(plainStrings(new FieldTable(SOURCE.classes)));
const conditionOf = (text: string): Condition => {
	const [rule] = rulesetOf([text]).rules;
	if (rule === undefined) throw new Error('no rule');
	return rule.condition;
};

/** For each event, whether the condition holds. */
function verdicts(ast: Condition, events: readonly Event[]): boolean[] {
	const table = new FieldTable(SOURCE.classes);
	const compiled = compileCondition(ast, table);
	if (compiled.kind === 'error') throw new Error(compiled.message);
	const batch = memoryBatch(
		table.refs,
		events.map(
			(fields) =>
				({ text }) =>
					fields[text],
		),
	);
	return events.map((_, index) => compiled.evaluate(batch, index));
}

const conditions = condition.map(conditionOf);
/** Pairs of which one was made from the other, so that it often implies it. */
const related = fc
	.tuple(condition, condition)
	.chain(([one, other]) =>
		fc
			.constantFrom(`${one} and (${other})`, `(${one}) or (${other})`, `not (${one})`, one)
			.map((made): [Condition, Condition] => [conditionOf(made), conditionOf(one)]),
	);
const events = fc.array(event, { minLength: 1, maxLength: 20 });

describe('Implication', () => {
	it('never says that a condition implies another when an event shows that it does not', () => {
		fc.assert(
			fc.property(related, events, ([one, other], samples) => {
				for (const [premise, conclusion] of [
					[one, other],
					[other, one],
				] as const) {
					if (!implication.holds(premise, conclusion)) continue;
					const holds = verdicts(conclusion, samples);
					expect(verdicts(premise, samples).filter((premiseHolds, index) => premiseHolds && !holds[index])).toEqual([]);
				}
			}),
			{ numRuns: 1000 },
		);
	});

	it('never says that two conditions exclude each other when an event satisfies both', () => {
		fc.assert(
			fc.property(related, events, ([one, other], samples) => {
				if (!implication.excludes(one, other)) return;
				const others = verdicts(other, samples);
				expect(verdicts(one, samples).filter((holds, index) => holds && others[index])).toEqual([]);
			}),
			{ numRuns: 1000 },
		);
	});
});

describe('whyNeverTrue', () => {
	it('never speaks of a condition that an event satisfies', () => {
		fc.assert(
			fc.property(conditions, events, (ast, samples) => {
				if (whyNeverTrue(ast, implication) !== undefined) expect(verdicts(ast, samples)).not.toContain(true);
			}),
			{ numRuns: 1000 },
		);
	});
});
