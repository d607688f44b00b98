import { describe, expect, it } from 'vitest';
import type { Condition } from '../../../../src/rules/condition/ast.ts';
import { parseCondition } from '../../../../src/rules/condition/parse.ts';
import { requiredEqualities } from '../../../../src/rules/condition/required-equalities.ts';
import { shopFields } from '../shop-events.ts';

function ast(condition: string): Condition {
	const parsed = parseCondition(condition);
	if (parsed.kind === 'error') throw new Error(parsed.message);
	return parsed.ast;
}

describe('requiredEqualities', () => {
	const required = (condition: string) =>
		requiredEqualities(ast(condition), shopFields()).map(({ field, values }) => `${field.text}: ${values.join('|')}`);

	it.each([
		['shop.user = a', ['shop.user: a']],
		['shop.user in (a, b) and shop.note = x and shop.total > 1', ['shop.user: a|b', 'shop.note: x']],
		['shop.user = a and (shop.note = x or shop.total > 1)', ['shop.user: a']],
		['(shop.user = a and shop.note = x) or (shop.user = b and shop.file = y)', ['shop.user: a|b']],
		['shop.user = a or shop.note = x', []],
		['shop.user in ()', []],
		['shop.total > 1', []],
	])('%j asks for %j', (condition, expected) => {
		expect(required(condition)).toEqual(expected);
	});
});
