import { RC } from '../abi/enums.ts';
import type { Plugin } from '../plugin/plugin.ts';
import { close, nextBatch, open } from '../plugin/source.ts';
import { eventsWithoutSource } from './events-without-source.ts';
import { hostEvent } from './host-event.ts';
import type { LifeSettings } from './life-settings.ts';

/** Calls of next_batch without an event after which a source counts as silent. */
const IDLE_CALLS = 20;

/**
 * Events as a host passes them on: read from the plugin's own source, for so many milliseconds at most; those that the
 * author gave, or synthetic ones, for a plugin that has none.
 */
export async function sampleEvents(
	plugin: Plugin,
	state: bigint,
	settings: LifeSettings,
	limit: number,
	readingMs = Number.POSITIVE_INFINITY,
): Promise<Buffer[]> {
	const without = await eventsWithoutSource(plugin, state, settings);
	if (!plugin.has('source')) return without.slice(0, limit);
	const { rc, instance } = await open(plugin, state, settings.openParams);
	const events: Buffer[] = [];
	if (rc.written && rc.value === RC.SUCCESS) {
		const end = performance.now() + readingMs;
		for (let idle = 0; events.length < limit && idle < IDLE_CALLS && performance.now() < end; idle++) {
			const batch = await nextBatch(plugin, state, instance);
			for (const event of batch.events) {
				if (event.kind === 'event') events.push(hostEvent(event.bytes, settings.pluginId));
			}
			if (batch.events.length > 0) idle = 0;
			if (batch.rc !== RC.SUCCESS && batch.rc !== RC.TIMEOUT) break;
		}
	}
	await close(plugin, state, instance);
	return events.length > 0 ? events.slice(0, limit) : without.slice(0, limit);
}
