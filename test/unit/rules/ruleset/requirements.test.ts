import { describe, expect, it } from 'vitest';
import { unmetPluginRequirement } from '../../../../src/rules/ruleset/requirements.ts';

const plugins = [
	{ name: 'demo', version: '1.2.3' },
	{ name: 'json', version: '0.7.4' },
];

describe('unmetPluginRequirement', () => {
	it.each([
		['1.2.3', undefined],
		['1.0.9', undefined],
		['1.2.3-rc1', undefined],
		['1.2.4', "Plugin 'demo' version '1.2.3' is not compatible with required plugin version '1.2.4'"],
		['1.3.0', "Plugin 'demo' version '1.2.3' is not compatible with required plugin version '1.3.0'"],
		['0.9.0', "Plugin 'demo' version '1.2.3' is not compatible with required plugin version '0.9.0'"],
		['2.0.0', "Plugin 'demo' version '1.2.3' is not compatible with required plugin version '2.0.0'"],
	])('asks for demo %s', (version, message) => {
		expect(unmetPluginRequirement([[{ name: 'demo', version }]], plugins)).toBe(message);
	});

	it('lets the first alternative that is loaded decide', () => {
		const other = { name: 'other', version: '1.0.0' };
		const json = { name: 'json', version: '0.7.0' };
		expect(unmetPluginRequirement([[other, json]], plugins)).toBe(undefined);
		expect(unmetPluginRequirement([[{ name: 'demo', version: '9.0.0' }, json]], plugins)).toMatch(/'demo'.*'9\.0\.0'/);
		expect(unmetPluginRequirement([[other, { name: 'none', version: '2.0.0' }]], plugins)).toBe(
			'Plugin requirement not satisfied, must load one of: other (>= 1.0.0), none (>= 2.0.0)',
		);
	});

	it('wants every requirement met', () => {
		const [met, unmet] = [[{ name: 'demo', version: '1.0.0' }], [{ name: 'json', version: '0.8.0' }]];
		expect(unmetPluginRequirement([met, unmet], plugins)).toMatch(/'json'/);
	});
});
