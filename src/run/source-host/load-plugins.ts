import { ASYNC_EVENT, PLUGIN_EVENT } from '../../../harness/abi/event-types.ts';
import { FROM_ASYNC, FROM_PLUGIN } from '../../../harness/native/collector.ts';
import { eventTypes } from '../../../harness/plugin/event-types.ts';
import { destroy, init } from '../../../harness/plugin/init.ts';
import { Plugin, type PluginSurroundings } from '../../../harness/plugin/plugin.ts';
import { surroundingsBeside } from '../../../harness/plugin/surroundings.ts';
import { utf8Of } from '../../../harness/protocol/returned-text.ts';
import type { RunPlugin } from '../plan.ts';

/** A plugin with its state, as one event source has it. */
export interface InitialisedPlugin {
	readonly plugin: Plugin;
	readonly state: bigint;
	readonly wanted: RunPlugin;
	/** Which events it extracts from and parses (`FROM_*`). */
	readonly extracts: number;
	readonly parses: number;
}

/** Where Falco ends with an error: in its words, where the facts have them. */
export class SourceFailure extends Error {}

/** Loads and initialises the plugins of a source, in load order. Throws `SourceFailure`. */
export async function loadPlugins(
	wanted: readonly RunPlugin[],
	first: PluginSurroundings,
): Promise<readonly InitialisedPlugin[]> {
	const plugins: InitialisedPlugin[] = [];
	for (const [index, one] of wanted.entries()) {
		plugins.push(await loadPlugin(one, index === 0 ? first : surroundingsBeside(first)));
	}
	return plugins;
}

/** destroy of every state, in load order. */
export async function destroyPlugins(plugins: readonly InitialisedPlugin[]): Promise<void> {
	for (const { plugin, state } of plugins) await destroy(plugin, state);
}

async function loadPlugin(wanted: RunPlugin, surroundings: PluginSurroundings): Promise<InitialisedPlugin> {
	const plugin = await Plugin.load(surroundings, wanted.library);
	if ('refused' in plugin) throw new SourceFailure(`cannot load plugin ${wanted.library}: ${plugin.refused}`);
	const { rc, state, error } = await init(plugin, wanted.initConfig);
	if (!rc.written || rc.value !== 0) {
		const text = error === null ? undefined : utf8Of(error);
		throw new SourceFailure(
			`could not initialize plugin: ${text ?? "plugin handle or 'get_last_error' function not defined"}`,
		);
	}
	surroundings.owner.native.setPluginState(state);
	return {
		plugin,
		state,
		wanted,
		extracts: plugin.has('extract') ? await eventsOf(plugin, 'get_extract_event_types', state) : 0,
		parses: wanted.parses && plugin.has('parse') ? await eventsOf(plugin, 'get_parse_event_types', state) : 0,
	};
}

/** Without a list only plugin events; async ones only where the plugin names them (facts on the plugin API, 4.4). */
async function eventsOf(
	plugin: Plugin,
	name: 'get_extract_event_types' | 'get_parse_event_types',
	state: bigint,
): Promise<number> {
	const types = (await eventTypes(plugin, name, state))?.types ?? [];
	if (types.length === 0) return FROM_PLUGIN;
	return (types.includes(PLUGIN_EVENT) ? FROM_PLUGIN : 0) | (types.includes(ASYNC_EVENT) ? FROM_ASYNC : 0);
}
