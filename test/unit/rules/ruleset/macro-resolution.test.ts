import { describe, expect, it } from 'vitest';
import type { Condition } from '../../../../src/rules/condition/ast.ts';
import { parseCondition } from '../../../../src/rules/condition/parse.ts';
import { printCondition } from '../../../../src/rules/condition/print.ts';
import { MacroResolver, type ParsedMacro } from '../../../../src/rules/ruleset/macro-resolution.ts';

function parsed(text: string): Condition {
	const result = parseCondition(text);
	if (result.kind === 'error') throw new Error(result.message);
	return result.ast;
}

/** Macros in order of definition; a third entry is the visibility of one that was defined again. */
function macrosOf(...entries: [name: string, condition: string, visibility?: number][]): ParsedMacro[] {
	return entries.map(([name, text, visibility], index) => ({
		name,
		condition: parsed(text),
		index,
		visibility: visibility ?? index,
	}));
}

/** The macros one after the other, and then a rule, as texts. */
function resolveAll(macros: readonly ParsedMacro[], rule: string): string[] {
	const resolver = new MacroResolver(macros);
	return [...macros.map((macro) => resolver.resolveMacro(macro)), resolver.resolve(parsed(rule))].map((resolution) =>
		resolution.kind === 'resolved'
			? printCondition(resolution.condition)
			: `${resolution.message} at ${resolution.at.column}`,
	);
}

describe('MacroResolver', () => {
	it('puts macros into macros and rules, each as a group of its own', () => {
		expect(resolveAll(macrosOf(['a', 'x.y = 1 or x.y = 2'], ['b', 'a and not a']), 'x.z exists and b')).toEqual([
			'(x.y = 1 or x.y = 2)',
			'((x.y = 1 or x.y = 2) and not (x.y = 1 or x.y = 2))',
			'(x.z exists and ((x.y = 1 or x.y = 2) and not (x.y = 1 or x.y = 2)))',
		]);
	});

	it('lets a macro see earlier ones only, and rules all', () => {
		expect(resolveAll(macrosOf(['a', 'b'], ['b', 'x.y exists']), 'b')).toEqual([
			"Undefined macro 'b' used in filter. at 1",
			'x.y exists',
			'x.y exists',
		]);
	});

	it('lets a macro that was defined again see what was defined meanwhile', () => {
		expect(resolveAll(macrosOf(['a', 'not b', 2], ['b', 'x.y exists']), 'a')).toEqual([
			'not x.y exists',
			'x.y exists',
			'not x.y exists',
		]);
	});

	it('finds loops, which come before unknown macros', () => {
		expect(resolveAll(macrosOf(['a', 'nobody or b', 2], ['b', 'a']), 'x.y exists')[0]).toBe(
			"reference loop in macro 'b' at 11",
		);
	});

	it('tells which macros were used', () => {
		const macros = macrosOf(['a', 'x.y exists'], ['b', 'a'], ['c', 'x.y exists']);
		const resolver = new MacroResolver(macros);
		const [, b] = macros.map((macro) => resolver.resolveMacro(macro));
		expect(b?.kind === 'resolved' && [...b.used]).toEqual(['a']);
	});

	it('refuses macros that double at every step, in either order of resolution', () => {
		const doubling = (from: string) => `${from} and ${from}`;
		const up = macrosOf(
			['m0', 'x.y exists'],
			...Array.from({ length: 40 }, (_, i): [string, string] => [`m${i + 1}`, doubling(`m${i}`)]),
		);
		const down = macrosOf(
			...Array.from({ length: 40 }, (_, i): [string, string, number] => [`m${i}`, doubling(`m${i + 1}`), 100]),
			['m40', 'x.y exists'],
		);
		expect(resolveAll(up, 'm40').at(-1)).toMatch(/^the condition has more than 100000 parts/);
		expect(resolveAll(down, 'm0')[0]).toMatch(/^the condition has more than 100000 parts/);
	});

	it('refuses macros that nest too deep', () => {
		const chain = macrosOf(
			['m0', 'x.y exists'],
			...Array.from({ length: 1200 }, (_, i): [string, string] => [`m${i + 1}`, `not m${i}`]),
		);
		expect(resolveAll(chain, 'm1200').at(-1)).toMatch(/1000 levels/);
	});
});
