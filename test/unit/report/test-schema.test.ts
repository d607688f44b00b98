import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import type { TestReport } from '../../../src/report/model.ts';
import { exitCodeOf } from '../../../src/report/model.ts';
import { reportOf, SAMPLE } from './sample-report.ts';

const schema = JSON.parse(readFileSync(new URL('../../../docs/schemas/test.schema.json', import.meta.url), 'utf8'));
const validate = new Ajv({ allowUnionTypes: true }).compile(schema);

const place = { file: 'tests/logins.yaml', line: 3, column: 5 };
const failed: TestReport = {
	id: 'logins: first',
	name: 'first',
	place,
	verdict: 'fail',
	reason: null,
	tried: '1 event, 1 expected value',
	durationMs: 3,
	mismatches: [{ message: 'demo.num of event 1 is another', place, expected: '1', observed: '2', diff: '-1\n+2' }],
	written: [],
	seen: ['demo.num'],
	reproduce: 'plugin-kit test lib.so --test logins',
};

describe('the report as JSON', () => {
	it('is what its schema says', () => {
		const report = JSON.parse(JSON.stringify({ ...SAMPLE, tests: [failed] }));
		expect(validate(report), JSON.stringify(validate.errors)).toBe(true);
		expect(validate({ ...report, tests: [{ ...failed, verdict: 'warning' }] })).toBe(false);
	});

	it('has an exit code that counts the tests', () => {
		const report = reportOf([]);
		const withVerdict = (verdict: TestReport['verdict']) =>
			exitCodeOf({ ...report, tests: [{ ...failed, verdict }] }, 'error');
		expect(exitCodeOf(report, 'error')).toBe(0);
		expect(
			['pass', 'skipped', 'fail', 'crash', 'hang', 'error'].map((each) => withVerdict(each as TestReport['verdict'])),
		).toEqual([0, 0, 1, 1, 1, 70]);
	});
});
