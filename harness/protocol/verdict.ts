/** How much a finding matters. Only `error` says that a real host would refuse, crash, hang, leak or show wrong data. */
export type Severity = 'info' | 'warning' | 'error';

/** What became of one check, from harmless to harmful; `skipped` and `not-measured` never count as a pass. */
export const VERDICTS = [
	'pass',
	'info',
	'warning',
	'fail',
	'crash',
	'hang',
	'skipped',
	'not-measured',
	'error',
] as const;
export type Verdict = (typeof VERDICTS)[number];

/** What a check found. The planner adds the command that reproduces it. */
export interface FindingDraft {
	/** Defaults to the severity of the check. */
	severity?: Severity;
	/** One sentence: what is wrong. */
	message: string;
	/** The API function concerned, such as `plugin_init`. */
	call?: string;
	expected?: string;
	observed?: string;
	/** Data that proves it: bytes, frames, an excerpt of output. */
	evidence?: string;
	/** How to mend it, where the catalogue's general advice can be made more exact. */
	fix?: string;
}

/** What a check comes back with when it ran to its end. */
export type Outcome =
	| {
			kind: 'judged';
			findings: readonly FindingDraft[];
			/** What was tried, such as `1,000 events, 12 fields`: shown so that a pass can be believed. */
			tried?: string;
	  }
	| { kind: 'skipped'; reason: string }
	| { kind: 'not-measured'; reason: string };

export function judged(findings: readonly FindingDraft[], tried?: string): Outcome {
	return { kind: 'judged', findings, ...(tried === undefined ? {} : { tried }) };
}

export function skipped(reason: string): Outcome {
	return { kind: 'skipped', reason };
}

export function notMeasured(reason: string): Outcome {
	return { kind: 'not-measured', reason };
}
