import { describe, expect, it } from 'vitest';
import { parsePriority, severityOf, shortPriority } from '../../../../src/rules/file/priority.ts';
import { compareVersions, parseVersion, satisfies } from '../../../../src/rules/file/version.ts';
import { booleanOf, unsignedOf } from '../../../../src/rules/file/yaml-node.ts';

describe('booleanOf', () => {
	it.each(['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'])('takes %s as true', (text) => {
		expect(booleanOf(text)).toBe(true);
	});
	it.each(['n', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'OFF'])('takes %s as false', (text) => {
		expect(booleanOf(text)).toBe(false);
	});
	it.each(['', '1', '0', 'tRUE', 'yEs', 'maybe', ' true'])('does not take %j', (text) => {
		expect(booleanOf(text)).toBe(undefined);
	});
});

describe('unsignedOf', () => {
	it.each([
		['0', 0],
		['42', 42],
		['+7', 7],
		[' 7 ', 7],
		['0x1F', 31],
		['017', 15],
		['4294967295', 4294967295],
		['4294967296', undefined],
		['-1', undefined],
		['08', undefined],
		['1.5', undefined],
		['', undefined],
	])('reads %j as %j', (text, value) => {
		expect(unsignedOf(text)).toBe(value);
	});
});

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

describe('priorities', () => {
	it.each([
		['EMERGENCY', 'Emergency', 0, 'EMERGENCY'],
		['info', 'Informational', 6, 'INFO'],
		['INFORMATIONAL', 'Informational', 6, 'INFO'],
		['wArNiNg', 'Warning', 4, 'WARNING'],
		['Debug', 'Debug', 7, 'DEBUG'],
	])('%s is %s', (text, printed, severity, short) => {
		const priority = parsePriority(text);
		expect(priority).toBe(printed);
		expect(priority && [severityOf(priority), shortPriority(priority)]).toEqual([severity, short]);
	});

	it('does not know others', () => {
		expect(['HIGH', '', 'informationa', 'warn'].map(parsePriority)).toEqual(Array(4).fill(undefined));
	});
});
