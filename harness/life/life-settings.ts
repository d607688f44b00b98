import { encodePluginEvent } from '../abi/event.ts';
import { parseFields } from '../abi/fields.ts';
import { defaultConfig } from '../init-config.ts';
import type { Inputs } from '../protocol/messages.ts';
import { utf8Of } from '../protocol/returned-text.ts';
import type { Description } from '../subjects.ts';
import type { LifeSettings } from './ordinary-life.ts';

export type { LifeSettings } from './ordinary-life.ts';

/** Id of the plugin that given payloads pretend to come from: the one for tests. */
const SAMPLE_PLUGIN_ID = 999;

/** The event source that events are said to come from: the plugin's own, else the first that it extracts from. */
export function eventSourceOf(description: Description): string {
	const own = utf8Of(description.eventSource);
	if (own) return own;
	return listOf(description.extractEventSources)[0] ?? listOf(description.parseEventSources)[0] ?? 'sample';
}

function listOf(text: Description['extractEventSources']): string[] {
	try {
		const list: unknown = JSON.parse(utf8Of(text) ?? '[]');
		return Array.isArray(list) ? list.filter((name) => typeof name === 'string' && name !== '') : [];
	} catch {
		return [];
	}
}

/** How the ordinary life of this plugin is lived: the author's inputs, or what Falco would do without any. */
export function lifeSettings(description: Description, inputs: Inputs): LifeSettings {
	return {
		config: inputs.initConfig ?? defaultConfig(description),
		openParams: inputs.openParams ?? '',
		pluginId: description.id ?? 0,
		source: eventSourceOf(description),
		fields: parseFields(description.fields),
		givenEvents: inputs.samples.map((sample) =>
			encodePluginEvent({ id: SAMPLE_PLUGIN_ID, payload: Buffer.from(sample, 'latin1') }),
		),
	};
}
