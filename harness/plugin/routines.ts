import { callId } from '../protocol/call-ids.ts';
import type { Plugin } from './plugin.ts';

/** A pool that runs the routines which a plugin subscribes, as a libs that is built with one has it. */
export interface RoutinePool {
	stop(): Promise<void>;
}

/** Opens a pool of one thread for a state. Not in Falco: its releases give NULL for every subscription. */
export function runRoutines(plugin: Plugin, state: bigint): RoutinePool {
	const { host } = plugin.surroundings;
	const { native, address } = plugin.ownerOf(state);
	const { run } = native.openRoutines();
	const thread = host.createThread('routines');
	const running = thread.call(callId('routine'), run, [address]);
	return {
		stop: async () => {
			native.closeRoutines();
			await running;
			thread.stop();
		},
	};
}
