import type { Capability } from '../../harness/abi/symbols.ts';
import { type FindingDraft, type Severity, VERDICTS, type Verdict } from '../../harness/protocol/verdict.ts';

/** Raised only when a consumer of the JSON would break; additions keep it. */
export const REPORT_SCHEMA_VERSION = 1;

export interface Finding extends FindingDraft {
	severity: Severity;
	fix: string;
	/** Command line that runs just this check again. */
	reproduce: string;
}

export interface CheckReport {
	id: string;
	title: string;
	verdict: Verdict;
	/** Why it was skipped, not measured or in error; null otherwise. */
	reason: string | null;
	/** What was tried, such as `1,000 events`. */
	tried: string | null;
	durationMs: number;
	findings: readonly Finding[];
}

/** What the plugin says of itself; null where discovery did not come so far. */
export interface PluginReport {
	path: string;
	name: string | null;
	version: string | null;
	apiVersion: string | null;
	description: string | null;
	id: number | null;
	eventSource: string | null;
	capabilities: readonly Capability[] | null;
	language: string | null;
	architecture: string | null;
}

export interface Report {
	schemaVersion: typeof REPORT_SCHEMA_VERSION;
	plugin: PluginReport;
	/** How it was run. */
	run: { profile: string; falco: string; seed: number; durationMs: number; pluginKit: string };
	summary: Record<Verdict, number>;
	checks: readonly CheckReport[];
}

/** Number of checks per verdict; every verdict is there. */
export function summarize(checks: readonly CheckReport[]): Record<Verdict, number> {
	const summary = Object.fromEntries(VERDICTS.map((verdict) => [verdict, 0])) as Record<Verdict, number>;
	for (const check of checks) summary[check.verdict] += 1;
	return summary;
}

/** Whether a verdict fails the run at this threshold. A bug of ours (`error`) is told by exit 70, never by 1. */
export function failsAt(verdict: Verdict, failOn: 'error' | 'warning'): boolean {
	switch (verdict) {
		case 'fail':
		case 'crash':
		case 'hang':
			return true;
		case 'warning':
			return failOn === 'warning';
		case 'pass':
		case 'info':
		case 'skipped':
		case 'not-measured':
		case 'error':
			return false;
	}
}

/** Exit code of `test`: a pure function of the report. */
export function exitCodeOf(report: Report, failOn: 'error' | 'warning'): 0 | 1 | 70 {
	if (report.checks.some((check) => check.verdict === 'error')) return 70;
	return report.checks.some((check) => failsAt(check.verdict, failOn)) ? 1 : 0;
}
