import type { PluginCalls } from '../../plugin/calls.ts';
import type { BatchReading } from '../../record.ts';

const TRIES = 40;

/** The next batch with events in it; undefined where none comes. */
export async function nextEvents(
	plugin: PluginCalls,
	state: bigint,
	instance: bigint,
): Promise<BatchReading | undefined> {
	for (let tries = 0; tries < TRIES; tries++) {
		const batch = await plugin.nextBatch(state, instance);
		if (batch.events.length > 0) return batch;
		if (batch.rc > 0) return undefined;
	}
	return undefined;
}

export const NO_BATCH = 'the source gave no event: give --open-params';

/** The first event of a batch that is not what it was, by its place. */
export function changedEvent(batch: BatchReading, now: BatchReading['events']): number | undefined {
	const index = batch.events.findIndex((event, place) => {
		const other = now[place];
		if (event.kind !== 'event') return false;
		return other?.kind !== 'event' || other.address !== event.address || !other.bytes.equals(event.bytes);
	});
	return index < 0 ? undefined : index;
}
