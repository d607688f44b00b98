import { describe, expect, it } from 'vitest';
import {
	loadResultJson,
	loadResultText,
	validationJson,
	validationText,
} from '../../../../src/rules/file/validation-report.ts';
import { probeLoader } from '../ruleset/load-rows.ts';

const good = '- {rule: r, desc: d, output: o, priority: INFO, source: probe_src, condition: p.str exists}\n';
const warned = `- {list: l, items: [a]}\n${good}`;
const bad = `- rule: r
  desc: d
  output: o
  priority: INFO
  source: probe_src
  condition: p.str exists and p.nope = 1
`;

function load(...files: [name: string, text: string][]) {
	const loader = probeLoader();
	const results = files.map(([name, text]) => loader.load({ name, text }));
	return { results, texts: new Map(files) };
}

describe('validationText', () => {
	it('has one line for files that are fine, and puts their warnings into the log', () => {
		const { results, texts } = load(['good.yaml', good], ['warned.yaml', warned]);
		const { stdout, log } = validationText(results, texts);
		expect(stdout).toBe('good.yaml: Ok\nwarned.yaml: Ok, with warnings\n');
		expect(log.join('')).toBe(`warned.yaml: Ok, with warnings
1 Warnings:
In rules content: (warned.yaml:0:0)
    list 'l': (warned.yaml:0:2)
------
- {list: l, items: [a]}
  ^
------
LOAD_UNUSED_LIST (Unused list): List not referred to by any other rule/macro
`);
	});

	it('shows an error with its chain of places and the line', () => {
		const { results, texts } = load(['bad.yaml', bad]);
		expect(validationText(results, texts).stdout).toBe(`bad.yaml: Invalid
1 Errors:
In rules content: (bad.yaml:0:0)
    rule 'r': (bad.yaml:0:2)
    rule condition: (bad.yaml:5:13)
    condition expression: ("p.str exists and ...":6:31)
------
p.str exists and p.nope = 1
                          ^
------
LOAD_ERR_COMPILE_CONDITION (Error compiling condition): filter_check called with nonexistent field p.nope

`);
	});

	it('lists what the advisory schema check found', () => {
		const { results, texts } = load(['s.yaml', good.replace('INFO', 'info')]);
		expect(results.map((result) => loadResultText(result, texts)).join('')).toContain(
			'Schema warnings:\nfailed for <root>[0][priority]: Failed to match against any enum values.\n',
		);
	});
});

describe('loadResultJson', () => {
	it('has the keys of Falco, sorted, with places from 0', () => {
		const { results, texts } = load(['bad.yaml', bad]);
		const [json] = results.map((result) => loadResultJson(result, texts));
		expect(JSON.stringify(json)).toBe(
			JSON.stringify({
				errors: [
					{
						code: 'LOAD_ERR_COMPILE_CONDITION',
						codedesc: 'Error compiling condition',
						context: {
							locations: [
								{
									item_name: '',
									item_type: 'rules content',
									position: { column: 0, line: 0, name: 'bad.yaml', offset: 0 },
								},
								{ item_name: 'r', item_type: 'rule', position: { column: 2, line: 0, name: 'bad.yaml', offset: 2 } },
								{
									item_name: '',
									item_type: 'rule condition',
									position: { column: 13, line: 5, name: 'bad.yaml', offset: 82 },
								},
								{
									item_name: '',
									item_type: 'condition expression',
									position: { column: 31, line: 6, name: '"p.str exists and ..."', offset: 99 },
								},
							],
							snippet: 'p.str exists and p.nope = 1\n                          ^\n',
						},
						message: 'filter_check called with nonexistent field p.nope',
					},
				],
				name: 'bad.yaml',
				schema_valid: true,
				schema_warnings: [],
				successful: false,
				warnings: [],
			}),
		);
	});

	it('gives warnings their long description', () => {
		const { results, texts } = load(['warned.yaml', warned]);
		expect(results.flatMap((result) => loadResultJson(result, texts).warnings).map(({ codedesc }) => codedesc)).toEqual(
			['A list is defined in the rules content but is not used by any other list, macro, or rule.'],
		);
	});
});

describe('validationJson', () => {
	it('has descriptions only where every file is fine', () => {
		const fine = load(['good.yaml', good]);
		const broken = load(['good.yaml', good], ['bad.yaml', bad]);
		const summary = ({ results, texts }: ReturnType<typeof load>) =>
			Object.entries(validationJson(results, texts, { rules: [] }));
		expect(summary(fine).map(([key]) => key)).toEqual(['falco_describe_results', 'falco_load_results']);
		expect(summary(broken).map(([key]) => key)).toEqual(['falco_load_results']);
		expect(validationJson(broken.results, broken.texts).falco_load_results.map(({ successful }) => successful)).toEqual(
			[true, false],
		);
	});
});
