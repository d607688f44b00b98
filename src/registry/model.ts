/** Who looks after a plugin. */
export interface Maintainer {
	name: string;
	email?: string;
}

export interface SourcingCapability {
	supported: boolean;
	id?: number;
	source?: string;
}

export interface ExtractionCapability {
	supported: boolean;
	sources?: readonly string[];
}

/**
 * One entry of `registry.yaml`, with the keys and in the order that most entries of the live file have
 * (facts/registry.md sections 1.2 and 6).
 */
export interface RegistryEntry {
	name: string;
	description: string;
	authors?: string;
	contact?: string;
	maintainers?: readonly Maintainer[];
	keywords?: readonly string[];
	url?: string;
	rules_url?: string;
	license?: string;
	reserved?: boolean;
	/** Cosign data; only the entries of falcosecurity's own plugins have it. */
	signature?: Readonly<Record<string, unknown>>;
	capabilities: { sourcing?: SourcingCapability; extraction?: ExtractionCapability };
}

/** Keys of an entry in the order in which they are written. */
export const ENTRY_KEYS = [
	'name',
	'description',
	'authors',
	'contact',
	'maintainers',
	'keywords',
	'url',
	'rules_url',
	'license',
	'reserved',
	'signature',
	'capabilities',
] as const satisfies readonly (keyof RegistryEntry)[];

/** What both checkers ask of a plugin's name (`^[a-z]+[a-z0-9-_]*$` upstream). */
export const PLUGIN_NAME = /^[a-z][a-z0-9_-]*$/;

/** What both checkers ask of an event source: no hyphen. */
export const SOURCE_NAME = /^[a-z][a-z0-9_]*$/;

/** Highest id that can be registered; above it ids are private (docs/plugin-ids.md of falcosecurity/plugins). */
export const MAX_PUBLIC_ID = 1_073_741_823;

/** Id for local development, reserved in the registry. */
export const DEVELOPMENT_ID = 999;

/** Ids that no plugin can register. */
export const RESERVED_IDS: readonly number[] = [0, DEVELOPMENT_ID];

/** The repository that holds the registry. */
export const UPSTREAM = 'falcosecurity/plugins';
