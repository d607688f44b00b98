import { describe, expect, it } from 'vitest';
import {
	compareVersions,
	decideLoad,
	parseVersion,
	refusalOf,
	scanVersion,
} from '../../../../harness/abi/api-versions.ts';
import { linesOfC } from './c-compiler.ts';

const texts = [
	'3.12.0',
	'3.1.0-rc1',
	'3.1.0xyz',
	' 3.+1.0',
	'3. 1.\t0',
	'3.1',
	'3..0',
	'3 .1.0',
	'',
	'a3.1.0',
	'-1.0.0',
	'03.012.00',
	'4294967296.1.4294967295',
	'99999999999999999999.1.0',
	'-99999999999999999999.1.0',
	'+-3.1.0',
	'3.1.0.7',
	'\v3.1.0',
];

describe('scanVersion', () => {
	it('reads what sscanf reads', () => {
		const program = `#include <stdio.h>
int main(int argc, char **argv) {
	for (int i = 1; i < argc; i++) {
		unsigned a, b, c;
		if (sscanf(argv[i], "%u.%u.%u", &a, &b, &c) == 3) printf("%u %u %u\\n", a, b, c);
		else printf("none\\n");
	}
}
`;
		const scanned = texts.map(scanVersion).map((v) => (v === undefined ? 'none' : `${v.major} ${v.minor} ${v.patch}`));
		expect(scanned).toEqual(linesOfC(program, texts));
	});
});

describe('parseVersion', () => {
	it('takes three plain numbers and nothing else', () => {
		expect(texts.filter((text) => parseVersion(text) !== undefined)).toEqual(['3.12.0']);
	});

	it('gives versions that compare by number', () => {
		const sorted = ['3.9.0', '3.10.0', '3.4.1', '4.0.0', '3.4.0'].map((text) => parseVersion(text));
		const versions = sorted.filter((version) => version !== undefined).sort(compareVersions);
		expect(versions.map((v) => `${v.major}.${v.minor}.${v.patch}`)).toEqual([
			'3.4.0',
			'3.4.1',
			'3.9.0',
			'3.10.0',
			'4.0.0',
		]);
	});
});

describe('the load rule', () => {
	it.each([
		['3.12.0', '3.12.0', undefined],
		['3.12.0', '3.0.9', undefined],
		['3.12.0', '3.12.1', 'patch'],
		['3.12.0', '3.13.0', 'minor'],
		['3.12.0', '2.0.0', 'major'],
		['3.12.0', '4.99.99', 'major'],
	] as const)('framework %s, plugin %s', (framework, required, refusal) => {
		const [host, plugin] = [scanVersion(framework), scanVersion(required)];
		expect(host && plugin && refusalOf(host, plugin)).toBe(refusal);
	});

	it('refuses in the words of Falco', () => {
		expect(decideLoad('3.12.0', '4.0.0')).toEqual({
			loads: false,
			refusal: 'major',
			message:
				"plugin required API version '4.0.0' not compatible with the framework's API version '3.12.0': major versions disagree",
		});
		expect(decideLoad('3.12.0', '3.x')).toEqual({
			loads: false,
			refusal: 'unreadable',
			message: "plugin provided an invalid required API version: '3.x'",
		});
		expect(decideLoad('3.12.0', '3.1.0-rc1')).toEqual({ loads: true });
	});
});
