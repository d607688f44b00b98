import { type Mutant, mutantsBeside } from '../mutant.ts';

/** Plugins with one fault in where they say that values are. */
export const mutants: readonly Mutant[] = mutantsBeside(import.meta.url, [
	{ file: 'null-ok.c', check: 'offsets.null-ok', verdict: 'fail', severity: 'error', call: 'plugin_extract_fields' },
	{
		file: 'covers-values.c',
		check: 'offsets.covers-values',
		verdict: 'warning',
		severity: 'warning',
		call: 'plugin_extract_fields',
	},
	{
		file: 'covers-values-list.c',
		check: 'offsets.covers-values',
		verdict: 'warning',
		severity: 'warning',
		call: 'plugin_extract_fields',
	},
	{
		file: 'in-bounds.c',
		check: 'offsets.in-bounds',
		verdict: 'warning',
		severity: 'warning',
		call: 'plugin_extract_fields',
	},
	{
		file: 'in-bounds-one.c',
		check: 'offsets.in-bounds',
		verdict: 'warning',
		severity: 'warning',
		call: 'plugin_extract_fields',
	},
	{
		file: 'in-bounds-api.c',
		check: 'offsets.in-bounds',
		verdict: 'warning',
		severity: 'warning',
		call: 'plugin_extract_fields',
	},
]);
