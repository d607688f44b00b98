import { describe, expect, it } from 'vitest';
import type { Condition } from '../../../../src/rules/condition/ast.ts';
import { macrosIn, resolveMacros } from '../../../../src/rules/condition/macros.ts';
import { parseCondition } from '../../../../src/rules/condition/parse.ts';
import { printCondition } from '../../../../src/rules/condition/print.ts';

function ast(condition: string): Condition {
	const parsed = parseCondition(condition);
	if (parsed.kind === 'error') throw new Error(parsed.message);
	return parsed.ast;
}

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
