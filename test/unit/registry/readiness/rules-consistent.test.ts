import { describe, expect, it } from 'vitest';
import { libraryFacts } from '../../../../src/registry/library.ts';
import { judgeRulesConsistent, type RulesFileReading } from '../../../../src/registry/readiness/rules-consistent.ts';
import { description } from '../fixtures/description.ts';
import { verdicts } from '../fixtures/outcome.ts';

const library = libraryFacts(description(), 'libbuoy.so');
const reading = (changes: Partial<RulesFileReading>): RulesFileReading => ({
	file: 'buoy_rules.yaml',
	errors: [],
	requiredPlugins: [{ name: 'buoy', version: '0.1.0' }],
	rules: [],
	...changes,
});
const judge = (...files: Partial<RulesFileReading>[]) =>
	verdicts(
		judgeRulesConsistent({ library, files: files.map(reading), isFalcoField: (name) => name.startsWith('evt.') }),
	);
const using = (name: string, argument?: string, source = 'buoy') =>
	judge({ rules: [{ name: 'R', source, line: 7, fields: [{ name, argument }] }] });

describe('judgeRulesConsistent', () => {
	it('passes rules on fields of the plugin and of Falco', () => {
		expect(using('buoy.name')).toEqual([]);
		expect(using('buoy.depth', '3')).toEqual([]);
		expect(using('evt.time')).toEqual([]);
	});

	it.each([
		['buoy.gone', undefined, 'buoy.gone: there is no field buoy.gone'],
		['buoy.depth', undefined, 'buoy.depth: the field needs an argument'],
		['buoy.depth', 'low', 'buoy.depth[low]: the argument must be a number'],
		['buoy.name', '1', 'buoy.name[1]: the field takes no argument'],
	])('finds a rule that uses %s[%s]', (name, argument, words) => {
		expect(using(name, argument)).toEqual([`buoy_rules.yaml:7: the rule "R" uses ${words}`]);
	});

	it('warns of a source that nobody serves, since Falco skips the rule', () => {
		expect(using('buoy.gone', undefined, 'boje')).toEqual([
			'warning: buoy_rules.yaml:7: the rule "R" is for the source boje, which the plugin does not serve: Falco skips the rule',
		]);
	});

	it.each([
		['0.2.0', []],
		[
			'0.2.1',
			["buoy_rules.yaml: Plugin 'buoy' version '0.2.0' is not compatible with required plugin version '0.2.1'"],
		],
		[
			'9.9.9',
			["buoy_rules.yaml: Plugin 'buoy' version '0.2.0' is not compatible with required plugin version '9.9.9'"],
		],
	])('compares the version with a required %s', (version, expected) => {
		expect(judge({ requiredPlugins: [{ name: 'buoy', version }] })).toEqual(expected);
		expect(
			judge({ requiredPlugins: [{ name: 'boje', version: '1.0.0', alternatives: [{ name: 'buoy', version }] }] }),
		).toEqual(expected);
	});

	it('passes on what does not compile, and remarks on rules that ask for no version', () => {
		expect(judge({ errors: [{ line: 3, message: 'Undefined macro' }], requiredPlugins: [] })).toEqual([
			'buoy_rules.yaml:3: Undefined macro',
			'info: buoy_rules.yaml does not ask for the plugin in required_plugin_versions',
		]);
	});

	it('is skipped without rules files', () => {
		expect(judge()).toEqual(['skipped: the project ships no rules files']);
	});
});
