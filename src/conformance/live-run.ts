import type { LiveCheck } from '../../harness/define-check.ts';
import type { HostMessage } from '../../harness/protocol/messages.ts';
import type { Description } from '../../harness/subjects.ts';
import { runChild } from './child-run.ts';
import { type Death, deathOf } from './deaths.ts';
import type { ConformanceOptions } from './options.ts';
import { planGroups } from './plan-groups.ts';
import type { Results } from './results.ts';

/** Hangs in one call, over all checks, after which what uses the call is not tried any more. */
const HANGS_TOLERATED = 2;
/** Part of its deadline that a call which was hung once gets when that is made certain. */
const SECOND_PATIENCE = 1 / 3;

/**
 * Runs live checks in host children, `options.jobs` at a time. Checks that may share a process do (where the plugin's runtime
 * survives failures, risky ones too), behind one that needs the process fresh. When such a child dies, the check that was
 * under way runs again alone: if it dies again it is the culprit, what came before it stands, and what came after it goes on
 * in a new child; if it lives, all others run one by one, so that the culprit is known with certainty.
 */
export async function runLiveChecks(
	options: ConformanceOptions & { survivesFailures: boolean },
	description: Description,
	checks: readonly LiveCheck[],
	results: Results,
): Promise<{ interrupted: boolean }> {
	const queue = planGroups(checks, options);
	const hangs = new Map<string, number>();
	let interrupted = false;

	/** @param patience part of the deadlines of calls */
	const attempt = async (group: readonly LiveCheck[], patience = 1): Promise<Attempt> => {
		const watched = { ...options, timeoutScale: options.timeoutScale * patience };
		const { messages, end } = await runChild(watched, {
			kind: 'check',
			recordChecks: [],
			liveChecks: group.map(({ id }) => id),
			description,
			inputs: options.inputs,
			given: options.given ?? null,
			seed: options.seed,
			timeoutScale: options.timeoutScale,
		});
		const death = deathOf(end);
		if (death.kind === 'interrupted') interrupted = true;
		return { messages, death };
	};

	/** The verdicts of the checks that came to their end. */
	const report = (group: readonly LiveCheck[], { messages }: Attempt): void => {
		const finished = new Map(messages.flatMap((m) => (m.kind === 'check-finished' ? [[m.id, m] as const] : [])));
		const broken = messages.find((message) => message.kind === 'broken');
		for (const check of group) {
			const message = finished.get(check.id);
			if (message) results.outcome(check, message.outcome, message.durationMs);
			else results.broken(check, broken?.message ?? 'the host ended without a verdict');
		}
	};

	const countHang = (death: Death): void => {
		if (death.kind === 'hang' && death.call) hangs.set(death.call, (hangs.get(death.call) ?? 0) + 1);
	};

	/** @param before how it ended among others, where it did */
	const runAlone = async (check: LiveCheck, before?: Death): Promise<'died' | 'lived'> => {
		const hung = before?.kind === 'hang' ? before : undefined;
		const run = await attempt([check], hung ? SECOND_PATIENCE : 1);
		const { messages } = run;
		let { death } = run;
		if (hung && death.kind === 'hang') {
			// Another call that takes long, but not too long, may have been cut short by the little patience.
			if (death.call !== hung.call) return runAlone(check);
			// It is the same hang: what was waited for longer says more.
			death = hung;
		}
		countHang(death);
		if (death.kind === 'interrupted') return 'lived';
		if (death.kind === 'none') {
			report([check], run);
			return 'lived';
		}
		reportDeath(check, death, lastTried(messages), results);
		return 'died';
	};

	const runGroup = async (group: readonly LiveCheck[]): Promise<void> => {
		const open = group.filter((check) => !skipHung(check));
		const [only] = open;
		if (!only) return;
		if (open.length === 1) {
			await runAlone(only);
			return;
		}
		const run = await attempt(open);
		if (run.death.kind === 'interrupted') return;
		if (run.death.kind === 'none') {
			report(open, run);
			return;
		}
		countHang(run.death);
		const culprit = underWay(open, run.messages);
		const before = culprit ? open.slice(0, open.indexOf(culprit)) : [];
		if (culprit && (await runAlone(culprit, run.death)) === 'died') {
			report(before, run);
			queue.push(open.slice(before.length + 1));
			return;
		}
		// It lives when it is alone: one of those before it has done the harm, and they are looked at one by one.
		queue.push(...open.filter((check) => check !== culprit).map((check) => [check]));
	};

	const skipHung = (check: LiveCheck): boolean => {
		const call = check.calls.find((name) => (hangs.get(name) ?? 0) >= HANGS_TOLERATED);
		if (!call) return false;
		results.skip(check, `blocked by ${HANGS_TOLERATED} hangs in plugin_${call}`);
		return true;
	};

	const worker = async (): Promise<void> => {
		for (let group = queue.shift(); group && !interrupted; group = queue.shift()) await runGroup(group);
	};
	// A worker that finds the queue empty ends; what a dying group puts back is taken by the worker that ran it.
	await Promise.all(Array.from({ length: options.jobs }, worker));
	return { interrupted };
}

interface Attempt {
	messages: readonly HostMessage[];
	death: Death;
}

/** The check that had begun and not come to its end. */
function underWay(group: readonly LiveCheck[], messages: readonly HostMessage[]): LiveCheck | undefined {
	const finished = new Set(messages.flatMap((message) => (message.kind === 'check-finished' ? [message.id] : [])));
	const begun = messages.findLast((message) => message.kind === 'check-started');
	return group.find(({ id }) => begun?.kind === 'check-started' && id === begun.id && !finished.has(id));
}

type Tried = Extract<HostMessage, { kind: 'trying' }>;

/** What the check had said it was trying when its process ended. */
function lastTried(messages: readonly HostMessage[]): Tried | undefined {
	const last = messages.findLast((message) => message.kind === 'trying' || message.kind === 'check-started');
	return last?.kind === 'trying' ? last : undefined;
}

/** A death that a check holds to be less than an error is a finding like others, which the author may allow. */
function reportDeath(
	check: LiveCheck,
	death: Exclude<Death, { kind: 'none' | 'interrupted' }>,
	tried: Tried | undefined,
	results: Results,
): void {
	const observed = tried ? `${death.draft.observed}, while trying ${tried.text}` : death.draft.observed;
	const draft = { ...death.draft, ...(observed === undefined ? {} : { observed }) };
	if (tried?.severity !== undefined && tried.severity !== 'error') {
		results.outcome(check, { kind: 'judged', findings: [{ ...draft, severity: tried.severity }] }, 0);
		return;
	}
	results.death(check, death.kind === 'hang' ? 'hang' : 'crash', draft, 0);
}
