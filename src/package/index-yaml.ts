import { Document } from 'yaml';
import type { EntryMetadata } from '../registry/entry.ts';
import type { Maintainer } from '../registry/model.ts';

/** Where the artifacts of a plugin are pushed to. */
export interface Repository {
	/** Such as `ghcr.io`. */
	registry: string;
	/** Such as `jroe/buoy`. */
	path: string;
}

/** Reads `HOST/PATH`, or takes the registry of GitHub for a source that is there; undefined for anything else. */
export function repositoryFor(given: string | undefined, url: string | undefined): Repository | undefined {
	const match = /^([^/\s]+)\/([a-z0-9._/-]+?)\/*$/.exec(given ?? '');
	if (match !== null) return { registry: match[1] ?? '', path: match[2] ?? '' };
	if (given !== undefined) return undefined;
	const github = /^https:\/\/github\.com\/([^/]+)\/([^/]+?)(?:\.git)?(?:\/.*)?$/.exec(url ?? '');
	return github === null ? undefined : { registry: 'ghcr.io', path: `${github[1]}/${github[2]}`.toLowerCase() };
}

/** Repository of each kind of artifact below a plugin's own (facts/registry.md 5.2). */
export function artifactRepository({ path }: Repository, type: 'plugin' | 'rulesfile', name: string): string {
	return `${path}/${type === 'plugin' ? 'plugin' : 'ruleset'}/${name}`;
}

/**
 * An index for `falcoctl index add`, with the plugin and its rules: plugins of others are not in falcosecurity's own
 * (facts/registry.md 5.4).
 */
export function renderIndex(
	plugin: { name: string; description: string; hasRules: boolean },
	metadata: EntryMetadata,
	repository: Repository,
): string {
	const { url, rules_url, license, maintainers = [], keywords = [] } = metadata;
	const entry = (type: 'plugin' | 'rulesfile', name: string, source: string | undefined) => ({
		name,
		type,
		registry: repository.registry,
		repository: artifactRepository(repository, type, plugin.name),
		description: type === 'plugin' ? plugin.description : `Rules for the plugin ${plugin.name}`,
		...(url === undefined ? {} : { home: url }),
		keywords: keywords.includes(name) ? keywords : [...keywords, name],
		...(license === undefined ? {} : { license }),
		...(maintainers.length === 0 ? {} : { maintainers: maintainers.map(maintainerOf) }),
		...(source === undefined ? {} : { sources: [source] }),
	});
	const entries = [entry('plugin', plugin.name, url)];
	if (plugin.hasRules) entries.push(entry('rulesfile', `${plugin.name}-rules`, rules_url ?? url));
	return new Document(entries, { compat: 'yaml-1.1' }).toString({ lineWidth: 0 });
}

/** falcoctl's order of keys. */
function maintainerOf({ name, email }: Maintainer): Partial<Maintainer> {
	return email === undefined ? { name } : { email, name };
}
