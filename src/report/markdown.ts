import { VERDICTS, type Verdict } from '../../harness/protocol/verdict.ts';
import { visibleText } from '../../harness/protocol/visible-text.ts';
import { everyResult } from './every-result.ts';
import type { CheckReport, Report } from './model.ts';
import { brokenChecks, type Found, worstFirst } from './worst-first.ts';

/** GitHub refuses a step summary of more than 1 MiB; the rest is for what else the step writes there. */
const MAX_BYTES = 900 * 1024;

const WORDS: Record<Verdict, string> = {
	pass: 'pass',
	info: 'info',
	warning: 'warning',
	fail: 'fail',
	crash: 'crash',
	hang: 'hang',
	skipped: 'skipped',
	'not-measured': 'not measured',
	error: 'bug in plugin-kit',
};

/** The report as Markdown for a job summary: the counts, then every finding, the worst first, then what was not tried. */
export function renderMarkdown(report: Report): string {
	const { plugin, run } = report;
	const name = plugin.name === null ? plugin.path : `${plugin.name} ${plugin.version ?? ''}`.trim();
	const head = [
		`## plugin-kit: ${escapeText(name)}`,
		'',
		`${report.checks.length} checks as Falco ${escapeText(run.falco)}, profile ${escapeText(run.profile)}, seed ${run.seed}${testCounts(report)}`,
		'',
		...countsTable(report),
		...brokenChecks(report).flatMap(({ id, reason }) => [
			'',
			`**Bug in plugin-kit** in \`${id}\`: ${escapeText(reason ?? '')}`,
		]),
	];
	const tail = notTried(everyResult(report));
	const lines = [...head];
	let room = MAX_BYTES - Buffer.byteLength([...head, ...tail].join('\n'));
	const findings = worstFirst(report).map(renderFound);
	for (const [index, block] of findings.entries()) {
		room -= Buffer.byteLength(block.join('\n')) + 1;
		if (room < 0) {
			lines.push('', `${findings.length - index} more findings are in the log.`);
			break;
		}
		lines.push(...block);
	}
	return `${[...lines, ...tail].join('\n')}\n`;
}

function testCounts({ tests }: Report): string {
	const passed = tests.filter(({ verdict }) => verdict === 'pass').length;
	return tests.length === 0 ? '' : `; ${passed} of ${tests.length} tests of the plugin's own pass`;
}

function countsTable({ summary }: Report): string[] {
	const present = VERDICTS.filter((verdict) => summary[verdict] > 0);
	return [
		`| ${present.map((verdict) => WORDS[verdict]).join(' | ')} |`,
		`|${present.map(() => ' ---: ').join('|')}|`,
		`| ${present.map((verdict) => summary[verdict]).join(' | ')} |`,
	];
}

function renderFound({ check, finding, count }: Found): string[] {
	const times = count > 1 ? ` (${count} times)` : '';
	const rows: [label: string, value: string | undefined][] = [
		['call', finding.call],
		['expected', finding.expected],
		['observed', finding.observed],
		['evidence', finding.evidence],
		['fix', finding.fix],
		['reproduce', finding.reproduce],
	];
	const text = rows.flatMap(([label, value]) => (value ? [`${label}: ${value}`] : [])).join('\n');
	const fence = fenceFor(text);
	return [
		'',
		`### ${finding.severity}: \`${check.id}\``,
		'',
		`${escapeText(finding.message)}${times}`,
		'',
		`${fence}text`,
		visibleText(text),
		fence,
	];
}

function notTried(checks: readonly CheckReport[]): string[] {
	const left = checks.filter(({ verdict }) => verdict === 'skipped' || verdict === 'not-measured');
	if (left.length === 0) return [];
	const reasons = Map.groupBy(left, ({ reason }) => reason ?? '');
	return [
		'',
		'### Not tried',
		'',
		...[...reasons].map(([reason, same]) => `- ${escapeText(reason)}: ${same.map(({ id }) => `\`${id}\``).join(', ')}`),
	];
}

/** A fence that no line of the text can close. */
function fenceFor(text: string): string {
	const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
	return '`'.repeat(Math.max(3, longest + 1));
}

/** One line of text that Markdown and HTML take literally, so that it can make no link, image, mention or tag. */
function escapeText(text: string): string {
	return visibleText(text)
		.replaceAll(/\s+/g, ' ')
		.replaceAll(/[\\`*_{}[\]()#|~!]/g, (char) => `\\${char}`)
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('@', '&#64;')
		.replaceAll('://', '&#58;//');
}
