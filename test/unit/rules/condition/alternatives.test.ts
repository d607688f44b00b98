import { describe, expect, it } from 'vitest';
import { alternatives } from '../../../../src/rules/condition/alternatives.ts';
import type { Condition } from '../../../../src/rules/condition/ast.ts';
import { parseCondition } from '../../../../src/rules/condition/parse.ts';
import { shopFields } from '../shop-events.ts';

function ast(condition: string): Condition {
	const parsed = parseCondition(condition);
	if (parsed.kind === 'error') throw new Error(parsed.message);
	return parsed.ast;
}

describe('alternatives', () => {
	const asked = (condition: string) =>
		alternatives(ast(condition), shopFields()).map((alternative) =>
			alternative.map(({ field, values }) => `${field.text}: ${[...values].join('|')}`).join(' & '),
		);

	it.each([
		['shop.user = a', ['shop.user: a']],
		['shop.user in (a, b, a) and shop.total > 1', ['shop.user: a|b']],
		['shop.user = a and (shop.note == x and shop.paid = true)', ['shop.user: a & shop.note: x']],
		['shop.user = a or shop.user in (b, c)', ['shop.user: a|b|c']],
		['shop.user = anyof (a, b)', ['shop.user: a|b']],
		['shop.user in (a, b) and shop.user in (b, c)', ['shop.user: b']],
		['shop.user = a or shop.note = x or shop.file = y', ['shop.user: a', 'shop.note: x', 'shop.file: y']],
		['shop.user = a and (shop.note = x or shop.total > 1)', ['shop.user: a & shop.note: x', 'shop.user: a']],
		['(shop.user = a or shop.note = x) and shop.user = b', ['shop.note: x & shop.user: b']],
		['shop.user = a and shop.user = b', []],
		['shop.user in ()', []],
		['shop.head[x] = a', ['shop.head[x]: a']],
	])('of %j are %j', (condition, expected) => {
		expect(asked(condition)).toEqual(expected);
	});

	it.each([
		'shop.user != a',
		'not shop.user = a',
		'shop.user = a or shop.total > 1',
		'shop.total = 1',
		'shop.tags in (a)',
		'shop.user = val(shop.note)',
		'tolower(shop.user) = a',
		'shop.user = allof (a)',
		'shop.user contains a',
		'shop.user exists',
	])('of %j leave an event without any requirement', (condition) => {
		expect(asked(condition)).toContain('');
	});

	it('stay few, whatever the condition', () => {
		const two = (index: number) => `(shop.user = a${index} or shop.note = b${index})`;
		const many = Array.from({ length: 30 }, (_, index) => two(index)).join(' and ');
		expect(asked(many).length).toBeLessThanOrEqual(16);
		const fields = ['user', 'note', 'file', 'code'].map((name) => `shop.${name} = x and shop.head[${name}] = y`);
		expect(asked(Array.from({ length: 40 }, (_, index) => fields[index % 4]).join(' or ')).length).toBe(1);
	});
});
