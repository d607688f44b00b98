import { RC } from '../../abi/enums.ts';
import type { LiveContext } from '../../live-context.ts';
import type { BatchReading } from '../../record.ts';
import { nextEvents } from './next-events.ts';

/** Enough to tell two streams apart. */
const MOST_EVENTS = 256;
/** Bytes of the header that the host or the clock may fill: timestamp and thread. */
const STAMPS = 16;

/** The events of a batch as texts, without their timestamps and threads. */
export function eventTexts({ events }: BatchReading): string[] {
	return events.flatMap((event) => (event.kind === 'event' ? event.bytes.subarray(STAMPS).toString('latin1') : []));
}

/**
 * The first events of the source from an instance of its own, up to where it is silent; undefined where it does not open or
 * gives none.
 */
export async function streamStart(
	{ plugin, settings }: LiveContext,
	state: bigint,
): Promise<readonly string[] | undefined> {
	const { rc, instance } = await plugin.open(state, settings.openParams);
	const events: string[] = [];
	if (rc.written && rc.value === RC.SUCCESS) {
		let batch = await nextEvents(plugin, state, instance);
		while (batch && batch.events.length > 0) {
			events.push(...eventTexts(batch));
			if (batch.rc > 0 || events.length >= MOST_EVENTS) break;
			batch = await plugin.nextBatch(state, instance);
		}
	}
	await plugin.close(state, instance);
	return events.length > 0 ? events : undefined;
}

/** Place of the first event in which two beginnings of a stream differ; undefined where they agree as far as both go. */
export function differsAt(one: readonly string[], other: readonly string[]): number | undefined {
	const at = one.slice(0, other.length).findIndex((event, place) => event !== other[place]);
	return at < 0 ? undefined : at;
}
