import { isMap, isSeq } from 'yaml';
import type { RegistryDocument } from './document.ts';

/** How a registry file is laid out, as far as the first look tells. */
export type Layout =
	/** `plugins` is one list and every entry has its `capabilities`: since May 2022. */
	| { kind: 'current' }
	/** `plugins` holds the lists `source` and `extractor`: January to May 2022, and Falco 0.31's and 0.32's pages. */
	| { kind: 'source and extractor lists'; offset: number }
	/** The list is flat, but the id and the source stand beside the name: a mix of the two. */
	| { kind: 'flat keys'; offset: number; keys: readonly string[] }
	| { kind: 'not a registry'; offset: number };

const OLD_LISTS = ['source', 'extractor'];
const OLD_KEYS = ['id', 'source', 'sources', 'repository'];

/** Recognises the layouts that the registry has had (facts/registry.md 1.6). */
export function layoutOf({ tree }: RegistryDocument): Layout {
	const root = tree.contents;
	if (!isMap(root)) return { kind: 'not a registry', offset: root?.range[0] ?? 0 };
	const plugins = tree.get('plugins', true);
	if (isMap(plugins) && OLD_LISTS.some((list) => plugins.has(list))) {
		return { kind: 'source and extractor lists', offset: plugins.range?.[0] ?? 0 };
	}
	if (!isSeq(plugins)) return { kind: 'not a registry', offset: root.range[0] };
	for (const item of plugins.items) {
		if (!isMap(item) || item.has('capabilities')) continue;
		const keys = OLD_KEYS.filter((key) => item.has(key));
		if (keys.length > 0) return { kind: 'flat keys', offset: item.range?.[0] ?? 0, keys };
	}
	return { kind: 'current' };
}

/** What to tell an author whose file has another layout than the current one, and what to do about it. */
export function explainLayout(layout: Exclude<Layout, { kind: 'current' }>): { message: string; fix: string } {
	switch (layout.kind) {
		case 'source and extractor lists':
			return {
				message:
					'this is the layout of before May 2022, with a list of `source` and one of `extractor` plugins; ' +
					'the registry is one list now, and each entry says its `capabilities`',
				fix: 'Take registry.yaml from the `main` branch of falcosecurity/plugins; the pages of Falco 0.31 and 0.32 show the old one.',
			};
		case 'flat keys':
			return {
				message: `an entry has ${layout.keys.map((key) => `\`${key}\``).join(' and ')} beside its name, as before May 2022`,
				fix: 'Move id and source to `capabilities.sourcing`, sources to `capabilities.extraction`, repository to `url`.',
			};
		case 'not a registry':
			return {
				message: 'this is no plugin registry: it has no list called `plugins`',
				fix: 'Name the registry.yaml of falcosecurity/plugins or of a fork.',
			};
	}
}
