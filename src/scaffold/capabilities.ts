import { CAPABILITIES, type Capability } from '../../harness/abi/symbols.ts';
import { UsageError } from '../errors.ts';

/** What `new` can put into a project: the capabilities of the plugin API, and two functions that go with any of them. */
export const SCAFFOLD_CAPABILITIES = [...CAPABILITIES, 'metrics', 'set_config'] as const;
export type ScaffoldCapability = (typeof SCAFFOLD_CAPABILITIES)[number];

export const DEFAULT_CAPABILITIES: readonly ScaffoldCapability[] = ['source', 'extract'];

/** What the sample code does with each capability; a row of the project's README. */
export const CAPABILITY_TEXTS: Record<ScaffoldCapability, string> = {
	source: 'produces logins, as many as the open parameters say',
	extract: 'gives their fields to rules',
	parse: 'notices users who fail to log in several times in a row, and logs it',
	async: 'sends heartbeats from a thread of its own',
	listen: 'hears when a capture begins and ends',
	metrics: 'counts what the plugin does',
	set_config: 'takes a new configuration while it runs',
};

/**
 * The capabilities that a text such as `source,extract` asks for, each once, in the API's order.
 * @throws UsageError for an unknown one, and where none would make Falco load the plugin: its loader looks at the five
 * capabilities of the API only (facts/abi.md 4.3).
 */
export function parseCapabilities(text: string): ScaffoldCapability[] {
	const asked = new Set(
		text
			.split(',')
			.map((word) => word.trim())
			.filter((word) => word !== ''),
	);
	const known = SCAFFOLD_CAPABILITIES.filter((capability) => asked.has(capability));
	const unknown = [...asked].filter((word) => !(SCAFFOLD_CAPABILITIES as readonly string[]).includes(word));
	const all = SCAFFOLD_CAPABILITIES.join(', ');
	if (unknown.length > 0) throw new UsageError(`--capabilities: unknown '${unknown.join("', '")}' (known are ${all})`);
	if (!known.some((capability) => (CAPABILITIES as readonly string[]).includes(capability))) {
		throw new UsageError(`--capabilities: Falco loads a plugin only if it has one of ${CAPABILITIES.join(', ')}`);
	}
	return known;
}

/** What the author should know of this choice before Falco says it. */
export function capabilityNotes(capabilities: readonly ScaffoldCapability[]): string[] {
	const real = capabilities.filter((name): name is Capability => (CAPABILITIES as readonly string[]).includes(name));
	if (real.length !== 1 || real[0] !== 'listen') return [];
	// facts/abi.md 4.12: "used" looks at sourcing, extraction, parsing and async only.
	return [
		"Falco refuses a plugin that has no capability but 'listen' as unused; add another one before you deploy it.",
	];
}
