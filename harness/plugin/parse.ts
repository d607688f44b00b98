import { ownerParseInput } from '../owner/parse-input.ts';
import { placeEvent } from './event-input.ts';
import { asInt, type Plugin } from './plugin.ts';

/** parse_event as Falco calls it for every event, before extraction; Falco ignores the result. */
export async function parseEvent(
	plugin: Plugin,
	state: bigint,
	event: Uint8Array,
	number: bigint,
	source: string,
): Promise<number> {
	const { arena } = plugin.surroundings;
	const mark = arena.mark();
	const input = ownerParseInput(plugin, state);
	const placed = placeEvent(plugin, event, number, source);
	const rc = asInt(await plugin.invoke('parse_event', [state, placed.address, input.address]));
	plugin.ownerOf(state).native.endCall();
	placed.release();
	input.release();
	arena.reset(mark);
	return rc;
}
