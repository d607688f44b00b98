import { textBytes } from '../memory/input-placement.ts';
import { Pump, type PumpLimits, type PumpResult } from '../native/pump.ts';
import type { Plugin } from './plugin.ts';

export interface PumpReading extends PumpLimits {
	/** Id that the host fills in; 0 where the plugin has none. */
	pluginId: number;
	source: string;
	/** Every so many calls of next_batch are timed; none where it is left out. */
	timeEvery?: number;
}

const MOST_TIMES = 4_096;

/** Reads events without parsing or extraction, until a limit, the end, or what Falco would stop at. */
export async function pumpEvents(
	plugin: Plugin,
	state: bigint,
	instance: bigint,
	{ pluginId, source, timeEvery, ...limits }: PumpReading,
): Promise<PumpResult> {
	const { inputs, owner, thread } = plugin.surroundings;
	const name = inputs.place(textBytes(source), 'name of the event source');
	plugin.noteCalled('next_batch');
	const pump = new Pump({
		state,
		instance,
		nextBatch: plugin.address('next_batch'),
		pluginId,
		eventSource: name.address,
		owner: owner.address,
		...(timeEvery === undefined ? {} : { samples: { of: 'next_batch', every: timeEvery, capacity: MOST_TIMES } }),
	});
	const result = await pump.run(thread, limits);
	name.release();
	return result;
}
