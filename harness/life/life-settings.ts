import { encodePluginEvent } from '../abi/event.ts';
import { parseFields } from '../abi/fields.ts';
import { asHostString, parseAsHost } from '../abi/lenient-json.ts';
import { defaultConfig } from '../init-config.ts';
import { lossyTextOf } from '../protocol/describe-text.ts';
import type { GivenEvents } from '../protocol/given-events.ts';
import type { Inputs } from '../protocol/messages.ts';
import { utf8Of } from '../protocol/returned-text.ts';
import type { Description } from '../subjects.ts';
import type { LifeSettings } from './ordinary-life.ts';
import { SAMPLE_PLUGIN_ID } from './synthetic-events.ts';

export type { LifeSettings } from './ordinary-life.ts';

/** The event source that events are said to come from: the plugin's own, else the first that it extracts from. */
export function eventSourceOf(description: Description): string {
	const own = utf8Of(description.eventSource);
	if (own) return own;
	return listOf(description.extractEventSources)[0] ?? listOf(description.parseEventSources)[0] ?? 'sample';
}

/** The non-empty texts of a JSON array as Falco reads it; none where it is no such array. */
export function listOf(text: Description['extractEventSources']): string[] {
	const parsed = parseAsHost(lossyTextOf(text) ?? '');
	if (parsed.kind === 'refused' || parsed.value.type !== 'array') return [];
	return parsed.value.items.flatMap((item) => asHostString(item) || []);
}

/** How the ordinary life of this plugin is lived: the author's inputs and the events of another plugin, or what Falco would do without any. */
export function lifeSettings(description: Description, inputs: Inputs, given: GivenEvents | null): LifeSettings {
	return {
		config: inputs.initConfig ?? defaultConfig(description),
		openParams: inputs.openParams ?? '',
		pluginId: description.id ?? 0,
		source: given?.source ?? eventSourceOf(description),
		fields: parseFields(description.fields),
		givenEvents: [
			...(given?.events ?? []).map((event) => Buffer.from(event, 'latin1')),
			...inputs.samples.map((sample) =>
				encodePluginEvent({ id: given?.pluginId ?? SAMPLE_PLUGIN_ID, payload: Buffer.from(sample, 'latin1') }),
			),
		],
		asyncNames: listOf(description.asyncEvents),
	};
}
