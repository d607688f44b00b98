import type { ReturnedText } from '../protocol/returned-text.ts';
import { placeEvent } from './event-input.ts';
import type { Plugin } from './plugin.ts';
import { textAt } from './texts.ts';

/** event_to_string of an event with this plugin's id; null where the plugin has none. */
export async function eventToString(
	plugin: Plugin,
	state: bigint,
	event: Uint8Array,
	number: bigint,
	source: string,
): Promise<ReturnedText | null> {
	// Falco does not ask a plugin that returned no state.
	if (!plugin.exports('event_to_string') || state === 0n) return null;
	const placed = placeEvent(plugin, event, number, source);
	const text = textAt(await plugin.invoke('event_to_string', [state, placed.address]));
	placed.release();
	return text;
}
