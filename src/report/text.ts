import { styleText } from 'node:util';
import type { Verdict } from '../../harness/protocol/verdict.ts';
import { visibleText } from '../../harness/protocol/visible-text.ts';
import type { CheckReport, Finding, Report } from './model.ts';
import { renderTests } from './tests-text.ts';

type Style = Parameters<typeof styleText>[0];

interface VerdictView {
	word: string;
	style: Style;
	/** Sorted from the harmless to what the author must look at. */
	rank: number;
}

const VIEWS: Record<Verdict, VerdictView> = {
	pass: { word: 'pass', style: 'green', rank: 0 },
	'not-measured': { word: 'not measured', style: 'gray', rank: 1 },
	skipped: { word: 'skipped', style: 'gray', rank: 2 },
	info: { word: 'info', style: 'cyan', rank: 3 },
	warning: { word: 'warning', style: 'yellow', rank: 4 },
	fail: { word: 'FAIL', style: 'red', rank: 5 },
	hang: { word: 'HANG', style: 'red', rank: 6 },
	crash: { word: 'CRASH', style: 'red', rank: 7 },
	error: { word: 'BUG IN PLUGIN-KIT', style: 'magenta', rank: 8 },
};

export interface TextOptions {
	color: boolean;
	/** Columns to wrap at. */
	width: number;
}

/** The report for a person: what was found, worst first; then what was tried; the important line last. */
export function renderText(report: Report, options: TextOptions): string {
	const paint = (style: Style, text: string) =>
		options.color ? styleText(style, text, { validateStream: false }) : text;
	const lines: string[] = [headline(report, paint), ''];
	const worstFirst = report.checks
		.filter(({ verdict }) => VIEWS[verdict].rank >= VIEWS.info.rank)
		.toSorted((a, b) => VIEWS[b.verdict].rank - VIEWS[a.verdict].rank);
	for (const check of worstFirst) lines.push(...renderCheck(check, paint, options.width), '');
	lines.push(...renderTests(report.tests, paint, options.width));
	lines.push(...renderTried(report, paint, options.width), '', summaryLine(report, paint));
	return `${lines.join('\n')}\n`;
}

export type Paint = (style: Style, text: string) => string;

function headline(report: Report, paint: Paint): string {
	const { plugin, run } = report;
	const name = plugin.name === null ? plugin.path : `${plugin.name} ${plugin.version ?? ''}`.trim();
	const facts = [
		...(plugin.apiVersion === null ? [] : [`API ${plugin.apiVersion}`]),
		...(plugin.capabilities === null ? [] : [plugin.capabilities.join(' + ') || 'no capability']),
		...(plugin.language === null ? [] : [plugin.language]),
		`as Falco ${run.falco}`,
		`profile ${run.profile}`,
	];
	return `${paint('bold', visibleText(name))}  ${paint('gray', visibleText(facts.join(', ')))}`;
}

function renderCheck(check: CheckReport, paint: Paint, width: number): string[] {
	const view = VIEWS[check.verdict];
	const lines = [`${paint(view.style, view.word)} ${paint('bold', check.id)}  ${check.title}`];
	if (check.reason) lines.push(...wrap(check.reason, width, '  '));
	for (const group of grouped(check.findings)) lines.push(...renderFinding(group, paint, width));
	const reproduce = check.findings[0]?.reproduce;
	if (reproduce && VIEWS[check.verdict].rank >= VIEWS.warning.rank) {
		lines.push(`  ${paint('gray', 'reproduce')} ${visibleText(reproduce)}`);
		lines.push(`  ${paint('gray', 'more')}      plugin-kit explain ${check.id}`);
	}
	return lines;
}

/** Findings with the same text are shown once, with their number. */
function grouped(findings: readonly Finding[]): { finding: Finding; count: number }[] {
	const groups = new Map<string, { finding: Finding; count: number }>();
	for (const finding of findings) {
		const key = `${finding.severity}\0${finding.message}`;
		const group = groups.get(key);
		if (group) group.count += 1;
		else groups.set(key, { finding, count: 1 });
	}
	return [...groups.values()];
}

