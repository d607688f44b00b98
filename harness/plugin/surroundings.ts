import { Arena } from '../memory/arena.ts';
import { watchDescriptors } from '../memory/host-descriptors.ts';
import { PlainInputs } from '../memory/plain-inputs.ts';
import { NativeHost } from '../native/native-host.ts';
import { Owners } from '../owner/owners.ts';
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
		owners: new Owners(arena),
		arena,
		inputs: new PlainInputs(arena),
		falco: { ...task.falco, absentArgIndex: BigInt(task.falco.absentArgIndex) },
		...(task.trace ? { onCall } : {}),
		afterCall: watchDescriptors(),
	};
}

/** The same for one more plugin in the process: owners of its own. */
export function surroundingsBeside(first: PluginSurroundings): PluginSurroundings {
	return { ...first, owners: new Owners(first.arena) };
}
