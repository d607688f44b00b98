import { type Mutant, mutantsBeside } from '../mutant.ts';

/** Plugins that are slow. */
export const mutants: readonly Mutant[] = mutantsBeside(import.meta.url, [
	{
		file: 'next-batch-throughput.c',
		check: 'perf.next-batch-throughput',
		verdict: 'info',
		severity: 'info',
		call: 'plugin_next_batch',
	},
]);
