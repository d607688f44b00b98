import { THREADS } from '../../good/variants.ts';
import { type Mutant, mutantsBeside } from '../mutant.ts';

const call = 'plugin_set_config';

/** Plugins with one fault in how they take a new configuration. */
export const mutants: readonly Mutant[] = mutantsBeside(import.meta.url, [
	{ file: 'update.c', check: 'config.update', verdict: 'hang', severity: 'error', call },
	{
		file: 'update-silences.c',
		check: 'config.update',
		verdict: 'warning',
		severity: 'warning',
		call,
		ldflags: THREADS,
	},
	{ file: 'bad-update-long.c', check: 'config.bad-update', verdict: 'crash', severity: 'error', call },
	{ file: 'bad-update.c', check: 'config.bad-update', verdict: 'fail', severity: 'error', call },
]);
