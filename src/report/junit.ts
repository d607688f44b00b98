import { visibleText } from '../../harness/protocol/visible-text.ts';
import { everyResult } from './every-result.ts';
import type { CheckReport, Finding, Report } from './model.ts';
import { groupOf } from './worst-first.ts';

/**
 * The report as JUnit XML, in the form that GitLab, Jenkins and GitHub actions read: a suite for each group, a case for each
 * check; the author's tests are a suite too. A finding of severity error makes a failure; warnings and infos stand in `system-out`, since JUnit has no place
 * for them; a bug of plugin-kit is an error.
 */
export function renderJunit(report: Report): string {
	const results = everyResult(report);
	const groups = Map.groupBy(results, ({ id }) => groupOf(id));
	const suites = [...groups].flatMap(([group, checks]) => renderSuite(group, checks));
	const { plugin } = report;
	const name = plugin.name === null ? plugin.path : `${plugin.name} ${plugin.version ?? ''}`.trim();
	return `${[
		'<?xml version="1.0" encoding="UTF-8"?>',
		`<testsuites${attributes({ name: `plugin-kit: ${name}`, ...counts(results), time: seconds(report.run.durationMs) })}>`,
		...suites,
		'</testsuites>',
	].join('\n')}\n`;
}

function renderSuite(group: string, checks: readonly CheckReport[]): string[] {
	const time = seconds(checks.reduce((sum, { durationMs }) => sum + durationMs, 0));
	return [
		`  <testsuite${attributes({ name: group, ...counts(checks), time })}>`,
		...checks.flatMap(renderCase),
		'  </testsuite>',
	];
}

function renderCase(check: CheckReport): string[] {
	const open = `    <testcase${attributes({ classname: `plugin-kit.${groupOf(check.id)}`, name: check.id, time: seconds(check.durationMs) })}`;
	const body = [...outcome(check), ...output(check)];
	return body.length === 0 ? [`${open}/>`] : [`${open}>`, ...body, '    </testcase>'];
}

/** JUnit allows one of them in a case. */
function outcome(check: CheckReport): string[] {
	switch (check.verdict) {
		case 'pass':
		case 'info':
		case 'warning':
			return [];
		case 'fail':
		case 'crash':
		case 'hang': {
			const errors = check.findings.filter(({ severity }) => severity === 'error');
			const message = errors[0]?.message ?? check.title;
			const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
			const text = errors.map(describe).join('\n\n');
			return [
				`      <failure${attributes({ message: message + more, type: check.verdict })}>${content(text)}</failure>`,
			];
		}
		case 'skipped':
		case 'not-measured':
			return [`      <skipped${attributes({ message: check.reason ?? check.verdict })}/>`];
		case 'error':
			return [`      <error${attributes({ message: check.reason ?? 'bug in plugin-kit', type: 'plugin-kit' })}/>`];
	}
}

function output(check: CheckReport): string[] {
	const advice = check.findings.filter(({ severity }) => severity !== 'error');
	if (advice.length === 0) return [];
	return [`      <system-out>${content(advice.map(describe).join('\n\n'))}</system-out>`];
}

function describe(finding: Finding): string {
	const rows: [label: string, value: string | undefined][] = [
		['call', finding.call],
		['expected', finding.expected],
		['observed', finding.observed],
		['evidence', finding.evidence],
		['fix', finding.fix],
		['reproduce', finding.reproduce],
	];
	const lines = rows.flatMap(([label, value]) => (value ? [`${label}: ${value}`] : []));
	return [`${finding.severity}: ${finding.message}`, ...lines].join('\n');
}

function counts(checks: readonly CheckReport[]) {
	const count = (...verdicts: CheckReport['verdict'][]) =>
		checks.filter((one) => verdicts.includes(one.verdict)).length;
	return {
		tests: String(checks.length),
		failures: String(count('fail', 'crash', 'hang')),
		errors: String(count('error')),
		skipped: String(count('skipped', 'not-measured')),
	};
}

const seconds = (ms: number) => (ms / 1000).toFixed(3);

function attributes(values: Readonly<Record<string, string>>): string {
	return Object.entries(values)
		.map(([name, value]) => ` ${name}="${content(value).replaceAll('\n', '&#10;').replaceAll('\t', '&#9;')}"`)
		.join('');
}

/** Text with what XML 1.0 cannot hold made visible, and its five special characters as entities. */
function content(text: string): string {
	return visibleText(text.toWellFormed())
		.replace(/[\ufffe\uffff]/g, '\ufffd')
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;')
		.replaceAll("'", '&apos;');
}
