import { type Mutant, mutantsBeside } from '../mutant.ts';

/** Plugins with one fault in how they use the memory of the host. */
export const mutants: readonly Mutant[] = mutantsBeside(import.meta.url, [
	{
		file: 'inputs-not-retained.c',
		check: 'memory.inputs-not-retained',
		verdict: 'crash',
		severity: 'error',
		call: 'plugin_next_batch',
	},
	{
		file: 'inputs-not-retained-functions.c',
		check: 'memory.inputs-not-retained',
		verdict: 'crash',
		severity: 'error',
		call: 'plugin_parse_event',
	},
	{
		file: 'inputs-not-retained-tables.c',
		check: 'memory.inputs-not-retained',
		verdict: 'crash',
		severity: 'error',
		call: 'plugin_parse_event',
		alsoFires: ['tables.accessor-scope'],
	},
	{
		file: 'read-past-event.c',
		check: 'memory.read-past-event',
		verdict: 'crash',
		severity: 'error',
		call: 'plugin_extract_fields',
		alsoFires: ['memory.inputs-not-retained', 'memory.inputs-read-only', 'memory.use-after-event'],
	},
	{
		file: 'inputs-read-only.c',
		check: 'memory.inputs-read-only',
		verdict: 'crash',
		severity: 'error',
		call: 'plugin_extract_fields',
	},
	{
		file: 'inputs-read-only-key.c',
		check: 'memory.inputs-read-only',
		verdict: 'fail',
		severity: 'error',
		call: 'plugin_extract_fields',
	},
	{
		file: 'inputs-read-only-config.c',
		check: 'memory.inputs-read-only',
		verdict: 'crash',
		severity: 'error',
		call: 'plugin_set_config',
	},
	{
		file: 'use-after-event.c',
		check: 'memory.use-after-event',
		verdict: 'crash',
		severity: 'error',
		call: 'plugin_extract_fields',
		alsoFires: ['memory.inputs-not-retained'],
	},
	{
		file: 'framework-memory.c',
		check: 'memory.framework-memory',
		verdict: 'fail',
		severity: 'error',
		call: 'plugin_next_batch',
		alsoFires: ['source.blocking-bound', 'perf.next-batch-throughput'],
	},
	{
		file: 'framework-memory-requests.c',
		check: 'memory.framework-memory',
		verdict: 'fail',
		severity: 'error',
		call: 'plugin_extract_fields',
	},
]);
