import { type Mutant, mutantsBeside } from '../mutant.ts';

/** Plugins with one fault in how they take arguments of fields. */
export const mutants: readonly Mutant[] = mutantsBeside(import.meta.url, [
	{ file: 'absent.c', check: 'args.absent', verdict: 'fail', severity: 'error', call: 'plugin_extract_fields' },
	{
		file: 'index-bounds.c',
		check: 'args.index-bounds',
		verdict: 'crash',
		severity: 'error',
		call: 'plugin_extract_fields',
	},
	{
		file: 'index-bounds-cut.c',
		check: 'args.index-bounds',
		verdict: 'fail',
		severity: 'error',
		call: 'plugin_extract_fields',
	},
	{ file: 'key-edge.c', check: 'args.key-edge', verdict: 'crash', severity: 'error', call: 'plugin_extract_fields' },
]);
