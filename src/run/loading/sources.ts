import { UsageError } from '../../errors.ts';
import { didYouMean } from '../../project/did-you-mean.ts';
import { EVENT_CLASS } from '../../rules/fields/event-fields.ts';
import type { ByteText } from '../../rules/values/byte-text.ts';
import type { RunPlugin, RunSource } from '../plan.ts';
import { type LoadedPlugin, Refusal } from './loaded-plugin.ts';

/** Falco has this source always, whether it is enabled or not; it is never one of ours. */
const SYSCALL = 'syscall';

/**
 * The event sources that the plugins provide, in load order, each with the plugins that have to do with it (rules facts,
 * section 5.4): of several that provide one source the first is opened, others are warned of.
 * @throws Refusal for a plugin that no source has a use for, and for fields that overlap
 */
export function sourcesOf(plugins: readonly LoadedPlugin[], warn: (warning: string) => void): RunSource[] {
	const names = [...new Set(plugins.flatMap(({ source }) => (source === null ? [] : [source])))];
	const unused = plugins.find((plugin) => ![...names, SYSCALL].some((source) => concerns(plugin, source)));
	if (unused !== undefined) {
		throw new Refusal(`Plugin '${unused.name}' is loaded but unused as not compatible with any known event source`, [
			'Load the plugin that provides its events too.',
		]);
	}
	return names.map((name) => sourceOf(name, plugins, warn));
}

function sourceOf(name: string, plugins: readonly LoadedPlugin[], warn: (warning: string) => void): RunSource {
	const concerned = plugins.filter((plugin) => concerns(plugin, name));
	const opened = concerned.findIndex(({ source }) => source === name);
	const provider = concerned[opened];
	if (provider === undefined) throw new Error(`no plugin provides ${name}`);
	for (const other of concerned) {
		if (other.source === name && other !== provider) {
			warn(
				`plugin '${other.name}' provides '${name}' as '${provider.name}' does, which is loaded before it and is opened`,
			);
		}
	}
	refuseOverlap(name, concerned);
	return {
		name,
		plugins: concerned.map((plugin) => pluginOn(name, plugin)),
		opened,
		pluginId: provider.id,
		openParams: provider.configured.openParams,
	};
}

/**
 * A source whose events are payloads, given to the first plugin as if it had read them: with the other plugins as Falco
 * would have them on it.
 * @throws Refusal for fields that overlap
 */
export function sampleSource(name: string, plugins: readonly LoadedPlugin[], samples: readonly ByteText[]): RunSource {
	const [first, ...others] = plugins;
	if (first === undefined) throw new Error('samples are for a plugin');
	const concerned = [first, ...others.filter((plugin) => concerns(plugin, name))];
	refuseOverlap(name, concerned);
	return {
		name,
		plugins: concerned.map((plugin) => pluginOn(name, plugin)),
		opened: 0,
		pluginId: first.id,
		openParams: '',
		samples,
	};
}

function pluginOn(source: string, plugin: LoadedPlugin): RunPlugin {
	return {
		library: plugin.configured.library,
		name: plugin.name,
		initConfig: plugin.initConfig,
		fields: has(plugin, 'extract', source) ? plugin.fields : [],
		// falco_plugin, the SDK for Rust, gives memory of a result back before the next field of the call (0.5.1).
		extracts: plugin.language === 'rust' ? 'one-field-a-call' : 'several-fields-a-call',
		parses: has(plugin, 'parse', source),
		sendsAsync: has(plugin, 'async', source),
	};
}

function concerns(plugin: LoadedPlugin, source: string): boolean {
	return (
		plugin.source === source ||
		has(plugin, 'extract', source) ||
		has(plugin, 'parse', source) ||
		has(plugin, 'async', source) ||
		// A plugin that provides system calls has no source of its own.
		(source === SYSCALL && plugin.source === null && plugin.capabilities.includes('source'))
	);
}

function has(plugin: LoadedPlugin, capability: 'extract' | 'parse' | 'async', source: string): boolean {
	const compatible = plugin.compatible[capability];
	return plugin.capabilities.includes(capability) && (compatible === null || compatible.has(source));
}

function refuseOverlap(source: string, plugins: readonly LoadedPlugin[]): void {
	const taken = new Set(EVENT_CLASS.fields.map(({ name }) => name));
	for (const plugin of plugins.filter((candidate) => has(candidate, 'extract', source))) {
		for (const { name } of plugin.fields) {
			if (!taken.has(name)) continue;
			throw new Refusal(
				`Plugin '${plugin.name}' supports extraction of field '${name}' that is overlapping for source '${source}'`,
			);
		}
		for (const { name } of plugin.fields) taken.add(name);
	}
}

/** `--enable-source` and `--disable-source`: one of them, as often as one likes. */
export interface SourceChoice {
	readonly enable: readonly string[];
	readonly disable: readonly string[];
}

/**
 * The sources that run.
 * @throws UsageError where both flags are used, for an unknown source, and where nothing is left
 */
export function enabledSources(sources: readonly RunSource[], { enable, disable }: SourceChoice): RunSource[] {
	const names = sources.map(({ name }) => name);
	if (enable.length > 0 && disable.length > 0) {
		throw new UsageError('--enable-source and --disable-source exclude each other');
	}
	for (const name of [...enable, ...disable]) {
		if (names.includes(name) || (name === SYSCALL && disable.includes(name))) continue;
		const meant = didYouMean(name, names);
		throw new UsageError(`no loaded plugin provides the event source '${name}'`, [
			meant === undefined ? `There is: ${names.join(', ') || 'none'}.` : `Did you mean '${meant}'?`,
		]);
	}
	const enabled = sources.filter(({ name }) => (enable.length > 0 ? enable.includes(name) : !disable.includes(name)));
	if (enabled.length > 0) return enabled;
	throw new UsageError(
		sources.length === 0 ? 'no loaded plugin provides an event source' : 'every event source is disabled',
		sources.length === 0 ? ['Load the plugin whose events are meant as well.'] : [],
	);
}
