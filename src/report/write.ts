import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { CannotRunError, UsageError } from '../errors.ts';
import { renderGithub } from './github.ts';
import { renderJson } from './json.ts';
import { renderJunit } from './junit.ts';
import { renderMarkdown } from './markdown.ts';
import type { Report } from './model.ts';
import { renderSarif } from './sarif.ts';
import { renderText } from './text.ts';

/** Every format that a report can be written in, each a pure function of it. */
const FORMATS: Record<string, (report: Report) => string> = {
	text: (report) => renderText(report, { color: false, width: 120 }),
	json: renderJson,
	junit: renderJunit,
	sarif: (report) => renderSarif(report),
	github: renderGithub,
	markdown: renderMarkdown,
};

export interface ReportFile {
	render: (report: Report) => string;
	path: string;
}

/** Takes `FORMAT=FILE` apart. */
export function parseReportFlag(flag: string): ReportFile {
	const split = flag.indexOf('=');
	const render = FORMATS[flag.slice(0, split)];
	const path = flag.slice(split + 1);
	if (split < 1 || render === undefined || path === '') {
		throw new UsageError(`--report ${flag} is not FORMAT=FILE`, [
			`FORMAT is one of ${Object.keys(FORMATS).join(', ')}.`,
		]);
	}
	return { render, path };
}

/** Writes a report as a whole or not at all. */
export function writeReportFile(report: Report, { render, path }: ReportFile): void {
	const draft = `${path}.${process.pid}.tmp`;
	try {
		writeFileSync(draft, render(report));
		renameSync(draft, path);
	} catch (cause) {
		rmSync(draft, { force: true });
		const { code } = cause as NodeJS.ErrnoException;
		throw new CannotRunError(`the report ${path} cannot be written: ${code ?? 'unknown error'}`, [], { cause });
	}
}