function renderFinding({ finding, count }: { finding: Finding; count: number }, paint: Paint, width: number): string[] {
	const times = count > 1 ? ` (${count} times)` : '';
	const lines = wrap(`${finding.message}${times}`, width, '  ');
	const row = (label: string, text: string | undefined) => {
		if (text === undefined || text === '') return;
		const [first = '', ...rest] = wrap(text, width, ' '.repeat(12));
		lines.push(`  ${paint('gray', label.padEnd(9))} ${first.trimStart()}`, ...rest);
	};
	row('call', finding.call);
	row('expected', finding.expected);
	row('observed', finding.observed);
	row('evidence', finding.evidence);
	row('fix', finding.fix);
	return lines;
}

/** What was tried, one line a group, so that a pass can be believed and a skip is seen. */
function renderTried(report: Report, paint: Paint, width: number): string[] {
	const groups = Map.groupBy(report.checks, groupOf);
	const lines: string[] = [];
	for (const [group, checks] of groups) {
		const counts = [...Map.groupBy(checks, ({ verdict }) => verdict)]
			.toSorted(([a], [b]) => VIEWS[a].rank - VIEWS[b].rank)
			.map(([verdict, members]) => paint(VIEWS[verdict].style, `${members.length} ${VIEWS[verdict].word}`));
		lines.push(`  ${group.padEnd(12)} ${counts.join(', ')}`);
	}
	const reasons = Map.groupBy(
		report.checks.filter(({ verdict }) => verdict === 'skipped' || verdict === 'not-measured'),
		({ reason }) =>
			(reason ?? '').replace(/^the plugin has no [\w ]+ capability$/, 'the plugin does not have the capability'),
	);
	for (const [reason, checks] of reasons) {
		lines.push(...wrap(`${paint('gray', 'not tried')} ${reason}: ${namesOf(checks, groups)}`, width, '  '));
	}
	return lines;
}

/** The ids of checks, a whole group by its name. */
function namesOf(checks: readonly CheckReport[], groups: ReadonlyMap<string, readonly CheckReport[]>): string {
	return [...Map.groupBy(checks, groupOf)]
		.flatMap(([group, members]) =>
			members.length > 1 && members.length === groups.get(group)?.length ? [`${group}.*`] : members.map(({ id }) => id),
		)
		.join(', ');
}

function groupOf({ id }: CheckReport): string {
	return id.slice(0, id.indexOf('.'));
}

function summaryLine(report: Report, paint: Paint): string {
	const { summary } = report;
	const parts = (Object.keys(VIEWS) as Verdict[])
		.filter((verdict) => summary[verdict] > 0)
		.toSorted((a, b) => VIEWS[b].rank - VIEWS[a].rank)
		.map((verdict) => paint(VIEWS[verdict].style, `${summary[verdict]} ${VIEWS[verdict].word}`));
	const seconds = (report.run.durationMs / 1000).toFixed(1);
	const failed = report.tests.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'skipped').length;
	const tests = failed > 0 ? paint('red', `; ${failed} of ${report.tests.length} tests failed`) : '';
	const checks = report.checks.length === 1 ? '1 check' : `${report.checks.length} checks`;
	return `${checks} in ${seconds} s: ${parts.join(', ')}${tests}`;
}

/** Wraps text at `width` columns with an indent; lines of the text stay lines, and long words stay whole. */
export function wrap(text: string, width: number, indent: string): string[] {
	return visibleText(text)
		.split('\n')
		.flatMap((line) => {
			const leading = /^\s*/.exec(line)?.[0] ?? '';
			const out: string[] = [];
			let current = indent + leading;
			let empty = true;
			for (const word of line.trimStart().split(/ +/)) {
				if (!empty && current.length + 1 + word.length > width) {
					out.push(current);
					current = indent + leading + word;
				} else {
					current += empty ? word : ` ${word}`;
				}
				empty = false;
			}
			out.push(current);
			return out;
		});
}
