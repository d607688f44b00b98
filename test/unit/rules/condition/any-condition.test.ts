import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileCondition } from '../../../../src/rules/condition/compile.ts';
import { EvaluationFailure } from '../../../../src/rules/condition/compile-failure.ts';
import { compileExplanation } from '../../../../src/rules/condition/explain.ts';
import { parseCondition } from '../../../../src/rules/condition/parse.ts';
import { shopEvents, shopFields } from '../shop-events.ts';

const names = shopFields()
	.classes.flatMap(({ fields }) => fields)
	.map(({ name, argument }) => (argument === undefined ? name : `${name}[1]`));
const field = fc.constantFrom(...names);
const constant = fc.oneof(
	fc.constantFrom('a', 'red', '250', '-1', 'true', '192.0.2.33', 'fe80::a', '172.16.0.0/12', '/srv', '*', '".*"', '""'),
	fc.string({ unit: 'grapheme', maxLength: 4 }).map((text) => `"${text.replaceAll(/[\\"]/g, '\\$&')}x"`),
);
const list = fc.array(constant, { maxLength: 3 }).map((items) => `(${items.join(', ')})`);
const { operand } = fc.letrec<{ operand: string }>((tie) => ({
	operand: fc.oneof(
		{ maxDepth: 3 },
		field,
		fc
			.tuple(fc.constantFrom('tolower', 'toupper', 'b64', 'basename', 'len'), tie('operand'))
			.map(([fn, of]) => `${fn}(${of})`),
		fc.tuple(tie('operand'), tie('operand')).map((of) => `concat(${of.join(', ')})`),
		fc.tuple(tie('operand'), tie('operand')).map((of) => `join("-", (${of.join(', ')}))`),
		tie('operand').map((of) => `join(",", ${of})`),
		fc.tuple(tie('operand'), fc.constantFrom('', '[n]')).map(([of, subscript]) => `getopt(${of}, "vn:")${subscript}`),
	),
}));
const single = fc.constantFrom('=', '!=', 'contains', 'icontains', 'startswith', 'endswith', 'glob', 'iglob', 'regex');
const check = fc.oneof(
	operand.map((left) => `${left} exists`),
	fc.tuple(operand, single, constant).map((parts) => parts.join(' ')),
	fc.tuple(operand, single, fc.constantFrom('oneof', 'anyof', 'allof'), list).map((parts) => parts.join(' ')),
	fc.tuple(operand, fc.constantFrom('in', 'intersects', 'pmatch'), list).map((parts) => parts.join(' ')),
	fc
		.tuple(operand, fc.constantFrom('<', '<=', '>', '>='), fc.constantFrom('0', '250', '-1'))
		.map((parts) => parts.join(' ')),
	fc
		.tuple(operand, fc.oneof(single, fc.constantFrom('<', 'in', 'intersects')), field)
		.map(([left, operator, right]) => `${left} ${operator} val(${right})`),
	fc
		.tuple(
			operand,
			single,
			operand.filter((text) => text.includes('(')),
		)
		.map((parts) => parts.join(' ')),
);
const { condition } = fc.letrec<{ condition: string }>((tie) => ({
	condition: fc.oneof(
		{ maxDepth: 2 },
		check,
		tie('condition').map((inner) => `not (${inner})`),
		fc.tuple(tie('condition'), fc.constantFrom('and', 'or'), tie('condition')).map((parts) => `(${parts.join(' ')})`),
	),
}));

/** A verdict, `end` where Falco ends, or nothing where the condition does not compile. */
function verdict(text: string, event: number): boolean | 'end' | undefined {
	const parsed = parseCondition(text);
	if (parsed.kind === 'error') throw new Error(`${text}: ${parsed.message}`);
	const fields = shopFields();
	const compiled = compileCondition(parsed.ast, fields);
	if (compiled.kind === 'error') return undefined;
	try {
		return compiled.evaluate(shopEvents(fields), event);
	} catch (error) {
		if (error instanceof EvaluationFailure) return 'end';
		throw error;
	}
}

describe('any condition', () => {
	it('compiles or is refused with a message, and has a verdict', () => {
		let compiled = 0;
		fc.assert(
			fc.property(condition, fc.nat(2), (text, event) => {
				const got = verdict(text, event);
				if (got !== undefined) compiled++;
			}),
			{ numRuns: 1500 },
		);
		expect(compiled).toBeGreaterThan(50);
	});

	it('is explained to the verdict that it evaluates to', () => {
		fc.assert(
			fc.property(condition, fc.nat(2), (text, event) => {
				const expected = verdict(text, event);
				const parsed = parseCondition(text);
				if (parsed.kind === 'error' || expected === undefined || expected === 'end') return;
				const fields = shopFields();
				const explained = compileExplanation(parsed.ast, fields);
				if (explained.kind === 'error') throw new Error(explained.message);
				const { holds, isReached } = explained.explain(shopEvents(fields), event);
				expect({ holds, isReached }).toEqual({ holds: expected, isReached: true });
			}),
			{ numRuns: 1000 },
		);
	});

	it('is false where its left side is missing, whatever the operator (1.4)', () => {
		fc.assert(
			fc.property(check, (text) => {
				if (/\b(evt|join\("-", \(\)|item|head|both)/.test(text)) return;
				const got = verdict(text, 2);
				expect(got === undefined || got === false).toBe(true);
			}),
			{ numRuns: 1000 },
		);
	});
});
