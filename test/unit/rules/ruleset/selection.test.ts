import { describe, expect, it } from 'vitest';
import { matchesPattern, type RuleSelection, selectRules } from '../../../../src/rules/ruleset/selection.ts';

const rules = [
	{ name: 'read file', enabled: true, priority: 'Warning', tags: ['file'] },
	{ name: 'write file', enabled: false, priority: 'Debug', tags: ['file', 'write'] },
	{ name: 'open socket', enabled: true, priority: 'Critical', tags: [] },
] as const;
const selected = (selections: RuleSelection[], threshold: 'Debug' | 'Notice' = 'Debug') =>
	selectRules(rules, selections, threshold);

describe('selectRules', () => {
	it('runs what the files leave enabled', () => {
		expect(selected([])).toEqual([0, 2]);
	});

	it('applies selections in order, by name and by tag', () => {
		expect(selected([{ operation: 'disable', rule: '*' }])).toEqual([]);
		expect(
			selected([
				{ operation: 'disable', rule: '*' },
				{ operation: 'enable', tag: 'file' },
			]),
		).toEqual([0, 1]);
		expect(
			selected([
				{ operation: 'enable', tag: 'file' },
				{ operation: 'disable', rule: 'write file' },
			]),
		).toEqual([0, 2]);
		expect(selected([{ operation: 'disable', rule: 'read*', tag: 'file' }])).toEqual([2]);
		expect(selected([{ operation: 'disable', tag: 'fil' }])).toEqual([0, 2]);
	});

	it('puts a rule that is enabled again at the end', () => {
		const again: RuleSelection[] = [
			{ operation: 'disable', rule: 'read file' },
			{ operation: 'enable', rule: 'read file' },
		];
		expect(selected(again)).toEqual([2, 0]);
		expect(selected([{ operation: 'enable', rule: 'read file' }])).toEqual([0, 2]);
	});

	it('never runs rules below the threshold, however often they are enabled', () => {
		expect(selected([{ operation: 'enable', rule: '*' }], 'Notice')).toEqual([0, 2]);
	});
});

describe('matchesPattern', () => {
	it.each([
		['a', 'a', true],
		['a', 'ab', false],
		['A', 'a', false],
		['*', '', true],
		['**', 'anything', true],
		['a*', 'abc', true],
		['*c', 'abc', true],
		['a*c', 'abc', true],
		['a*b*', 'axbx', true],
		['a*b', 'axbx', false],
		['*b', 'abab', false],
		['*a*a', 'xaya', true],
		['a?', 'ab', false],
		['a?', 'a?', true],
		['*.*', 'a.b', true],
	])('%j on %j is %j', (pattern, name, expected) => {
		expect(matchesPattern(pattern, name)).toBe(expected);
	});
});
