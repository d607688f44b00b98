import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quoteItem, substituteList } from '../../../../src/rules/ruleset/list-substitution.ts';

const list = { name: 'foo', items: ['a', 'b c'] };
const substituted = (condition: string, items: readonly string[] = list.items) =>
	substituteList(condition, { ...list, items })?.text;

describe('substituteList', () => {
	it.each([
		['x in (foo)', 'x in ( a, "b c" )'],
		['x in (foo, z)', 'x in ( a, "b c" , z)'],
		['x in ( foo )', 'x in ( a, "b c" )'],
		['x = foo', 'x = a, "b c" '],
		['foo', 'a, "b c" '],
		['x = " foo "', 'x = " a, "b c" "'],
		['x in\n(foo\n)', 'x in\n( a, "b c" )'],
	])('puts the items into %j', (condition, expected) => {
		expect(substituted(condition)).toBe(expected);
	});

	it.each(['x in (food)', 'x in (a.foo)', 'x = "foo"', "x = 'foo'", 'x in (foo_bar)', 'x in (foo-bar)'])(
		'leaves %j alone, where other characters surround the name',
		(condition) => {
			expect(substituteList(condition, list)).toEqual({ text: condition, used: false });
		},
	);

	it.each([
		['x in (foo, z)', 'x in (   z)'],
		['x in (z, foo)', 'x in (z  )'],
		['x in (foo)', 'x in (  )'],
	])('takes a neighbouring comma away with an empty list: %j', (condition, expected) => {
		expect(substituted(condition, [])).toBe(expected);
	});

	it('does not look again into what it put in', () => {
		expect(substituted('x in (foo)', ['foo', 'foo'])).toBe('x in ( foo, foo )');
	});

	it('ends, and gives up beyond the bound', () => {
		fc.assert(
			fc.property(
				fc.string({ unit: fc.constantFrom('foo', ',', ' ', '(', 'x'), maxLength: 30 }),
				fc.array(fc.constantFrom('foo', 'x', 'a b')),
				(condition, items) => {
					expect(substituteList(condition, { name: 'foo', items })).toBeDefined();
				},
			),
		);
		const long = { name: 'foo', items: ['x'.repeat(512 * 1024)] };
		expect(substituteList('y in (foo, foo, foo)', long)).toBe(undefined);
	});
});

describe('quoteItem', () => {
	it('puts quotes around blanks unless there are some, and escapes nothing', () => {
		expect(['a', 'a b', '"a b"', "'a b", 'say "hi" now', 'a,b'].map(quoteItem)).toEqual([
			'a',
			'"a b"',
			'"a b"',
			"'a b",
			'"say "hi" now"',
			'a,b',
		]);
	});
});
