import type { ApiFunction } from '../../harness/abi/symbols.ts';

const DESCRIPTIVE_MS = 2_000;
const SETUP_MS = 30_000;
const ORDINARY_MS = 5_000;

/** Functions with another limit than 5 s: those that may reach a network, and those that only return a constant. */
const LIMITS_MS: Partial<Record<ApiFunction, number>> = {
	init: SETUP_MS,
	open: SETUP_MS,
	get_required_api_version: DESCRIPTIVE_MS,
	get_name: DESCRIPTIVE_MS,
	get_description: DESCRIPTIVE_MS,
	get_contact: DESCRIPTIVE_MS,
	get_version: DESCRIPTIVE_MS,
	get_id: DESCRIPTIVE_MS,
	get_event_source: DESCRIPTIVE_MS,
	get_fields: DESCRIPTIVE_MS,
	get_init_schema: DESCRIPTIVE_MS,
	get_extract_event_sources: DESCRIPTIVE_MS,
	get_extract_event_types: DESCRIPTIVE_MS,
	get_parse_event_sources: DESCRIPTIVE_MS,
	get_parse_event_types: DESCRIPTIVE_MS,
	get_async_event_sources: DESCRIPTIVE_MS,
	get_async_events: DESCRIPTIVE_MS,
	get_required_event_schema_version: DESCRIPTIVE_MS,
};

/** Milliseconds that one call may take before it counts as hung; anything that is not an API function (dlopen) gets 10 s. */
export function deadlineOf(call: string): number {
	if (call === 'dlopen' || call === 'dlclose') return 10_000;
	return LIMITS_MS[call as ApiFunction] ?? ORDINARY_MS;
}
