import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toBytes } from '../../../../src/rules/values/byte-text.ts';
import { GlobPattern } from '../../../../src/rules/values/glob.ts';

function glob(pattern: string, text: string, foldCase = false): boolean {
	const bytes = toBytes(`<${text}>`);
	return new GlobPattern(pattern, { foldCase }).matches(bytes, 1, bytes.length - 1);
}

describe('GlobPattern', () => {
	// The C library's fnmatch without flags; rules facts, sections 1.5 and 11.11.
	it.each([
		['', '', true],
		['', 'a', false],
		['*', '', true],
		['*', '.hidden/file', true],
		['a*b*c', 'a-b-b-c', true],
		['a*b*c', 'a-b-b-d', false],
		['*a*a*a*b', 'a'.repeat(40), false],
		['?', '', false],
		['?', '\xff', true],
		['[abc]', 'b', true],
		['[!abc]', 'b', false],
		['[^abc]', 'd', true],
		['[]a]', ']', true],
		['[!]a]', ']', false],
		['[a-c]', 'b', true],
		['[c-a]', 'b', false],
		['[a-]', '-', true],
		['[[:upper:]]x', 'Ax', true],
		['[[:upper:]]', 'a', false],
		['[[:nope:]]', 'n', false],
		['[\\]]', ']', true],
		['[a', '[a', true],
		['[a', 'a', false],
		['\\*', '*', true],
		['\\*', 'x', false],
		['a\\', 'a', false],
		['a\\', 'a\\', false],
	])('%j against %j: %j', (pattern, text, expected) => {
		expect(glob(pattern, text)).toBe(expected);
	});

	it('folds ASCII letters alone, in sets too', () => {
		expect(glob('h[E]LL?\xe9', 'HelLo\xe9', true)).toBe(true);
		expect(glob('\xe9', '\xc9', true)).toBe(false);
		expect(glob('[!h]*', 'Hello', true)).toBe(false);
		expect(glob('[a-Z]*', 'Hello', true)).toBe(true);
		expect(glob('[A-z]', '_', true)).toBe(false);
	});

	it('folds no case for the classes of a set', () => {
		expect(glob('[[:lower:]]ello', 'Hello', true)).toBe(false);
		expect(glob('[[:upper:]]ELLO', 'Hello', true)).toBe(true);
	});

	it('fits a text that is its own pattern, escaped', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 20 }), (raw) => {
				const text = Buffer.from(raw).toString('latin1');
				expect(glob(text.replaceAll(/[[\]*?\\!^-]/g, '\\$&'), text)).toBe(true);
				expect(glob(`*${text.slice(3).replaceAll(/[[\]*?\\]/g, '\\$&')}`, text)).toBe(true);
			}),
		);
	});
});
