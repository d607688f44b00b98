import { type Mutant, mutantsBeside } from '../mutant.ts';

/** Extraction that needs parsing fails wherever there is extraction alone. */
const EXTRACTION_ALONE = [
	'extract.declared-types',
	'extract.foreign-events',
	'extract.multi-field',
	'extract.repeatable',
	'extract.result-lifetime',
	'extract.without-source',
	'args.absent',
	'args.index-bounds',
	'args.key-edge',
	'offsets.covers-values',
	'offsets.in-bounds',
	'offsets.null-ok',
	'config.bad-update',
	'source.batch-memory-stable',
];

/** Plugins with one fault in how they parse events. */
export const mutants: readonly Mutant[] = mutantsBeside(import.meta.url, [
	{
		file: 'declared-types.c',
		check: 'parse.declared-types',
		verdict: 'crash',
		severity: 'error',
		call: 'plugin_parse_event',
	},
	{
		file: 'unparsed-extract.c',
		check: 'parse.unparsed-extract',
		verdict: 'crash',
		severity: 'error',
		call: 'plugin_extract_fields',
		alsoFires: EXTRACTION_ALONE,
	},
]);
