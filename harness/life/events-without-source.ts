import { eventTypes } from '../plugin/event-types.ts';
import type { Plugin } from '../plugin/plugin.ts';
import { hostEvent } from './host-event.ts';
import type { LifeSettings } from './ordinary-life.ts';
import { syntheticEvents } from './synthetic-events.ts';

/** Events for a plugin that has no source: those that the author gave, else synthetic ones; none for one that has. */
export async function eventsWithoutSource(plugin: Plugin, state: bigint, settings: LifeSettings): Promise<Buffer[]> {
	const asHost = (bytes: Uint8Array) => hostEvent(Buffer.from(bytes), settings.pluginId);
	if (settings.givenEvents.length > 0) return settings.givenEvents.map(asHost);
	if (plugin.has('source')) return [];
	const lists = [
		await eventTypes(plugin, 'get_extract_event_types', state),
		await eventTypes(plugin, 'get_parse_event_types', state),
	];
	return syntheticEvents(settings.source, lists).map(asHost);
}
