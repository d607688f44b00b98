import { execFileSync, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { renderJunit } from '../../../src/report/junit.ts';
import { HOSTILE, reportOf, SAMPLE } from './sample-report.ts';

const schema = fileURLToPath(new URL('../../schemas/junit.xsd', import.meta.url));
const hasXmllint = spawnSync('xmllint', ['--version']).error === undefined;

/** Evaluates an XPath expression over a report. */
const xpath = (xml: string, expression: string) =>
	execFileSync('xmllint', ['--xpath', expression, '-'], { input: xml, encoding: 'utf8' }).trim();

describe('the report as JUnit XML', () => {
	it('is as it was', async () => {
		await expect(renderJunit(SAMPLE)).toMatchFileSnapshot('../../golden/report.junit.xml');
	});

	it('counts failures, errors and skips, and keeps warnings out of them', () => {
		expect(renderJunit(SAMPLE)).toContain('tests="9" failures="3" errors="1" skipped="2" time="1.234"');
	});

	describe.skipIf(!hasXmllint)('to xmllint (skipped where xmllint is not installed)', () => {
		it.each([
			['a report of every verdict', SAMPLE],
			['hostile text', HOSTILE],
			['no checks', reportOf([])],
		])('is valid: %s', (_, report) => {
			const { status, stderr } = spawnSync('xmllint', ['--noout', '--schema', schema, '-'], {
				input: renderJunit(report),
				encoding: 'utf8',
			});
			expect(stderr).toBe('- validates\n');
			expect(status).toBe(0);
		});

		it('lets hostile text add no element', () => {
			const xml = renderJunit(HOSTILE);
			expect(xpath(xml, 'count(//*)')).toBe('8');
			expect(xpath(xml, 'string(//failure/@message)')).toContain(']]></failure><x a="\'&%25');
		});
	});
});
