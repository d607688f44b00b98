import { RC } from '../../abi/enums.ts';
import { defineCheck, type LiveCheck } from '../../define-check.ts';
import { lossyTextOf } from '../../protocol/describe-text.ts';
import { type FindingDraft, judged, skipped } from '../../protocol/verdict.ts';
import type { BatchReading } from '../../record.ts';
import { firstOfEach } from '../first-of-each.ts';
import { withInstance, withState } from '../with-state.ts';
import { changedEvent, NO_BATCH, nextEvents } from './next-events.ts';

const ROUNDS = 3;
const call = 'plugin_next_batch';

export default defineCheck<LiveCheck>({
	id: 'source.instance-isolation',
	title: 'instances do not share batches',
	asserts: 'With two open instances, reading one leaves the batch of the other as it is, and no memory is in both.',
	severity: 'error',
	capabilities: ['source'],
	profile: 'ci',
	stage: 'live',
	isolation: 'shared',
	calls: ['init', 'open', 'next_batch', 'close', 'destroy'],
	deadlineMs: 60_000,
	why: 'plugin_api.h lets a host read several instances at a time, and gives each of them a batch of its own.',
	fix: 'Keep the events and their array in the instance, not in a global variable or in the state.',
	run: (context) =>
		withState(context, (state) =>
			withInstance(context, state, async (first) => {
				const { plugin, settings } = context;
				const second = await plugin.open(state, settings.openParams);
				if (!second.rc.written || second.rc.value !== RC.SUCCESS) {
					await plugin.close(state, second.instance);
					const reason = second.error === null ? undefined : lossyTextOf(second.error);
					return skipped(`a second instance cannot be opened${reason ? `: ${reason}` : ''}`);
				}
				const findings: FindingDraft[] = [];
				let events = 0;
				for (let round = 1; round <= ROUNDS; round++) {
					const one = await nextEvents(plugin, state, first);
					const other = one && (await nextEvents(plugin, state, second.instance));
					if (!one || !other) break;
					events += one.events.length + other.events.length;
					findings.push(...judgeBoth(one, other, changedEvent(one, plugin.rereadBatch(one))));
				}
				await plugin.close(state, second.instance);
				return events === 0 ? skipped(NO_BATCH) : judged(firstOfEach(findings), `${events} events of two instances`);
			}),
		),
});

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
