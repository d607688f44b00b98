import { ownerListenInput } from '../owner/listen-input.ts';
import { asInt, type Plugin } from './plugin.ts';

/** capture_open or capture_close; a failure of either ends Falco since 0.40. */
export async function notifyCapture(
	plugin: Plugin,
	name: 'capture_open' | 'capture_close',
	state: bigint,
): Promise<number> {
	const { arena } = plugin.surroundings;
	const mark = arena.mark();
	const input = ownerListenInput(plugin, state);
	const rc = asInt(await plugin.invoke(name, [state, input.address]));
	plugin.ownerOf(state).native.endCall();
	input.release();
	arena.reset(mark);
	return rc;
}
