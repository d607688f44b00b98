import type { Capability } from '../../harness/abi/symbols.ts';
import { type FindingDraft, type Severity, VERDICTS, type Verdict } from '../../harness/protocol/verdict.ts';

/** Raised only when a consumer of the JSON would break; additions keep it. */
export const REPORT_SCHEMA_VERSION = 1;

export interface Finding extends FindingDraft {
	severity: Severity;
	fix: string;
	/** Command line that runs just this check again. */
	reproduce: string;
	/** The line of the author's that it is about, where there is one. */
	place?: Place;
}

/** A place in a file of the author's, as the author would type its name; line and column from 1. */
export interface Place {
	file: string;
	line: number;
	column: number;
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

/** One thing in which the plugin differs from what a test of the author's expects. */
export interface Mismatch {
	message: string;
	/** The line of the test that expects it. */
	place: Place;
	expected?: string | undefined;
	observed?: string | undefined;
	/** A diff, or the stacks of a death. */
	diff?: string;
}

/** One of the author's own tests (`tests/*.yaml`). */
export interface TestReport {
	/** `file: name`, unique in a report. */
	id: string;
	name: string;
	place: Place;
	verdict: Extract<Verdict, 'pass' | 'fail' | 'crash' | 'hang' | 'skipped' | 'error'>;
	/** Why it was skipped or in error; null otherwise. */
	reason: string | null;
	/** What was tried, such as `3 events, 7 expected values`. */
	tried: string | null;
	durationMs: number;
	mismatches: readonly Mismatch[];
	/** Golden files that were written because of `--update`. */
	written: readonly string[];
	/** Fields that had a value, without arguments. */
	seen: readonly string[];
	/** Command line that runs just this test again. */
	reproduce: string;
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
	/** The author's own tests; empty where there are none, or none were asked for. */
	tests: readonly TestReport[];
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
export function exitCodeOf({ checks, tests }: Report, failOn: 'error' | 'warning'): 0 | 1 | 70 {
	const verdicts = [...checks, ...tests].map(({ verdict }) => verdict);
	if (verdicts.includes('error')) return 70;
	return verdicts.some((verdict) => failsAt(verdict, failOn)) ? 1 : 0;
}
