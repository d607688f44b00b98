import { describe, expect, it } from 'vitest';
import type { Condition } from '../../../../src/rules/condition/ast.ts';
import { compileExplanation, type Explanation } from '../../../../src/rules/condition/explain.ts';
import { parseCondition } from '../../../../src/rules/condition/parse.ts';
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
