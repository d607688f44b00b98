import type { Severity } from '../../harness/protocol/verdict.ts';
import { everyResult } from './every-result.ts';
import type { CheckReport, Finding, Report } from './model.ts';

/** One finding with the check that it belongs to, and how often it was made. */
export interface Found {
	check: CheckReport;
	finding: Finding;
	count: number;
}

const RANK: Record<Severity, number> = { error: 2, warning: 3, info: 4 };

/** A crash or hang hides what is behind it, so it comes before every other error. */
function rankOf({ check, finding }: Found): number {
	if (finding.severity !== 'error') return RANK[finding.severity];
	switch (check.verdict) {
		case 'crash':
			return 0;
		case 'hang':
			return 1;
		default:
			return RANK.error;
	}
}

/** All findings of a report and all mismatches of its tests, those of the same check and text once, crashes first and infos last. */
export function worstFirst(report: Report): Found[] {
	const found = everyResult(report).flatMap((check) => {
		const same = Map.groupBy(check.findings, ({ severity, message }) => `${severity}\0${message}`);
		return [...same.values()].flatMap(([finding, ...more]) =>
			finding ? [{ check, finding, count: more.length + 1 }] : [],
		);
	});
	return found.toSorted((a, b) => rankOf(a) - rankOf(b));
}

/** Checks and tests that a bug of plugin-kit kept from a verdict. */
export function brokenChecks(report: Report): readonly CheckReport[] {
	return everyResult(report).filter(({ verdict }) => verdict === 'error');
}

/** Group of a check: its id up to the first dot. */
export function groupOf(id: string): string {
	const dot = id.indexOf('.');
	return dot === -1 ? id : id.slice(0, dot);
}
