import { type Mutant, mutantsBeside } from '../mutant.ts';

const call = 'plugin_extract_fields';

/** Plugins with one fault in how they hand over values. */
export const mutants: readonly Mutant[] = mutantsBeside(import.meta.url, [
	{ file: 'reslen-written.c', check: 'extract.reslen-written', verdict: 'fail', severity: 'error', call },
	{ file: 'cardinality.c', check: 'extract.cardinality', verdict: 'fail', severity: 'error', call },
	{ file: 'result-readable-null.c', check: 'extract.result-readable', verdict: 'fail', severity: 'error', call },
	{ file: 'result-readable-wild.c', check: 'extract.result-readable', verdict: 'fail', severity: 'error', call },
]);
