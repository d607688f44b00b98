import { describe, expect, it } from 'vitest';
import type { Condition } from '../../../../src/rules/condition/ast.ts';
import { compileExplanation, type Explanation } from '../../../../src/rules/condition/explain.ts';
import { macrosIn, resolveMacros } from '../../../../src/rules/condition/macros.ts';
import { parseCondition } from '../../../../src/rules/condition/parse.ts';
import { printCondition } from '../../../../src/rules/condition/print.ts';
import { showPlace } from '../../../../src/rules/condition/show-place.ts';
import { shopEvents, shopFields } from '../shop-events.ts';

function ast(condition: string): Condition {
	const parsed = parseCondition(condition);
	if (parsed.kind === 'error') throw new Error(parsed.message);
	return parsed.ast;
}

function explain(condition: string, event = 0): Explanation {
	const fields = shopFields();
	const compiled = compileExplanation(ast(condition), fields);
	if (compiled.kind === 'error') throw new Error(compiled.message);
	return compiled.explain(shopEvents(fields), event);
}

/** One line a part: `+` holds, `-` does not, in parentheses what Falco never reaches. */
function lines(part: Explanation, indent = ''): string[] {
	const mark = part.holds ? '+' : '-';
	const values = part.operands.map(({ operand, value }) => `${operand}: ${value ?? 'missing'}`).join(', ');
	const line = `${indent}${part.isReached ? mark : `(${mark})`} ${part.condition}${values && ` [${values}]`}`;
	return [line, ...part.parts.flatMap((child) => lines(child, `${indent}  `))];
}

describe('compileExplanation', () => {
	it('shows every part with its verdict and values, and what is not reached', () => {
		expect(
			lines(explain('shop.total > 300 and shop.user exists or not shop.paid = true or shop.tags in (red)')),
		).toEqual([
			'- ((shop.total > 300 and shop.user exists) or not shop.paid = true or shop.tags in (red))',
			'  - (shop.total > 300 and shop.user exists)',
			'    - shop.total > 300 [shop.total: 250]',
			'    (+) shop.user exists [shop.user: Anna Smith]',
			'  - not shop.paid = true',
			'    + shop.paid = true [shop.paid: true]',
			'  - shop.tags in (red) [shop.tags: (red,green,red)]',
		]);
	});

	it('shows both sides of a comparison of fields, and missing values', () => {
		expect(lines(explain('tolower(shop.user) = val(later.user)'))).toEqual([
			'- tolower(shop.user) = val(later.user) [tolower(shop.user): anna smith, val(later.user): missing]',
		]);
	});

	it('says where Falco would end instead of ending', () => {
		expect(lines(explain('shop.broken = 1.2.3.4'))[0]).toContain(
			'<rawval_to_string called with IP address of incorrect size 2>',
		);
	});

	it('refuses what does not compile', () => {
		expect(compileExplanation(ast('shop.nope = 1'), shopFields())).toMatchObject({
			kind: 'error',
			isUnknownField: true,
		});
	});
});

describe('resolveMacros', () => {
	it('puts conditions in the place of names, each a node of its own', () => {
		const macros: Record<string, Condition> = {
			known: ast('shop.user = a or shop.user = b'),
			rich: ast('shop.total > 9'),
		};
		const resolved = resolveMacros(ast('known and not (rich or known)'), ({ name }) => macros[name]);
		expect(resolved.kind === 'resolved' && printCondition(resolved.ast)).toBe(
			'((shop.user = a or shop.user = b) and not (shop.total > 9 or (shop.user = a or shop.user = b)))',
		);
	});

	it('names the first macro that nobody knows, with its place', () => {
		expect(resolveMacros(ast('shop.user = a and who'), () => undefined)).toMatchObject({
			kind: 'unknown',
			macro: { name: 'who', at: { offset: 18, line: 1, column: 19 } },
		});
	});

	it('lists macros in order', () => {
		expect(macrosIn(ast('a and (b or not a)')).map(({ name }) => name)).toEqual(['a', 'b', 'a']);
	});
});

describe('showPlace', () => {
	it('shows the line alone, with the caret under the character', () => {
		expect(showPlace('one\n\t\xc3\xa9 ! x\nthree', { offset: 8, line: 2, column: 5 })).toBe('\té ! x\n\t  ^');
		expect(showPlace('', { offset: 0, line: 1, column: 1 })).toBe('\n^');
	});
});
