import type { Capability } from '../../../harness/abi/symbols.ts';
import type { OpenParam } from '../../inspect/inspection.ts';
import type { LoadedPlugin } from '../loading/loaded-plugin.ts';
import type { OpenParamsAnswer } from '../loading/open-params.ts';
import type { PluginResult } from '../run-result.ts';

/** A plugin as `--json` lists it. */
export function pluginResult(plugin: LoadedPlugin): PluginResult {
	const { configured, name, version, description, contact, id, source, capabilities, initSchema } = plugin;
	return { name, library: configured.library, version, description, contact, id, source, capabilities, initSchema };
}

/** The text of `falco --list-plugins` (rules facts, section 5.5). */
export function pluginsText(plugins: readonly LoadedPlugin[]): string {
	return `${plugins.length} Plugins Loaded:\n\n${plugins.map((plugin) => `${pluginText(plugin)}\n`).join('')}`;
}

/** The text of `falco --plugin-info`. */
export function pluginInfoText(plugin: LoadedPlugin, openParams: OpenParamsAnswer): string {
	const { initSchema } = plugin;
	const schema =
		initSchema === null
			? 'Init config schema type: Not available, plugin does not implement the init config schema functionality\n'
			: `Init config schema type: JSON\n${initSchema}\n`;
	return `${pluginText(plugin)}\n${schema}\n${openParamsText(openParams)}`;
}

function openParamsText(answer: OpenParamsAnswer): string {
	switch (answer.kind) {
		case 'none':
			return `No suggested open params available: ${answer.reason}\n`;
		case 'listed':
			return `Suggested open params:\n${answer.params.map(openParamText).join('')}`;
	}
}

function openParamText({ value, desc }: OpenParam): string {
	return `${value}${desc === null || desc === '' ? '' : `: ${desc}`}\n`;
}

function pluginText(plugin: LoadedPlugin): string {
	const capabilities = plugin.capabilities.map((capability) => `  - ${capabilityText(capability, plugin)}\n`);
	return [
		`Name: ${plugin.name}\n`,
		`Description: ${plugin.description}\n`,
		`Contact: ${plugin.contact}\n`,
		`Version: ${plugin.version}\n`,
		'Capabilities:\n',
		...capabilities,
	].join('');
}

function capabilityText(capability: Capability, { id, source }: LoadedPlugin): string {
	switch (capability) {
		case 'source':
			return `Event Sourcing (ID=${id}, source='${source ?? ''}')`;
		case 'extract':
			return 'Field Extraction';
		case 'parse':
			return 'Event Parsing';
		case 'async':
			return 'Async Events';
		case 'listen':
			return 'Capture Listening';
	}
}
