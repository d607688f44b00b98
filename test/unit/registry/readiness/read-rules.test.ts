import { describe, expect, it } from 'vitest';
import { type LibraryFacts, libraryFacts } from '../../../../src/registry/library.ts';
import { isEventField, readRules } from '../../../../src/registry/readiness/read-rules.ts';
import { judgeRulesConsistent } from '../../../../src/registry/readiness/rules-consistent.ts';
import { description } from '../fixtures/description.ts';
import { verdicts } from '../fixtures/outcome.ts';

const BUOY = libraryFacts(description(), 'libbuoy.so');

const REQUIRED = '- required_plugin_versions: [{ name: buoy, version: 0.2.0 }]\n';
const rule = (condition: string, { source = 'buoy', output = 'x' } = {}) =>
	`- { rule: R, desc: x, source: ${source}, priority: NOTICE, condition: '${condition}', output: '${output}' }\n`;

function judge(library: LibraryFacts, ...texts: string[]): string[] {
	const files = readRules(
		library,
		texts.map((text, index) => ({ name: `${index}.yaml`, text })),
	);
	return verdicts(judgeRulesConsistent({ library, files, isFalcoField: isEventField }));
}

describe('readRules', () => {
	it('passes rules that the engine loads', () => {
		expect(judge(BUOY, REQUIRED + rule('buoy.name = x and buoy.depth[3] > 5 and evt.num > 1'))).toEqual([]);
	});

	it('names every unknown field once, with its rule', () => {
		expect(judge(BUOY, REQUIRED + rule('buoy.nam = x and buoy.dept > 5'))).toEqual([
			'0.yaml:2: the rule "R" uses buoy.nam: there is no field buoy.nam',
			'0.yaml:2: the rule "R" uses buoy.dept: there is no field buoy.dept',
		]);
	});

	it("takes the engine's word for all else: outputs, macros, syntax, values", () => {
		expect(judge(BUOY, REQUIRED + rule('buoy.name = x', { output: '%buoy.nam' }))).toHaveLength(1);
		expect(judge(BUOY, REQUIRED + rule('buoy.name ='))).toHaveLength(1);
		expect(judge(BUOY, REQUIRED + rule('buoy.depth[1] = deep'))).toHaveLength(1);
		expect(judge(BUOY, `${REQUIRED}- { macro: m, condition: 'buoy.nam = x' }\n${rule('m')}`)).toHaveLength(1);
	});

	it('lets fields of another plugin pass that the files ask for, and no misspelt field of its own', () => {
		const both = '- required_plugin_versions: [{ name: buoy, version: 0.2.0 }, { name: json, version: 0.7.0 }]\n';
		expect(judge(BUOY, both + rule('json.value[/a] = x'))).toEqual([]);
		expect(judge(BUOY, both + rule('json.value[/a] = x and buoy.nam = x'))).toHaveLength(1);
		expect(judge(BUOY, REQUIRED + rule('json.value[/a] = x'))).toHaveLength(1);
	});

	it('loads files one upon the other, and gives each its own rules', () => {
		const macro = `${REQUIRED}- { macro: shallow, condition: 'buoy.depth[0] < 5' }\n`;
		expect(
			readRules(
				BUOY,
				[macro, rule('shallow')].map((text, index) => ({ name: `${index}`, text })),
			),
		).toMatchObject([
			{ file: '0', errors: [], rules: [], requiredPlugins: [{ name: 'buoy', version: '0.2.0' }] },
			{ file: '1', errors: [], rules: [{ name: 'R', line: 1 }], requiredPlugins: [] },
		]);
	});

	it('judges rules of any source for a plugin that extracts from every one', () => {
		const everywhere = { ...BUOY, capabilities: ['extract'], source: '', extractSources: [] } as const;
		const lake = rule('buoy.name = x', { source: 'lake' });
		expect(judge(everywhere, REQUIRED + lake)).toEqual([]);
		expect(judge(everywhere, REQUIRED + lake.replace('buoy.name', 'buoy.nam'))).toHaveLength(1);
		expect(judge(BUOY, REQUIRED + lake)).toHaveLength(1);
	});
});
