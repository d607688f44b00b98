import { type Mutant, mutantsBeside } from '../mutant.ts';

const call = 'plugin_get_metrics';

/** Plugins with one fault in their metrics. */
export const mutants: readonly Mutant[] = mutantsBeside(import.meta.url, [
	{ file: 'array-valid-null.c', check: 'metrics.array-valid', verdict: 'fail', severity: 'error', call },
	{ file: 'array-valid-type.c', check: 'metrics.array-valid', verdict: 'fail', severity: 'error', call },
	{ file: 'semantics.c', check: 'metrics.semantics', verdict: 'warning', severity: 'warning', call },
]);
