import { describe, expect, it } from 'vitest';
import { renderMarkdown } from '../../../src/report/markdown.ts';
import type { CheckReport } from '../../../src/report/model.ts';
import { HOSTILE, reportOf, SAMPLE } from './sample-report.ts';

/** The lines that no fence encloses. */
function outsideFences(markdown: string): string[] {
	let fence: string | undefined;
	return markdown.split('\n').filter((line) => {
		const run = /^`{3,}/.exec(line)?.[0];
		if (fence === undefined && run) {
			fence = run;
			return false;
		}
		if (fence !== undefined) {
			if (line === fence) fence = undefined;
			return false;
		}
		return true;
	});
}

describe('the report as Markdown', () => {
	it('is as it was', async () => {
		await expect(renderMarkdown(SAMPLE)).toMatchFileSnapshot('../../golden/report.md');
	});

	it('lets hostile text make no heading, tag, link, mention or end of a block', () => {
		const lines = outsideFences(renderMarkdown(HOSTILE));
		expect(lines.filter((line) => /^#+ /.test(line))).toEqual([
			expect.stringMatching(/^## plugin-kit: /),
			'### error: `meta.strings-valid`',
			'### Not tried',
		]);
		const text = lines.join('\n');
		expect(text).not.toMatch(/<|@|:\/\/|(?<!\\)[[\]]/);
		expect(text).not.toContain('\u001b');
	});

	it('stays within what GitHub takes, and says what it left out', () => {
		const base = SAMPLE.checks.find(({ id }) => id === 'robust.crash') as CheckReport;
		const findings = Array.from({ length: 3000 }, (_, index) => ({
			...(base.findings[0] as CheckReport['findings'][number]),
			message: `fault ${index}`,
			evidence: 'x'.repeat(1000),
		}));
		const markdown = renderMarkdown(reportOf([{ ...base, findings }]));
		expect(Buffer.byteLength(markdown)).toBeLessThan(1024 * 1024);
		expect(markdown).toMatch(/\n\d+ more findings are in the log\.\n/);
	});
});
