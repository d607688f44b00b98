import { describe, expect, it } from 'vitest';
import { rulesNeeds } from '../../../src/package/rules-needs.ts';

const needs = (...texts: string[]) => rulesNeeds(texts.map((text, index) => ({ name: `${index}.yaml`, text })));

describe('rulesNeeds', () => {
	it('takes a plain number for the middle of a version, and the highest of all files', () => {
		const engine = (...texts: string[]) => needs(...texts).requirements;
		expect(engine('- required_engine_version: 17\n')).toEqual([{ name: 'engine_version_semver', version: '0.17.0' }]);
		expect(engine('- required_engine_version: 0.31.0\n', '- required_engine_version: 9\n')).toEqual([
			{ name: 'engine_version_semver', version: '0.31.0' },
		]);
		expect(engine('', '- rule: x\n')).toEqual([]);
	});

	it('takes each plugin with its alternatives, in the highest version', () => {
		const json = '- required_plugin_versions: [{name: buoy, version: 0.1.0}, {name: json, version: 0.7.0}]\n';
		const other =
			'- required_plugin_versions: [{name: buoy, version: 0.2.0, alternatives: [{name: boje, version: 1.0.0}]}]\n';
		expect(needs(json, other).dependencies).toEqual([
			{ name: 'buoy', version: '0.2.0', alternatives: [{ name: 'boje', version: '1.0.0' }] },
			{ name: 'json', version: '0.7.0' },
		]);
	});
});
