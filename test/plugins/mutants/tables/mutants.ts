import { type Mutant, mutantsBeside } from '../mutant.ts';

const call = 'plugin_parse_event';

/** Plugins with one fault in how they use or offer state tables. */
export const mutants: readonly Mutant[] = mutantsBeside(import.meta.url, [
	{
		file: 'vtables-consistent.c',
		check: 'tables.vtables-consistent',
		verdict: 'fail',
		severity: 'error',
		call: 'plugin_init',
	},
	{
		file: 'vtables-consistent-key.c',
		check: 'tables.vtables-consistent',
		verdict: 'fail',
		severity: 'error',
		call: 'plugin_init',
	},
	{
		file: 'vtables-consistent-unnamed.c',
		check: 'tables.vtables-consistent',
		verdict: 'fail',
		severity: 'error',
		call: 'plugin_init',
	},
	{
		file: 'vtables-consistent-name.c',
		check: 'tables.vtables-consistent',
		verdict: 'fail',
		severity: 'error',
		call: 'plugin_init',
	},
	{
		file: 'vtables-consistent-freed.c',
		check: 'tables.vtables-consistent',
		verdict: 'fail',
		severity: 'error',
		call: 'plugin_init',
	},
	{ file: 'entry-release.c', check: 'tables.entry-release', verdict: 'fail', severity: 'error' },
	{ file: 'entry-release-twice.c', check: 'tables.entry-release', verdict: 'fail', severity: 'error', call },
	{ file: 'accessor-scope.c', check: 'tables.accessor-scope', verdict: 'fail', severity: 'error', call },
	{ file: 'missing-lookups.c', check: 'tables.missing-lookups', verdict: 'fail', severity: 'error', call },
	{ file: 'missing-lookups-entry.c', check: 'tables.missing-lookups', verdict: 'fail', severity: 'error', call },
	{ file: 'owned-crud-erase.c', check: 'tables.owned-crud', verdict: 'fail', severity: 'error' },
	{ file: 'owned-crud-key.c', check: 'tables.owned-crud', verdict: 'fail', severity: 'error' },
	{ file: 'owned-crud-cut.c', check: 'tables.owned-crud', verdict: 'fail', severity: 'error' },
	{ file: 'owned-crud-iterate.c', check: 'tables.owned-crud', verdict: 'fail', severity: 'error' },
	{ file: 'owned-crud-clear.c', check: 'tables.owned-crud', verdict: 'fail', severity: 'error' },
	{ file: 'owned-crud-size.c', check: 'tables.owned-crud', verdict: 'fail', severity: 'error' },
]);
