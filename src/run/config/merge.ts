import { type ConfigMapping, configAt, withValue } from './config-node.ts';

/** What an included file does to keys that are there already. */
export const MERGE_STRATEGIES = ['append', 'override', 'add-only'] as const;
export type MergeStrategy = (typeof MERGE_STRATEGIES)[number];

/**
 * Puts the top-level keys of an included file into the configuration (rules facts, section 5.2): `append` joins
 * sequences and replaces all else, `override` replaces, `add-only` leaves what is there.
 */
export function mergeConfig(main: ConfigMapping, included: ConfigMapping, strategy: MergeStrategy): ConfigMapping {
	let merged = main;
	for (const { key, value } of included.entries) {
		const present = configAt(merged, key);
		if (present !== undefined && strategy === 'add-only') continue;
		const joins = strategy === 'append' && present?.kind === 'sequence' && value.kind === 'sequence';
		merged = withValue(merged, key, joins ? { ...present, items: [...present.items, ...value.items] } : value);
	}
	return merged;
}
