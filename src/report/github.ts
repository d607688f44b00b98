import type { Severity } from '../../harness/protocol/verdict.ts';
import { visibleText } from '../../harness/protocol/visible-text.ts';
import type { Place, Report } from './model.ts';
import { brokenChecks, worstFirst } from './worst-first.ts';

const COMMANDS: Record<Severity, string> = { error: 'error', warning: 'warning', info: 'notice' };

/**
 * The report as workflow commands of GitHub Actions, one annotation a line, the worst first: GitHub shows only ten of a
 * kind per step.
 */
export function renderGithub(report: Report): string {
	const broken = brokenChecks(report).map(({ id, reason }) =>
		annotation('error', `bug in plugin-kit: ${id}`, reason ?? 'no verdict'),
	);
	const found = worstFirst(report).map(({ check, finding, count }) => {
		const times = count > 1 ? ` (${count} times)` : '';
		const lines = [
			`${finding.message}${times}`,
			...(finding.expected ? [`expected: ${finding.expected}`] : []),
			...(finding.observed ? [`observed: ${finding.observed}`] : []),
			`fix: ${finding.fix}`,
			`reproduce: ${finding.reproduce}`,
		];
		return annotation(COMMANDS[finding.severity], `${check.id}: ${check.title}`, lines.join('\n'), finding.place);
	});
	return [...broken, ...found].map((line) => `${line}\n`).join('');
}

function annotation(command: string, title: string, message: string, place?: Place): string {
	const at = place ? `file=${escapeProperty(place.file)},line=${place.line},col=${place.column},` : '';
	return `::${command} ${at}title=${escapeProperty(title)}::${escapeData(message)}`;
}

function escapeData(text: string): string {
	return visibleText(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
	return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
