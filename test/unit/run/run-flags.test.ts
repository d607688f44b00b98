import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { taskOf } from '../../../src/run/run-flags.ts';
import { folderWith } from './run-here.ts';

describe('the flags of run', () => {
	it('ask for one thing', () => {
		expect(taskOf({})).toEqual({ kind: 'rules' });
		expect(taskOf({ 'describe-rules': true })).toEqual({ kind: 'describe', describe: { rule: null } });
		expect(taskOf({ 'describe-rule': 'A', validate: ['f'] })).toEqual({
			kind: 'validate',
			files: ['f'],
			describe: { rule: 'A' },
		});
		expect(taskOf({ list: '*' })).toEqual({ kind: 'list-fields', source: null });
		expect(taskOf({ list: 'demo' })).toEqual({ kind: 'list-fields', source: 'demo' });
		expect(() => taskOf({ condition: ['a'], 'list-plugins': true })).toThrow(
			'one thing at a time: --condition and --format, or --list-plugins',
		);
		expect(() => taskOf({ condition: ['a'], coverage: true })).toThrow('are about rules');
	});

	it('take conditions and formats from files, one a line', () => {
		const folder = folderWith({ conditions: 'a = 1\n\nb = "é"\n', formats: '%a' });
		const flags = { condition: ['first', `@${join(folder, 'conditions')}`], format: [`@${join(folder, 'formats')}`] };
		expect(taskOf(flags)).toEqual({
			kind: 'probes',
			conditions: ['first', 'a = 1', '', 'b = "é"'],
			formats: ['%a'],
		});
		expect(() => taskOf({ condition: ['@/no/file'] })).toThrow("/no/file: can't be read (ENOENT)");
	});
});
