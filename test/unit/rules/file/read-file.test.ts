import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Definition } from '../../../../src/rules/file/definition.ts';
import { readRulesFile } from '../../../../src/rules/file/read-file.ts';

function read(text: string) {
	const definitions: Definition[] = [];
	const reading = readRulesFile({ name: 'f.yaml', text }, (definition) => definitions.push(definition));
	return { ...reading, definitions };
}

describe('readRulesFile', () => {
	it('gives the definitions of all documents in order', () => {
		const { definitions, failure } = read(`
- required_engine_version: 10
- required_plugin_versions: [{name: a, version: 1.0.0}, {name: b, version: 2.0.0, alternatives: [{name: c, version: 3.0.0}]}]
---
- list: l
  items: [1, "two", true]
- macro: m
  condition: x
---
- null
- rule: r
  enabled: false
`);
		expect(failure).toBe(undefined);
		expect(definitions).toMatchObject([
			{ kind: 'required engine version', version: { major: 0, minor: 10, patch: 0 } },
			{ kind: 'required plugin version', alternatives: [{ name: 'a', version: '1.0.0' }] },
			{ kind: 'required plugin version', alternatives: [{ name: 'b' }, { name: 'c', version: '3.0.0' }] },
			{ kind: 'list', name: 'l', items: ['1', 'two', 'true'], mode: 'define' },
			{ kind: 'macro', name: 'm', condition: 'x', mode: 'define' },
			{ kind: 'rule toggle', name: 'r', enabled: false },
		]);
	});

	it('reads all keys of a rule', () => {
		const { definitions } = read(`
- rule: r
  desc: d
  condition: c
  output: " o "
  priority: error
  source: s
  enabled: no
  tags: [b, a, b]
  warn_evttypes: false
  skip-if-unknown-filter: true
  capture: true
  capture_duration: 100
  exceptions:
    - {name: e, fields: [f, g], comps: [=, in], values: [[a, [b, c]]]}
`);
		expect(definitions).toMatchObject([
			{
				kind: 'rule',
				name: 'r',
				description: 'd',
				condition: 'c',
				output: 'o',
				priority: 'Error',
				source: 's',
				enabled: false,
				tags: ['a', 'b'],
				warnEventTypes: false,
				skipIfUnknownFilter: true,
				capture: true,
				captureDuration: 100,
				exceptions: [
					{ name: 'e', fields: { kind: 'list' }, values: [{ items: [{ text: 'a' }, { items: [{ text: 'b' }, {}] }] }] },
				],
			},
		]);
	});

	it('splits an item that appends and replaces into two updates, appends first', () => {
		const { definitions } = read(
			'- {rule: r, output: o, condition: and x, enabled: yes, override: {enabled: replace, condition: append, output: replace}}',
		);
		expect(definitions).toMatchObject([
			{ kind: 'rule update', mode: 'append', values: { condition: 'and x' } },
			{ kind: 'rule update', mode: 'replace', values: { output: 'o', enabled: true } },
		]);
		expect(Object.keys(definitions[0]?.kind === 'rule update' ? definitions[0].values : {})).toEqual(['condition']);
	});

	it('gives what came before an error, and stops there', () => {
		const { definitions, failure } = read('- {list: a, items: []}\n- {list: b}\n- {list: c, items: []}\n');
		expect(definitions).toMatchObject([{ name: 'a' }]);
		expect(failure?.code).toBe('LOAD_ERR_YAML_VALIDATE');
	});

	it('tells a file that is no YAML by its place', () => {
		const { failure, schema } = read('- a: [1\n- b\n');
		expect(failure?.code).toBe('LOAD_ERR_YAML_PARSE');
		expect(failure?.context.locations.map(({ itemType }) => itemType)).toEqual(['rules content', 'value for']);
		expect(schema.status).toBe('none');
	});

	it('never throws, and every place is within the text', () => {
		const piece = fc.constantFrom(
			'- ',
			'rule: ',
			'list: ',
			'items: ',
			'override: ',
			'exceptions: ',
			'macro: ',
			'condition: ',
			'\n',
			'  ',
			'[',
			']',
			'{',
			'}',
			', ',
			'x',
			'"é"',
			'&a ',
			'*a',
			'name: ',
			'fields: ',
			'values: ',
			'null',
			'tags: ',
			'append: true',
			'required_engine_version: ',
			'required_plugin_versions: ',
		);
		const yamlish = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));
		fc.assert(
			fc.property(fc.oneof(yamlish, fc.string({ unit: 'binary', maxLength: 40 })), (text) => {
				const { warnings, failure } = read(text);
				const contexts = [...warnings.map(({ context }) => context), ...(failure ? [failure.context] : [])];
				const size = Buffer.byteLength(text);
				for (const { mark } of contexts.flatMap(({ locations }) => locations)) {
					expect(mark.offset).toBeGreaterThanOrEqual(0);
					expect(mark.offset).toBeLessThanOrEqual(size);
				}
			}),
			{ numRuns: 1000 },
		);
	});
});
