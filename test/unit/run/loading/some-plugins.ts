import type { LoadedPlugin } from '../../../../src/run/loading/loaded-plugin.ts';

/** A plugin without capabilities but those that are given. */
export function pluginOf(name: string, more: Partial<LoadedPlugin> = {}): LoadedPlugin {
	return {
		configured: { name, library: `/${name}.so`, initConfig: '', openParams: '', place: `falco.yaml:1:1` },
		language: 'c',
		initConfig: '',
		name,
		version: '0.1.0',
		description: '',
		contact: '',
		id: 0,
		source: null,
		capabilities: [],
		fields: [],
		compatible: { extract: null, parse: null, async: null },
		initSchema: null,
		...more,
	};
}

/** A plugin that provides an event source of its own name. */
export function sourceOf(name: string, source = name, more: Partial<LoadedPlugin> = {}): LoadedPlugin {
	const own = new Set([source]);
	return pluginOf(name, {
		id: 7,
		source,
		capabilities: ['source'],
		compatible: { extract: own, parse: own, async: own },
		...more,
	});
}

/** A plugin that extracts one field from some sources, or from all. */
export function extractorOf(name: string, field: string, sources: readonly string[] | null = null): LoadedPlugin {
	return pluginOf(name, {
		capabilities: ['extract'],
		compatible: { extract: sources === null ? null : new Set(sources), parse: null, async: null },
		fields: [{ name: field, type: 'string', isList: false, description: 'a field' }],
	});
}
