import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { renderSarif } from '../../../src/report/sarif.ts';
import { HOSTILE, reportOf, SAMPLE } from './sample-report.ts';

const schema = JSON.parse(
	readFileSync(new URL('../../schemas/sarif-2.1.0.subset.schema.json', import.meta.url), 'utf8'),
);
const ajv = new Ajv.default({ strict: false });
addFormats.default(ajv);
const validate = ajv.compile(schema);

interface Log {
	runs: [{ tool: { driver: { rules: { id: string }[] } }; results: Result[] }];
}
interface Result {
	ruleId: string;
	ruleIndex: number;
	level: string;
	partialFingerprints: Record<string, string>;
	locations: [{ physicalLocation: { artifactLocation: { uri: string } } }];
}
const parse = (text: string) => JSON.parse(text) as Log;
const resultsOf = (text: string) => parse(text).runs[0].results;

describe('the report as SARIF', () => {
	it('is as it was', async () => {
		await expect(renderSarif(SAMPLE, 'plugin-kit.yaml')).toMatchFileSnapshot('../../golden/report.sarif');
	});

	it.each([
		['a report of every verdict', SAMPLE],
		['hostile text', HOSTILE],
		['no checks', reportOf([])],
	])('satisfies the standard: %s', (_, report) => {
		expect(validate(JSON.parse(renderSarif(report))), ajv.errorsText(validate.errors)).toBe(true);
	});

	it('points each result at its rule, the worst first and equal ones once', () => {
		const [run] = parse(renderSarif(SAMPLE)).runs;
		for (const { ruleId, ruleIndex } of run.results) expect(run.tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
		expect(run.results.map(({ level }) => level)).toEqual(['error', 'error', 'error', 'warning', 'warning', 'note']);
	});

	it('gives a fault the same fingerprint when only figures differ, and different faults different ones', () => {
		const later = structuredClone(SAMPLE);
		const hang = later.checks.find(({ id }) => id === 'robust.hang')?.findings[0];
		if (hang) hang.message = 'no return in plugin_open for 11.3 s';
		const prints = (report: typeof SAMPLE) => resultsOf(renderSarif(report)).map((one) => one.partialFingerprints);
		expect(prints(later)).toEqual(prints(SAMPLE));
		expect(new Set(prints(SAMPLE).map((one) => JSON.stringify(one))).size).toBe(6);
	});

	it('points at the library where there is no project, whatever its path', () => {
		const uriOf = (path: string) =>
			resultsOf(renderSarif({ ...SAMPLE, plugin: { ...SAMPLE.plugin, path } }))[0]?.locations[0].physicalLocation
				.artifactLocation.uri;
		expect(uriOf('./out dir/lib#1.so')).toBe('out%20dir/lib%231.so');
		expect(uriOf('/opt/lib x.so')).toBe('file:///opt/lib%20x.so');
	});
});
