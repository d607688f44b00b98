import { describe, expect, it } from 'vitest';
import { renderGithub } from '../../../src/report/github.ts';
import { HOSTILE, reportOf, SAMPLE } from './sample-report.ts';

describe('the report as annotations of GitHub Actions', () => {
	it('is as it was', async () => {
		await expect(renderGithub(SAMPLE)).toMatchFileSnapshot('../../golden/report.github.txt');
	});

	it('has the worst first, since GitHub shows ten of a kind', () => {
		const kinds = renderGithub(SAMPLE)
			.trimEnd()
			.split('\n')
			.map((line) => /^::(\w+) /.exec(line)?.[1]);
		expect(kinds).toEqual(['error', 'error', 'error', 'error', 'warning', 'warning', 'notice']);
	});

	it('lets hostile text begin no line, and end no title', () => {
		const lines = renderGithub(HOSTILE).trimEnd().split('\n');
		expect(lines).toHaveLength(2);
		for (const line of lines) {
			expect(line).toMatch(/^::error title=[^:,\r\n]*::[^\r\n]*$/);
			expect(line).not.toContain('\u001b');
		}
	});

	it('is empty where there is nothing to say', () => {
		expect(renderGithub(reportOf([]))).toBe('');
	});
});
