import { type Mutant, mutantsBeside } from '../mutant.ts';

/** Plugins with one fault in which events they ask for. */
export const mutants: readonly Mutant[] = mutantsBeside(import.meta.url, [
	{
		file: 'json-array.c',
		check: 'sources.json-array',
		verdict: 'fail',
		severity: 'error',
		call: 'plugin_get_extract_event_sources',
	},
	{
		file: 'json-array-elements.c',
		check: 'sources.json-array',
		verdict: 'fail',
		severity: 'error',
		call: 'plugin_get_extract_event_sources',
	},
	{
		file: 'event-types-count.c',
		check: 'sources.event-types',
		verdict: 'fail',
		severity: 'error',
		call: 'plugin_get_extract_event_types',
	},
	{
		file: 'event-types-unwritten.c',
		check: 'sources.event-types',
		verdict: 'fail',
		severity: 'error',
		call: 'plugin_get_extract_event_types',
	},
	{
		file: 'event-types-without-own.c',
		check: 'sources.event-types',
		verdict: 'warning',
		severity: 'warning',
		call: 'plugin_get_extract_event_types',
	},
]);
