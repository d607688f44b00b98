import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Condition } from '../../../../src/rules/condition/ast.ts';
import { CandidateIndex } from '../../../../src/rules/condition/candidates.ts';
import { compileCondition } from '../../../../src/rules/condition/compile.ts';
import { parseCondition } from '../../../../src/rules/condition/parse.ts';
import type { FieldRef } from '../../../../src/rules/fields/field.ts';
import { memoryBatch } from '../../../../src/rules/fields/memory-batch.ts';
import { FieldTable } from '../../../../src/rules/fields/table.ts';
import { shopFields } from '../shop-events.ts';

function ast(condition: string): Condition {
	const parsed = parseCondition(condition);
	if (parsed.kind === 'error') throw new Error(parsed.message);
	return parsed.ast;
}

describe('CandidateIndex', () => {
	const owner = {
		name: 't',
		fields: ['t.a', 't.b', 't.c'].map((name) => ({ name, type: 'string' as const, isList: false })),
	};
	const value = fc.constantFrom('x', 'y', 'z', 'other', 'a-rather-long-value-1', 'a-rather-long-value-2', '');
	const check = fc.oneof(
		fc.tuple(fc.constantFrom('t.a', 't.b', 't.c'), value).map(([field, text]) => `${field} = "${text}"`),
		fc
			.tuple(fc.constantFrom('t.a', 't.b'), value, value)
			.map(([field, one, two]) => `${field} in ("${one}", "${two}")`),
		fc.constantFrom('t.a != x', 't.c exists', 't.b contains o', 'not t.a = y'),
	);
	const { condition } = fc.letrec<{ condition: string }>((tie) => ({
		condition: fc.oneof(
			{ maxDepth: 3 },
			check,
			fc.tuple(tie('condition'), tie('condition')).map(([left, right]) => `(${left} and ${right})`),
			fc.tuple(tie('condition'), tie('condition')).map(([left, right]) => `(${left} or ${right})`),
		),
	}));
	const event = fc.record({ 't.a': value, 't.b': value, 't.c': value }, { requiredKeys: [] });

	it('leaves out no condition that holds, and gives them in order', () => {
		fc.assert(
			fc.property(
				fc.array(condition, { maxLength: 70 }),
				fc.array(event, { minLength: 1, maxLength: 5 }),
				(texts, events) => {
					const fields = new FieldTable([owner]);
					const conditions = texts.map(ast);
					const index = new CandidateIndex(conditions, fields);
					const compiled = conditions.map((one) => compileCondition(one, fields));
					const values = events.map((one) => (ref: FieldRef) => one[ref.text as keyof typeof one]);
					const batch = memoryBatch(fields.refs, values);
					for (let number = 0; number < events.length; number++) {
						const found = [...index.found.subarray(0, index.find(batch, number))];
						expect(found).toEqual(found.toSorted((left, right) => left - right));
						expect(new Set(found).size).toBe(found.length);
						compiled.forEach((one, rule) => {
							if (one.kind === 'compiled' && one.evaluate(batch, number)) expect(found).toContain(rule);
						});
					}
				},
			),
		);
	});

	it('leaves out what the values of the event rule out', () => {
		const fields = new FieldTable([owner]);
		const texts = ['t.a = x and t.b = y', 't.a = x or t.b = z', 't.c exists', 't.a = y', 't.a = x and t.a = y'];
		const index = new CandidateIndex(texts.map(ast), fields);
		const events = [{ 't.a': 'x', 't.b': 'y' }, { 't.a': 'x' }, { 't.a': 'y', 't.b': 'z' }, {}];
		const batch = memoryBatch(
			fields.refs,
			events.map((one) => (ref: FieldRef) => (one as Record<string, string>)[ref.text]),
		);
		const found = events.map((_, number) => [...index.found.subarray(0, index.find(batch, number))]);
		expect(found).toEqual([[0, 1, 2], [1, 2], [1, 2, 3], [2]]);
		expect(index.fields.map(({ text }) => text).toSorted()).toEqual(['t.a', 't.b']);
	});

	it('finds nothing among no conditions', () => {
		expect(new CandidateIndex([], shopFields()).find({ size: 1, columns: [] }, 0)).toBe(0);
	});
});
