import type { ApiFunction } from '../abi/symbols.ts';

/** Every function that an ordinary life comes to: what a check that lives one depends on. */
export const ORDINARY_CALLS: readonly ApiFunction[] = [
	'init',
	'get_extract_event_types',
	'get_parse_event_types',
	'list_open_params',
	'open',
	'get_required_event_schema_version',
	'set_async_event_handler',
	'capture_open',
	'next_batch',
	'get_progress',
	'get_metrics',
	'parse_event',
	'extract_fields',
	'event_to_string',
	'close',
	'capture_close',
	'destroy',
];
