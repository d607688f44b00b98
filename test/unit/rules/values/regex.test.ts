import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toBytes } from '../../../../src/rules/values/byte-text.ts';
import { compileRegex } from '../../../../src/rules/values/regex.ts';

function regex(pattern: string, text: string): boolean | string {
	const compiled = compileRegex(pattern);
	const bytes = toBytes(`<${text}>`);
	return compiled.kind === 'error' ? compiled.message : compiled.regex.matches(bytes, 1, bytes.length - 1);
}

describe('compileRegex', () => {
	// Rules facts, section 11.9.
	it.each(['(?:a)', '(?P<n>a)', '(?i)a', '\\b', '\\d', '\\w', '\\pL', '\\Q', '\\A', '\\C', '\\1', 'a{1001}', 'a{2,1}'])(
		'refuses %j as RE2 does in POSIX mode',
		(pattern) => {
			expect(regex(pattern, 'a')).toBeTypeOf('string');
		},
	);

	it.each([
		'(',
		')',
		'[',
		'a\\',
		'*a',
		'[z-a]',
		'[[:nope:]]',
		'[a\\d]',
		'(a{100}){100}',
		'{1,2}**',
		'**',
		'(*a)',
		'a|+',
		'[a-z-[a\\]b]',
		'[a-c-e]',
		'[[:alpha:]-z]',
		'('.repeat(300),
		'\xff',
	])('refuses %j', (pattern) => {
		expect(regex(pattern, 'a')).toBeTypeOf('string');
	});

	it.each([
		['a**', 'aaa', true],
		['a+?', '', true],
		['a{2}{2}', 'aaaa', true],
		['a{2}{2}', 'aaa', false],
		['(ab)+*', 'abab', true],
		['\\x41**', 'AA', true],
		['\\x41**', '\\x4', false],
		['\\x{41}+?', '', true],
		['\\101', 'A', true],
		['Hello|', '', true],
		['()', '', true],
		['|', '', true],
		['x{0}', '', true],
		['[a-]', '-', true],
		['[-a]', '-', true],
		['[^-a]', '-', false],
		['[+--]', ',', true],
		['[a-z-]', '-', true],
		['[[:alpha:]-]', '-', true],
		['[a\\-z]', '-', true],
		['^*a', 'a', true],
		['[]H]', ']', true],
		['[[:^digit:]]', 'a', true],
		['[[:^digit:]]', '5', false],
		['a{', 'a{', true],
		['a{,2}', 'a{,2}', true],
		['\\.\\/', './', true],
		['ab', 'xabx', false],
		['.', '\n', false],
		['[^a]', '\n', true],
		['a$\n^b', 'a\nb', true],
		['x.', 'x\xff', true],
		['x..', 'x\xe2\x82', true],
		['caf.', 'caf\xc3\xa9', true],
		['caf\xc3\xa9', 'caf\xc3\xa9', true],
		['a|ab', 'ab', true],
		['(a*)*b', `${'a'.repeat(200)}c`, false],
	])('%j fits %j: %j', (pattern, text, expected) => {
		expect(regex(pattern, text)).toBe(expected);
	});

	it('fits quoted text and nothing else, whatever the text', () => {
		fc.assert(
			fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (text, other) => {
				const pattern = text.replaceAll(/[\\^$.|?*+()[\]{}]/g, '\\$&');
				expect(regex(pattern, text)).toBe(true);
				expect(regex(pattern, other)).toBe(text === other);
			}),
		);
	});

	it('never throws, whatever the pattern', () => {
		const pieces = fc.constantFrom(
			'\\',
			'[',
			']',
			'(',
			')',
			'{',
			'1',
			',',
			'}',
			'*',
			'?',
			'|',
			'^',
			':',
			'x',
			'[:',
			':]',
		);
		fc.assert(
			fc.property(
				fc.array(fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 2 })), { maxLength: 15 }),
				(parts) => {
					expect(['string', 'boolean']).toContain(typeof regex(Buffer.from(parts.join('')).toString('latin1'), 'a'));
				},
			),
			{ numRuns: 500 },
		);
	});
});
