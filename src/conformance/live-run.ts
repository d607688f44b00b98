import type { LiveCheck } from '../../harness/define-check.ts';
import type { HostMessage } from '../../harness/protocol/messages.ts';
import type { Description } from '../../harness/subjects.ts';
import { runChild } from './child-run.ts';
import { type Death, deathOf } from './deaths.ts';
import type { ConformanceOptions } from './options.ts';
import type { Results } from './results.ts';

/** Checks of one child: enough to share its start, few enough that running them again one by one stays cheap. */
const GROUP_SIZE = 10;
/** Hangs in one call, over all checks, after which what uses the call is not tried any more. */
const HANGS_TOLERATED = 2;

/**
 * Runs live checks in host children, `options.jobs` at a time. Checks that may share a process do; when such a child dies,
 * its checks run again one by one, so that the culprit is known.
 */
export async function runLiveChecks(
	options: ConformanceOptions,
	description: Description,
	checks: readonly LiveCheck[],
	results: Results,
): Promise<{ interrupted: boolean }> {
	const queue: LiveCheck[][] = [
		...checks.filter(({ isolation }) => isolation === 'own').map((check) => [check]),
		...groups(checks.filter(({ isolation }) => isolation === 'shared')),
	];
	const hangs = new Map<string, number>();
	let interrupted = false;

	const runGroup = async (group: readonly LiveCheck[]): Promise<void> => {
		const open = group.filter((check) => !skipHung(check));
		if (open.length === 0) return;
		const { messages, end } = await runChild(options, {
			kind: 'check',
			recordChecks: [],
			liveChecks: open.map(({ id }) => id),
			description,
			inputs: options.inputs,
			seed: options.seed,
			timeoutScale: options.timeoutScale,
		});
		const death = deathOf(end);
		if (death.kind === 'interrupted') {
			interrupted = true;
			return;
		}
		if (death.kind !== 'none' && open.length > 1) {
			queue.push(...open.map((check) => [check]));
			return;
		}
		const finished = new Map(messages.flatMap((m) => (m.kind === 'check-finished' ? [[m.id, m] as const] : [])));
		const broken = messages.find((message) => message.kind === 'broken');
		for (const check of open) {
			const message = finished.get(check.id);
			if (death.kind !== 'none') {
				if (death.kind === 'hang' && death.call) hangs.set(death.call, (hangs.get(death.call) ?? 0) + 1);
				reportDeath(check, death, lastTried(messages), results);
			} else if (message) results.outcome(check, message.outcome, message.durationMs);
			else results.broken(check, broken?.message ?? 'the host ended without a verdict');
		}
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

function groups(checks: readonly LiveCheck[]): LiveCheck[][] {
	return Array.from({ length: Math.ceil(checks.length / GROUP_SIZE) }, (_, index) =>
		checks.slice(index * GROUP_SIZE, (index + 1) * GROUP_SIZE),
	);
}
