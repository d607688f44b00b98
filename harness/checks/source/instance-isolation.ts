import { RC } from '../../abi/enums.ts';
import { defineCheck, type LiveCheck } from '../../define-check.ts';
import type { LiveContext } from '../../live-context.ts';
import { lossyTextOf } from '../../protocol/describe-text.ts';
import { type FindingDraft, judged, skipped } from '../../protocol/verdict.ts';
import type { BatchReading } from '../../record.ts';
import { firstOfEach } from '../first-of-each.ts';
import { withState } from '../with-state.ts';
import { changedEvent, NO_BATCH, nextEvents } from './next-events.ts';
import { differsAt, eventTexts, streamStart } from './stream-start.ts';

const ROUNDS = 3;
const call = 'plugin_next_batch';

export default defineCheck<LiveCheck>({
	id: 'source.instance-isolation',
	title: 'instances do not share batches',
	asserts:
		'With two open instances, reading one leaves the batch of the other as it is, and no memory is in both. Where an instance ' +
		'delivers the same events each time, it does so beside another one too.',
	severity: 'error',
	capabilities: ['source'],
	profile: 'ci',
	stage: 'live',
	isolation: 'shared',
	calls: ['init', 'open', 'next_batch', 'close', 'destroy'],
	deadlineMs: 60_000,
	why: 'plugin_api.h lets a host read several instances at a time, and gives each of them a batch of its own.',
	fix: 'Keep the events, their array and the place in the input in the instance, not in a global variable or in the state.',
	run: (context) =>
		withState(context, async (state) => {
			const alone = await repeatedStart(context, state);
			const together = await readTogether(context, state);
			if (together.kind === 'skipped') return skipped(together.reason);
			const { findings, events, starts } = together;
			if (findings.length === 0 && alone) findings.push(...(await judgeStarts(context, state, alone, starts)));
			return events === 0 ? skipped(NO_BATCH) : judged(firstOfEach(findings), `${events} events of two instances`);
		}),
});

type Together =
	| { kind: 'skipped'; reason: string }
	| { kind: 'read'; findings: FindingDraft[]; events: number; starts: readonly string[][] };

/** Reads two instances in turn. */
async function readTogether({ plugin, settings }: LiveContext, state: bigint): Promise<Together> {
	const first = await plugin.open(state, settings.openParams);
	if (!first.rc.written || first.rc.value !== RC.SUCCESS) {
		await plugin.close(state, first.instance);
		return { kind: 'skipped', reason: 'plugin_open fails: give --open-params' };
	}
	const second = await plugin.open(state, settings.openParams);
	if (!second.rc.written || second.rc.value !== RC.SUCCESS) {
		await plugin.close(state, second.instance);
		await plugin.close(state, first.instance);
		const reason = second.error === null ? undefined : lossyTextOf(second.error);
		return { kind: 'skipped', reason: `a second instance cannot be opened${reason ? `: ${reason}` : ''}` };
	}
	const findings: FindingDraft[] = [];
	const starts: [string[], string[]] = [[], []];
	for (let round = 1; round <= ROUNDS; round++) {
		const one = await nextEvents(plugin, state, first.instance);
		const other = one && (await nextEvents(plugin, state, second.instance));
		if (one) starts[0].push(...eventTexts(one));
		if (!one || !other) break;
		starts[1].push(...eventTexts(other));
		findings.push(...judgeBoth(one, other, changedEvent(one, plugin.rereadBatch(one))));
	}
	await plugin.close(state, second.instance);
	await plugin.close(state, first.instance);
	return { kind: 'read', findings, events: starts.flat().length, starts };
}

/** What an instance delivers first when it is the only one; undefined where that is not the same each time, as in a live source. */
async function repeatedStart(context: LiveContext, state: bigint): Promise<readonly string[] | undefined> {
	const start = await streamStart(context, state);
	const again = start && (await streamStart(context, state));
	return start && again && differsAt(start, again) === undefined ? start : undefined;
}

/** An instance among others has to deliver what it delivers alone. */
async function judgeStarts(
	context: LiveContext,
	state: bigint,
	alone: readonly string[],
	starts: readonly string[][],
): Promise<FindingDraft[]> {
	const at = starts.map((start) => differsAt(alone, start)).find((place) => place !== undefined);
	if (at === undefined) return [];
	const again = await streamStart(context, state);
	if (!again || differsAt(alone, again) !== undefined) return [];
	return [
		{
			message: 'an instance delivers other events while a second one is read',
			call,
			expected: 'the events that it delivers alone',
			observed: `event ${at} is another one; read alone, before and after, it is always the same`,
		},
	];
}

function judgeBoth(one: BatchReading, other: BatchReading, changed: number | undefined): FindingDraft[] {
	const taken = new Set(one.events.flatMap((event) => (event.kind === 'event' ? [event.address] : [])));
	const both = other.events.find((event) => event.kind === 'event' && taken.has(event.address));
	if (both?.kind === 'event') {
		return [
			{
				message: 'two instances deliver events in the same memory',
				call,
				expected: 'memory of its own for each instance',
				observed: `both have an event at 0x${both.address.toString(16)}`,
			},
		];
	}
	if (changed === undefined && one.array !== other.array) return [];
	return [
		{
			message: 'reading an instance changes the batch of another',
			call,
			expected: 'the batch of the other instance stays as it is',
			observed: changed === undefined ? 'both use the same array' : `event ${changed} of ${one.events.length} changed`,
		},
	];
}
