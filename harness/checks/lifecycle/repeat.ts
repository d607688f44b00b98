import { RC } from '../../abi/enums.ts';
import { defineCheck, type LiveCheck } from '../../define-check.ts';
import type { LiveContext } from '../../live-context.ts';
import { describeReturned } from '../../protocol/describe-text.ts';
import { type FindingDraft, judged, skipped } from '../../protocol/verdict.ts';

const STATES = 10;
const OPENS = 3;
const BATCHES = 40;
const IDLE = 3;

interface Round {
	/** What a round did, for the report. */
	text: string;
	/** Events until the end of the stream; undefined where it did not end. */
	events: number | undefined;
}

export default defineCheck<LiveCheck>({
	id: 'lifecycle.repeat',
	title: 'a life can be lived again',
	asserts:
		'Ten rounds of init and destroy in one process, with three rounds of open, read and close in each, go the same way: the same ' +
		'results, and the same number of events where the stream ends.',
	severity: 'error',
	capabilities: 'all',
	profile: 'ci',
	stage: 'live',
	isolation: 'fresh',
	calls: ['init', 'open', 'next_batch', 'close', 'destroy'],
	deadlineMs: 60_000,
	why: 'Falco restarts in the same process on SIGHUP and when a rules file changes (userspace/falco restart_handler.cpp).',
	fix: 'Keep everything that changes in the state or the instance, and reset what is global in destroy.',
	async run(context) {
		const { plugin, settings } = context;
		const findings: FindingDraft[] = [];
		let reference: Round[] | undefined;
		for (let round = 1; round <= STATES; round++) {
			await context.trying(`round ${round} of init and destroy`);
			const { rc, state, error } = await plugin.init(settings.config);
			const ready = rc.written && rc.value === RC.SUCCESS;
			if (!ready) {
				await plugin.destroy(state);
				if (round === 1) return skipped('plugin_init fails: give --init-config');
				findings.push({
					message: `init fails in round ${round}`,
					call: 'plugin_init',
					expected: 'success as in round 1',
					observed: error ? describeReturned(error) : 'failure without a state',
				});
				break;
			}
			const rounds: Round[] = [];
			for (let open = 0; plugin.has('source') && open < OPENS; open++) rounds.push(await readOnce(context, state));
			await plugin.destroy(state);
			if (rounds[0]?.text.startsWith('open fails') && !reference)
				return skipped('plugin_open fails: give --open-params');
			reference ??= rounds;
			findings.push(...rounds.flatMap((one, index) => compare(reference?.[0], one, (round - 1) * OPENS + index + 1)));
			if (findings.length > 0) break;
		}
		return judged(
			findings.slice(0, 1),
			`${STATES} rounds of init and destroy, ${plugin.has('source') ? OPENS : 0} opens each`,
		);
	},
});

async function readOnce({ plugin, settings }: LiveContext, state: bigint): Promise<Round> {
	const { rc, instance, error } = await plugin.open(state, settings.openParams);
	if (!rc.written || rc.value !== RC.SUCCESS) {
		await plugin.close(state, instance);
		return { text: `open fails${error ? `: ${describeReturned(error)}` : ''}`, events: undefined };
	}
	let events = 0;
	let idle = 0;
	let last: number = RC.SUCCESS;
	for (let batch = 0; batch < BATCHES && idle < IDLE; batch++) {
		const reading = await plugin.nextBatch(state, instance);
		events += reading.events.length;
		idle = reading.events.length === 0 ? idle + 1 : 0;
		last = reading.rc;
		if (last > 0) break;
	}
	if (last === RC.FAILURE) await plugin.lastError(state);
	await plugin.close(state, instance);
	const ended = last === RC.EOF;
	return {
		text: ended ? 'the stream ends' : last === RC.FAILURE ? 'next_batch fails' : 'the stream goes on',
		events: ended ? events : undefined,
	};
}

/** @param open how many times the source was opened by then, in this process */
function compare(first: Round | undefined, now: Round, open: number): FindingDraft[] {
	if (!first) return [];
	const call = now.text.startsWith('open') ? 'plugin_open' : 'plugin_next_batch';
	const fails = now.text.startsWith('open fails') || now.text === 'next_batch fails';
	if (now.text !== first.text && fails) {
		return [
			{
				message: `opened for the ${ordinal(open)} time in a process, the source does not go as the first time`,
				call,
				expected: first.text,
				observed: now.text,
			},
		];
	}
	if (first.events === undefined || now.events === undefined || first.events === now.events) return [];
	return [
		{
			severity: 'warning',
			message: `opened for the ${ordinal(open)} time in a process, the source has another number of events`,
			call,
			expected: `${first.events} events as the first time`,
			observed: `${now.events} events`,
		},
	];
}

function ordinal(n: number): string {
	const ending = new Map([
		[1, 'st'],
		[2, 'nd'],
		[3, 'rd'],
	]).get(n > 10 && n < 20 ? 0 : n % 10);
	return `${n}${ending ?? 'th'}`;
}
