import { Arena } from '../memory/arena.ts';
import { PlainInputs } from '../memory/plain-inputs.ts';
import { NativeHost } from '../native/native-host.ts';
import { Owner } from '../owner/owner.ts';
import type { HostTask } from '../protocol/messages.ts';
import type { PluginSurroundings } from './plugin.ts';

/** Only what is touched costs memory. */
const ARENA_BYTES = 256 * 1024 * 1024;

/** Starts the native host and lays out what a plugin is surrounded with in a host child. */
export function startSurroundings(
	task: Pick<HostTask, 'falco' | 'trace'>,
	pageFd: number,
	onCall: (line: string) => void,
): PluginSurroundings {
	const host = NativeHost.start({ crumbFd: pageFd });
	const arena = new Arena(ARENA_BYTES);
	return {
		host,
		thread: host.thread,
		owner: new Owner(arena),
		arena,
		inputs: new PlainInputs(arena),
		falco: { ...task.falco, absentArgIndex: BigInt(task.falco.absentArgIndex) },
		...(task.trace ? { onCall } : {}),
	};
}

/** The same for one more plugin in the process: another owner, with the state tables of the first one. */
export function surroundingsBeside(first: PluginSurroundings): PluginSurroundings {
	const owner = new Owner(first.arena);
	owner.native.shareTables(first.owner.registry);
	return { ...first, owner };
}
