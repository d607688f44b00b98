import type { OrdinaryRunCheck, RecordCheck } from '../../harness/define-check.ts';
import type { HostMessage } from '../../harness/protocol/messages.ts';
import type { Description } from '../../harness/subjects.ts';
import { runChild } from './child-run.ts';
import { type Death, deathOf } from './deaths.ts';
import type { ConformanceOptions } from './options.ts';
import type { Results } from './results.ts';

export interface OrdinaryRun {
	/** The call that other checks cannot use any more, and which check says why. */
	blocked: { call: string; end: 'crash' | 'hang' | 'exit'; by: string; how: string } | undefined;
	interrupted: boolean;
}

/**
 * Lives the plugin's ordinary life in a child of its own and judges the record of it there. A crash is tried a second
 * time: if it comes again, what depends on the call is not run; if not, it is reported as seen once in two runs.
 */
export async function ordinaryRun(
	options: ConformanceOptions,
	description: Description,
	checks: { ends: readonly OrdinaryRunCheck[]; records: readonly RecordCheck[] },
	results: Results,
): Promise<OrdinaryRun> {
	const attempt = () =>
		runChild(options, {
			kind: 'check',
			recordChecks: checks.records.map(({ id }) => id),
			liveChecks: [],
			description,
			inputs: options.inputs,
			seed: options.seed,
			timeoutScale: options.timeoutScale,
		});
	const first = await attempt();
	const firstDeath = deathOf(first.end);
	if (firstDeath.kind === 'interrupted') return { blocked: undefined, interrupted: true };
	if (firstDeath.kind === 'none') {
		judgeEnds(checks.ends, undefined, results, durationOf(first.messages));
		judgeRecords(checks.records, first.messages, results);
		return { blocked: undefined, interrupted: false };
	}
	// A hang has already cost its whole deadline, and its stacks say where it is.
	const second = firstDeath.kind === 'hang' || options.debugger ? undefined : await attempt();
	const secondDeath = second && deathOf(second.end);
	if (secondDeath?.kind === 'interrupted') return { blocked: undefined, interrupted: true };
	const by = checks.ends.find(({ end }) => end === firstDeath.kind);
	if (second && secondDeath?.kind === 'none') {
		judgeEnds(checks.ends, withNote(firstDeath, 'seen in one of two runs'), results, durationOf(second.messages));
		judgeRecords(checks.records, second.messages, results);
		return { blocked: undefined, interrupted: false };
	}
	judgeEnds(checks.ends, firstDeath, results, durationOf(first.messages));
	const suspect = firstDeath.suspect ?? 'dlopen';
	const how = `the ${firstDeath.kind} in ${suspect} (${by?.id ?? 'robust.crash'})`;
	for (const check of checks.records) results.skip(check, `blocked by ${how}`);
	return { blocked: { call: suspect, end: firstDeath.kind, by: by?.id ?? 'robust.crash', how }, interrupted: false };
}

type Died = Exclude<Death, { kind: 'none' | 'interrupted' }>;

function withNote(death: Died, note: string): Died {
	return { ...death, draft: { ...death.draft, observed: `${death.draft.observed}; ${note}` } };
}

/** Gives the three `robust` verdicts that the end of the ordinary life decides. */
export function judgeEnds(
	checks: readonly OrdinaryRunCheck[],
	death: Died | undefined,
	results: Results,
	durationMs: number,
	tried = 'one ordinary life: load, init, open, read, extract, close, destroy',
): void {
	for (const check of checks) {
		if (!death) results.outcome(check, { kind: 'judged', findings: [], tried }, durationMs);
		else if (check.end === death.kind)
			results.death(check, death.kind === 'hang' ? 'hang' : 'crash', death.draft, durationMs);
		else results.skip(check, `blocked by the ${death.kind} in ${death.suspect ?? 'dlopen'}`);
	}
}

function judgeRecords(checks: readonly RecordCheck[], messages: readonly HostMessage[], results: Results): void {
	const finished = new Map(
		messages.flatMap((message) => (message.kind === 'check-finished' ? [[message.id, message] as const] : [])),
	);
	const broken = messages.find((message) => message.kind === 'broken');
	for (const check of checks) {
		const message = finished.get(check.id);
		if (message) results.outcome(check, message.outcome, message.durationMs);
		else results.broken(check, broken?.message ?? 'the host ended without a verdict');
	}
}

function durationOf(messages: readonly HostMessage[]): number {
	const finished = messages.find((message) => message.kind === 'ordinary-run-finished');
	return finished?.durationMs ?? 0;
}
