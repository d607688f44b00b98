import { describe, expect, it } from 'vitest';
import { toBytes } from '../../../../src/rules/values/byte-text.ts';
import { PathPrefixes } from '../../../../src/rules/values/path-prefix.ts';

describe('PathPrefixes', () => {
	const matches = (paths: string[], path: string) => {
		const bytes = toBytes(path);
		return new PathPrefixes(paths).matches(bytes, 0, bytes.length);
	};

	it.each([
		[['/a/b'], '/a/b/c', true],
		[['/a/b'], '/a/bc', false],
		[['a//b/'], '//a/b', true],
		[['/a/b/c'], '/a/b', false],
		[['/x', '/a'], '/a/b', true],
		[['/*/b'], '/a/b/c', true],
		[['/a*/[bc]'], '/abc/c', true],
		[['/*'], '/', false],
		[['/'], '', true],
		[[''], '/a', true],
		[[], '/a', false],
	])('%j before %j: %j', (paths, path, expected) => {
		expect(matches(paths, path)).toBe(expected);
	});
});
