import { isAbsolute, join, normalize } from 'node:path';
import { UsageError } from '../../errors.ts';
import { didYouMean } from '../../project/did-you-mean.ts';
import { jsonOfConfig } from './json-text.ts';
import type { ConfiguredPlugin } from './model.ts';
import type { Section } from './section.ts';

/** Where an installed Falco keeps its plugins: relative paths start here. */
export const FALCO_PLUGINS_FOLDER = '/usr/share/falco/plugins';

/** The plugins that are loaded, in load order: those of `plugins` that `load_plugins` names, or all where it is absent. */
export function readPlugins(config: Section): ConfiguredPlugin[] {
	const configured = config.sections('plugins').map((entry) => {
		const plugin = readPlugin(entry);
		entry.finish();
		return plugin;
	});
	const wanted = config.items('load_plugins');
	if (wanted === undefined) return configured;
	const names = configured.map(({ name }) => name);
	return wanted.map((item) => {
		if (item.kind !== 'scalar') return config.refuse(item, 'load_plugins', 'has to be a list of names');
		const plugin = configured.find(({ name }) => name === item.text);
		if (plugin !== undefined) return plugin;
		const meant = didYouMean(item.text, names);
		throw new UsageError(
			`${item.place}: 'load_plugins' names the plugin '${item.text}', which 'plugins' does not have`,
			[meant === undefined ? `It has: ${names.join(', ') || 'none'}.` : `Did you mean '${meant}'?`],
		);
	});
}

function readPlugin(entry: Section): ConfiguredPlugin {
	return {
		name: entry.required('name'),
		library: libraryPath(entry),
		initConfig: readInitConfig(entry),
		openParams: (entry.text('open_params') ?? '').trim(),
		place: entry.node.place,
	};
}

/** Falco passes a text as it is and a mapping as JSON; nothing is the empty text. */
function readInitConfig(entry: Section): string {
	const node = entry.value('init_config');
	if (node === undefined || node.kind === 'null') return '';
	if (node.kind === 'scalar') return node.text;
	if (node.kind === 'sequence') return entry.refuse(node, 'init_config', 'has to be a text or a mapping');
	if (node.entries.length === 0) {
		entry.warn(node, "an empty mapping in 'init_config' reaches the plugin as the text null; leave the key away");
	}
	return jsonOfConfig(node);
}

/** Relative paths lie in Falco's folder of plugins and may not leave it (Falco 0.44). */
function libraryPath(entry: Section): string {
	const path = entry.required('library_path');
	if (isAbsolute(path)) return normalize(path);
	const inside = normalize(path);
	if (inside === '..' || inside.startsWith('../')) {
		const node = entry.value('library_path') ?? entry.node;
		throw new UsageError(
			`${node.place}: the library path '${path}' leaves ${FALCO_PLUGINS_FOLDER}, which Falco does not allow`,
			['Give an absolute path.'],
		);
	}
	return join(FALCO_PLUGINS_FOLDER, inside);
}
