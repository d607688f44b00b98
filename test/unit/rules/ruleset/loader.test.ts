import { describe, expect, it } from 'vitest';
import { printCondition } from '../../../../src/rules/condition/print.ts';
import type { RulesLoader } from '../../../../src/rules/ruleset/loader.ts';
import { decodeText } from '../../../../src/rules/values/byte-text.ts';
import { probeLoader } from './load-rows.ts';

const rule = (name: string, condition: string) =>
	`- {rule: ${name}, desc: d, output: o, priority: INFO, source: probe_src, condition: '${condition}'}\n`;
const conditionsOf = ({ ruleset }: RulesLoader) =>
	ruleset.rules.map(({ name, condition }) => [name, decodeText(printCondition(condition))]);

describe('RulesLoader', () => {
	it('adds files to each other, and compiles all of them anew', () => {
		const loader = probeLoader();
		const library = loader.load({
			name: 'library.yaml',
			text: '- {list: l, items: [a]}\n- {macro: m, condition: p.str in (l)}\n',
		});
		expect(library.warnings.map(({ code }) => code)).toEqual(['LOAD_UNUSED_MACRO']);
		expect(loader.load({ name: 'rules.yaml', text: rule('r', 'm') + rule('s', 'p.u64 = 1') }).warnings).toEqual([]);
		loader.load({
			name: 'local.yaml',
			text: `- {list: l, items: [b], override: {items: append}}\n${rule('r', 'm or p.u64 = 2')}`,
		});
		expect(conditionsOf(loader)).toEqual([
			['r', '(p.str in (a, b) or p.u64 = 2)'],
			['s', 'p.u64 = 1'],
		]);
	});

	it('keeps the ruleset of before when a file fails, and what that file defined', () => {
		const loader = probeLoader();
		loader.load({ name: 'good.yaml', text: rule('r', 'p.u64 = 1') });
		const bad = loader.load({ name: 'bad.yaml', text: `${rule('s', 'p.nope = 1')}- {rule: t}\n` });
		expect(bad.errors.map(({ code }) => code)).toEqual(['LOAD_ERR_YAML_VALIDATE']);
		expect(conditionsOf(loader)).toEqual([['r', 'p.u64 = 1']]);
		const next = loader.load({ name: 'next.yaml', text: rule('u', 'p.u64 = 3') });
		expect(
			next.errors.map(({ message, context }) => [message, context.locations[1]?.itemName, context.locations[0].name]),
		).toEqual([['filter_check called with nonexistent field p.nope', 's', 'bad.yaml']]);
	});

	it('does not let a file that fails change the rules that were loaded', () => {
		const loader = probeLoader();
		const exception = (name: string) => `{name: ${name}, fields: p.str, values: [a]}`;
		loader.load({ name: 'good.yaml', text: rule('r', 'p.u64 = 1').replace('}', `, exceptions: [${exception('e')}]}`) });
		const [loaded] = loader.ruleset.rules;
		loader.load({
			name: 'bad.yaml',
			text: `- {rule: r, condition: and nope, exceptions: [${exception('f')}], override: {condition: append, exceptions: append}}\n`,
		});
		expect(loaded?.info.condition).toBe('p.u64 = 1');
		expect(loaded?.info.exceptions.map(({ name }) => name)).toEqual(['e']);
		expect(loader.definitions.rules.get('r')?.condition).toBe('p.u64 = 1 and nope');
	});

	it('asks for the highest engine version of all files', () => {
		const loader = probeLoader();
		for (const version of ['10', '0.50.1', '0.20.0']) {
			loader.load({ name: version, text: `- required_engine_version: ${version}\n` });
		}
		expect(loader.definitions.requiredEngineVersion).toEqual({ major: 0, minor: 50, patch: 1 });
	});

	it.each([
		['p.str regex "a\\\\.b"', /write \\\\\. or \[\.\]/],
		['p.str = a or(p.str = b) and p.u64 = 1', /put a blank between 'or' and '\('/],
		['p.str in l', /needs parentheses/],
		['p.str = a,b', /a comma ends a value/],
	])('explains the fault in %s', (condition, explanation) => {
		const text = `- {list: l, items: [a, b]}\n- {rule: r, desc: d, output: o, priority: INFO, source: probe_src, condition: "${condition.replaceAll('"', '\\"')}"}\n`;
		const { errors } = probeLoader().load({ name: 'f', text });
		expect(errors.map(({ code }) => code)).toEqual(['LOAD_ERR_COMPILE_CONDITION']);
		expect(errors[0]?.explanation).toMatch(explanation);
	});

	it('tells where a condition was changed that no longer compiles', () => {
		const loader = probeLoader();
		loader.load({ name: 'rules.yaml', text: `- {macro: m, condition: p.str exists}\n${rule('r', 'm')}` });
		const change = (kind: string, name: string) =>
			`- {${kind}: ${name}, condition: and p.nope = 1 or, override: {condition: append}}\n`;
		expect(loader.load({ name: 'local.yaml', text: `# mine\n${change('rule', 'r')}` }).errors[0]).toMatchObject({
			context: { locations: [{ name: 'rules.yaml' }, {}, {}, {}] },
			explanation: 'the condition was last changed at local.yaml:2:3',
		});
		expect(loader.load({ name: 'more.yaml', text: change('macro', 'm') }).errors[0]?.explanation).toBe(
			'the condition was last changed at more.yaml:1:3',
		);
	});

	it('names the output field that Falco does not', () => {
		const [error] = probeLoader().load({
			name: 'f',
			text: rule('r', 'p.u64 = 1').replace('output: o', 'output: "%p.nope"'),
		}).errors;
		expect(error?.message).toBe("unknown filter: unexpected token after '");
		expect(error?.explanation).toContain('p.nope');
	});

	it('tells what Falco takes silently apart from what Falco says', () => {
		const loaded = probeLoader().load({ name: 'f', text: rule('r', 'p.str < 5 and tolower(p.list) in (a)') });
		expect(loaded.warnings).toEqual([]);
		expect(loaded.advice.map(({ kind }) => kind)).toEqual(['quirk', 'divergence']);
	});
});
