import { type Mutant, mutantsBeside } from '../mutant.ts';

const call = 'plugin_extract_fields';

/** Plugins with one fault in how they hand over values. */
export const mutants: readonly Mutant[] = mutantsBeside(import.meta.url, [
	{
		file: 'reslen-written.c',
		check: 'extract.reslen-written',
		verdict: 'fail',
		severity: 'error',
		call,
		alsoFires: ['extract.multi-field'],
	},
	{ file: 'cardinality.c', check: 'extract.cardinality', verdict: 'fail', severity: 'error', call },
	{ file: 'result-readable-null.c', check: 'extract.result-readable', verdict: 'fail', severity: 'error', call },
	{ file: 'result-readable-wild.c', check: 'extract.result-readable', verdict: 'fail', severity: 'error', call },
	{
		file: 'multi-field.c',
		check: 'extract.multi-field',
		verdict: 'fail',
		severity: 'error',
		call: 'plugin_extract_fields',
	},
	{
		file: 'repeatable.c',
		check: 'extract.repeatable',
		verdict: 'warning',
		severity: 'warning',
		call: 'plugin_extract_fields',
	},
	{
		file: 'result-lifetime.c',
		check: 'extract.result-lifetime',
		verdict: 'fail',
		severity: 'error',
		call: 'plugin_extract_fields',
	},
	{
		file: 'result-lifetime-shared.c',
		check: 'extract.result-lifetime',
		verdict: 'fail',
		severity: 'error',
		call: 'plugin_extract_fields',
	},
	{
		file: 'without-source.c',
		check: 'extract.without-source',
		verdict: 'fail',
		severity: 'error',
		call: 'plugin_extract_fields',
	},
	{
		file: 'declared-types.c',
		check: 'extract.declared-types',
		verdict: 'crash',
		severity: 'error',
		call: 'plugin_extract_fields',
		alsoFires: ['extract.foreign-events'],
	},
	{
		file: 'cardinality-syscalls.c',
		check: 'extract.cardinality',
		verdict: 'fail',
		severity: 'error',
		call: 'plugin_extract_fields',
	},
	{
		file: 'foreign-events.c',
		check: 'extract.foreign-events',
		verdict: 'warning',
		severity: 'warning',
		call: 'plugin_extract_fields',
	},
	{
		file: 'result-lifetime-stack.c',
		check: 'extract.result-lifetime',
		verdict: 'fail',
		severity: 'error',
		call,
		alsoFires: ['types.string-pointer'],
	},
	{ file: 'reslen-written-count.c', check: 'extract.reslen-written', verdict: 'fail', severity: 'error', call },
]);
