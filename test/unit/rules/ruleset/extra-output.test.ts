import { describe, expect, it } from 'vitest';
import { type AppendOutput, appendedOutput, extraFields } from '../../../../src/rules/ruleset/extra-output.ts';

const rule = { name: 'r', source: 'src', tags: ['a', 'b'] };
const classes = [
	{ name: 'evt', fields: [{ name: 'evt.num', type: 'uint64', isList: false }] },
	{
		name: 'plugin',
		fields: [
			{ name: 'x.user.name', type: 'string', isList: false, addOutput: true },
			{ name: 'x.other', type: 'string', isList: false, addOutput: false },
		],
	},
] as const;
const appended = (...entries: AppendOutput[]) => appendedOutput('out', rule, entries, classes);

describe('appendedOutput', () => {
	it.each<[string, AppendOutput['match'], boolean]>([
		['everything', {}, true],
		['its source', { source: 'src' }, true],
		['another source', { source: 'other' }, false],
		['its name', { rule: 'r' }, true],
		['another name', { rule: 'R' }, false],
		['its tags', { tags: ['b', 'a'] }, true],
		['a tag too many', { tags: ['a', 'c'] }, false],
		['one of two conditions', { source: 'src', rule: 'other' }, false],
		['empty conditions', { source: '', rule: '', tags: [] }, true],
	])('appends to a rule that fits %s', (_name, match, fits) => {
		expect(appended({ match, extraOutput: 'more' })).toBe(fits ? 'out more' : 'out');
	});

	it('appends what plugins suggest, each field under a name without dots', () => {
		expect(appended({ match: {}, extraOutput: 'more', suggestedOutput: true }, { match: {}, extraOutput: 'end' })).toBe(
			'out more x_user_name=%x.user.name end',
		);
	});
});

describe('extraFields', () => {
	it('takes the last of those with one name', () => {
		const first: AppendOutput = {
			match: {},
			extraFields: [
				{ kind: 'raw', name: 'x' },
				{ kind: 'raw', name: 'y' },
			],
		};
		const last: AppendOutput = { match: {}, extraFields: [{ kind: 'formatted', name: 'x', format: '%x!' }] };
		expect(
			extraFields(rule, [first, last, { match: { rule: 'no' }, extraFields: [{ kind: 'raw', name: 'z' }] }]),
		).toEqual([
			{ kind: 'formatted', name: 'x', format: '%x!' },
			{ kind: 'raw', name: 'y' },
		]);
	});
});
