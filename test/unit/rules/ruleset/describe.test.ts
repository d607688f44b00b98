import { describe, expect, it } from 'vitest';
import { describeAsText, describeRuleset } from '../../../../src/rules/ruleset/describe.ts';
import { probeFields } from '../probe-events.ts';
import { probeLoader } from './load-rows.ts';

const SOURCES = [{ name: 'probe_src', classes: probeFields().classes, provider: 'probe' }];
const loader = probeLoader();
loader.load({
	name: 'f',
	text: `
- required_engine_version: 10
- required_plugin_versions: [{name: probe, version: 1.0.0, alternatives: [{name: other, version: 2.0.0}]}]
- list: inner
  items: [a]
- list: outer
  items: [inner, b c]
- macro: m
  condition: p.str in (outer)
- rule: r
  desc: one word after another so that the line must be broken somewhere in the middle of it
  condition: m and p.u64 > 1 and p.path startswith oneof (a)
  exceptions: [{name: e, fields: [p.path], comps: [startswith], values: [[/tmp]]}]
  output: "%p.str %evt.num"
  priority: ERROR
  source: probe_src
  tags: [t]
`,
});
const describeAll = (only?: string) => describeRuleset(loader.definitions, loader.ruleset, SOURCES, only);

describe('describeRuleset', () => {
	it('tells of requirements, lists and macros', () => {
		expect(describeAll()).toMatchObject({
			required_engine_version: '0.10.0',
			required_plugin_versions: [
				{ name: 'probe', version: '1.0.0', alternatives: [{ name: 'other', version: '2.0.0' }] },
			],
			lists: [
				{ info: { name: 'inner', items: ['a'] }, details: { lists: [], items_compiled: ['a'], used: true } },
				{
					info: { name: 'outer', items: ['b c'] },
					details: { lists: ['inner'], items_compiled: ['a', 'b c'], used: true },
				},
			],
			macros: [
				{
					info: { name: 'm', condition: 'p.str in (outer)' },
					details: {
						lists: ['outer'],
						macros: [],
						condition_compiled: 'p.str in (a, "b c")',
						condition_fields: ['p.str'],
						condition_operators: ['in'],
						used: true,
					},
				},
			],
		});
	});

	it('tells of one rule as it is written and as it is compiled', () => {
		expect(describeAll('r')).toEqual({
			details: {
				condition_compiled:
					'((p.str in (a, "b c") and p.u64 > 1 and p.path startswith oneof (a)) and not p.path startswith /tmp)',
				condition_fields: ['p.path', 'p.str', 'p.u64'],
				condition_operators: ['>', 'in', 'startswith', 'startswith oneof'],
				events: ['asyncevent', 'pluginevent'],
				exception_fields: ['p.path'],
				exception_names: ['e'],
				exception_operators: ['startswith'],
				lists: [],
				macros: ['m'],
				output_compiled: '%p.str %evt.num',
				output_fields: ['evt.num', 'p.str'],
				plugins: ['probe'],
			},
			info: {
				capture: false,
				capture_duration: 0,
				condition: 'm and p.u64 > 1 and p.path startswith oneof (a)',
				description: 'one word after another so that the line must be broken somewhere in the middle of it',
				enabled: true,
				name: 'r',
				output: '%p.str %evt.num',
				priority: 'Error',
				source: 'probe_src',
				tags: ['t'],
			},
		});
		expect(describeAll('nobody')).toEqual({});
	});

	it('keeps the keys sorted, as Falco prints them', () => {
		const sortedKeys = (value: unknown): boolean => {
			if (typeof value !== 'object' || value === null) return true;
			const keys = Array.isArray(value) ? [] : Object.keys(value);
			return keys.every((key, index) => key === [...keys].sort()[index]) && Object.values(value).every(sortedKeys);
		};
		expect(sortedKeys(describeAll())).toBe(true);
	});
});

describe('describeAsText', () => {
	it('prints two columns and breaks long descriptions', () => {
		const pad = (text: string) => text.padEnd(51);
		expect(describeAsText(loader.ruleset.rules).split('\n')).toEqual([
			`${pad('Rule')}Description`,
			`${pad('----')}-----------`,
			`${pad('r')}one word after another so that the line must be broken `,
			`${pad('')}somewhere in the middle of it `,
			'',
			'',
		]);
	});
});
