/** The capabilities of plugin API 3.x (loader bits SOURCING, EXTRACTION, PARSING, ASYNC, CAPTURE_LISTENING). */
export const CAPABILITIES = ['source', 'extract', 'parse', 'async', 'listen'] as const;
export type Capability = (typeof CAPABILITIES)[number];

interface SymbolRow {
	capability: 'common' | Capability;
	/** `required`: the loader refuses a plugin that has the capability (or any plugin, for `common`) without it. */
	need: 'required' | 'optional';
	/** First API version with the symbol. */
	since: string;
}

/**
 * The 33 functions that Falco's loader resolves, without their `plugin_` prefix, in the order of the API table of 3.12.
 * Source: libs `plugin_loader.c` (`plugin_check_required_symbols`, `plugin_get_capabilities`); facts/abi.md section 2.
 */
export const API_FUNCTIONS = {
	get_required_api_version: { capability: 'common', need: 'required', since: '0.1.0' },
	get_init_schema: { capability: 'common', need: 'optional', since: '0.3.0' },
	init: { capability: 'common', need: 'required', since: '0.1.0' },
	destroy: { capability: 'common', need: 'required', since: '0.1.0' },
	get_last_error: { capability: 'common', need: 'required', since: '0.1.0' },
	get_name: { capability: 'common', need: 'required', since: '0.1.0' },
	get_description: { capability: 'common', need: 'required', since: '0.1.0' },
	get_contact: { capability: 'common', need: 'required', since: '0.1.0' },
	get_version: { capability: 'common', need: 'required', since: '0.1.0' },
	get_id: { capability: 'source', need: 'optional', since: '0.1.0' },
	get_event_source: { capability: 'source', need: 'optional', since: '0.1.0' },
	open: { capability: 'source', need: 'required', since: '0.1.0' },
	close: { capability: 'source', need: 'required', since: '0.1.0' },
	list_open_params: { capability: 'source', need: 'optional', since: '0.3.0' },
	get_progress: { capability: 'source', need: 'optional', since: '0.1.0' },
	event_to_string: { capability: 'source', need: 'optional', since: '0.1.0' },
	next_batch: { capability: 'source', need: 'required', since: '0.1.0' },
	get_extract_event_types: { capability: 'extract', need: 'optional', since: '3.0.0' },
	get_extract_event_sources: { capability: 'extract', need: 'optional', since: '0.1.0' },
	get_fields: { capability: 'extract', need: 'required', since: '0.1.0' },
	extract_fields: { capability: 'extract', need: 'required', since: '0.1.0' },
	get_parse_event_types: { capability: 'parse', need: 'optional', since: '3.0.0' },
	get_parse_event_sources: { capability: 'parse', need: 'optional', since: '3.0.0' },
	parse_event: { capability: 'parse', need: 'required', since: '3.0.0' },
	get_async_event_sources: { capability: 'async', need: 'optional', since: '3.0.0' },
	get_async_events: { capability: 'async', need: 'required', since: '3.0.0' },
	set_async_event_handler: { capability: 'async', need: 'required', since: '3.0.0' },
	dump_state: { capability: 'async', need: 'optional', since: '3.10.0' },
	set_config: { capability: 'common', need: 'optional', since: '3.4.0' },
	get_metrics: { capability: 'common', need: 'optional', since: '3.5.0' },
	capture_open: { capability: 'listen', need: 'required', since: '3.7.0' },
	capture_close: { capability: 'listen', need: 'required', since: '3.7.0' },
	get_required_event_schema_version: { capability: 'common', need: 'optional', since: '3.12.0' },
} as const satisfies Record<string, SymbolRow>;

export type ApiFunction = keyof typeof API_FUNCTIONS;

export const API_FUNCTION_NAMES = Object.keys(API_FUNCTIONS) as readonly ApiFunction[];

/** Name of the exported C symbol. */
export function symbolOf<F extends ApiFunction>(name: F): `plugin_${F}` {
	return `plugin_${name}`;
}

/** Symbols of the API before 3.0 that no loader resolves any more; their presence dates a binary. */
export const REMOVED_API_SYMBOLS = [
	'plugin_get_type',
	'plugin_next',
	'plugin_register_async_extractor',
	'plugin_free_mem',
] as const;

/** The newest plugin API that plugin-kit knows: that of Falco 0.42 to 0.44. */
export const NEWEST_API_VERSION = '3.12.0';

/**
 * Capabilities that the loader sees from the exported names alone (`plugin_get_capabilities`); whether a pair such as
 * id and event source agrees is known only after calling them.
 */
export function capabilitiesOf(exported: ReadonlySet<ApiFunction>): Capability[] {
	const has = (...names: ApiFunction[]) => names.every((name) => exported.has(name));
	const present: Record<Capability, boolean> = {
		source: has('open', 'close', 'next_batch'),
		extract: has('get_fields', 'extract_fields'),
		parse: has('parse_event'),
		async: has('get_async_events', 'set_async_event_handler'),
		listen: has('capture_open', 'capture_close'),
	};
	return CAPABILITIES.filter((capability) => present[capability]);
}
