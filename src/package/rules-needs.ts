import semver from 'semver';
import { isMap, isSeq, parseDocument } from 'yaml';
import { UsageError } from '../errors.ts';
import type { ArtifactConfig, NameAndVersion } from './oci-layout.ts';

/** What rules files ask for, as the config of their artifact tells it. */
export type RulesNeeds = Required<Pick<ArtifactConfig, 'dependencies' | 'requirements'>>;

/**
 * Reads `required_engine_version` and `required_plugin_versions` of rules files; the highest engine version wins, and a
 * plain number N means 0.N.0 (facts/registry.md 5.6). Throws a UsageError for what is neither.
 */
export function rulesNeeds(files: readonly { name: string; text: string }[]): RulesNeeds {
	const dependencies = new Map<string, RulesNeeds['dependencies'][number]>();
	let engine: string | undefined;
	for (const { name, text } of files) {
		for (const item of itemsOf(text, name)) {
			if ('required_engine_version' in item) {
				const version = engineVersion(item.required_engine_version, name);
				if (engine === undefined || semver.gt(version, engine)) engine = version;
			}
			for (const plugin of pluginsOf(item.required_plugin_versions)) {
				const known = dependencies.get(plugin.name);
				if (known === undefined || semver.gt(plugin.version, known.version)) dependencies.set(plugin.name, plugin);
			}
		}
	}
	const requirements = engine === undefined ? [] : [{ name: 'engine_version_semver', version: engine }];
	return { dependencies: [...dependencies.values()], requirements };
}

function itemsOf(text: string, file: string): Record<string, unknown>[] {
	const document = parseDocument(text, { uniqueKeys: false });
	const [error] = document.errors;
	if (error !== undefined) throw new UsageError(`${file}: ${error.message.split('\n')[0]}`);
	if (document.contents === null) return [];
	if (!isSeq(document.contents)) throw new UsageError(`${file} is not a rules file: it is no list`);
	return document.contents.items.filter((item) => isMap(item)).map((item) => item.toJS(document));
}

function engineVersion(value: unknown, file: string): string {
	if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return `0.${value}.0`;
	const version = typeof value === 'string' ? semver.valid(value) : null;
	if (version === null)
		throw new UsageError(`${file}: required_engine_version is neither a number nor a version: ${value}`);
	return version;
}

function pluginsOf(value: unknown): RulesNeeds['dependencies'] {
	if (!Array.isArray(value)) return [];
	return value.flatMap((item) => {
		const plugin = nameAndVersion(item);
		if (plugin === undefined) return [];
		const { alternatives } = item as { alternatives?: unknown };
		const others = Array.isArray(alternatives)
			? alternatives.map(nameAndVersion).filter((other) => other !== undefined)
			: [];
		return [others.length === 0 ? plugin : { ...plugin, alternatives: others }];
	});
}

function nameAndVersion(item: unknown): NameAndVersion | undefined {
	const { name, version } = (typeof item === 'object' && item !== null ? item : {}) as Record<string, unknown>;
	return typeof name === 'string' && typeof version === 'string' && semver.valid(version) !== null
		? { name, version }
		: undefined;
}
