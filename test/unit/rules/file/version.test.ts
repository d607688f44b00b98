import { describe, expect, it } from 'vitest';
import { compareVersions, parseVersion, satisfies } from '../../../../src/rules/file/version.ts';

describe('versions', () => {
	it('need three numbers, and take any text after them', () => {
		expect(parseVersion('1.2.3')).toEqual({ major: 1, minor: 2, patch: 3 });
		expect(parseVersion('1.2.3-rc.1+x')).toEqual({ major: 1, minor: 2, patch: 3 });
		expect(['1.2', 'v1.2.3', '1.2.x', '', '1.2.99999999999'].map(parseVersion)).toEqual(Array(5).fill(undefined));
	});

	it.each([
		['1.2.3', '1.2.3', true],
		['1.2.3', '1.1.9', true],
		['1.2.3', '1.2.4', false],
		['1.2.3', '1.3.0', false],
		['1.2.3', '0.2.3', false],
		['1.2.3', '2.0.0', false],
	])('%s satisfies %s: %j', (present, required, expected) => {
		const [have, want] = [parseVersion(present), parseVersion(required)];
		expect(have && want && satisfies(have, want)).toBe(expected);
	});

	it('sort by number', () => {
		const sorted = ['0.10.0', '0.9.1', '1.0.0', '0.9.0']
			.map(parseVersion)
			.sort((a, b) => (a && b ? compareVersions(a, b) : 0));
		expect(sorted.map((version) => version?.minor)).toEqual([9, 9, 10, 0]);
	});
});
