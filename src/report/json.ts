import type { Report } from './model.ts';

/** The report as the one JSON object of `test --json`; docs/schemas/test.schema.json describes it. */
export function renderJson(report: Report): string {
	return `${JSON.stringify(report, null, 2)}\n`;
}
