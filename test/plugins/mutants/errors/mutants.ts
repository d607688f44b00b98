import { type Mutant, mutantsBeside } from '../mutant.ts';

const call = 'plugin_get_last_error';

/** Plugins with one fault in how they tell of failures. */
export const mutants: readonly Mutant[] = mutantsBeside(import.meta.url, [
	{
		file: 'last-error-set-null.c',
		check: 'errors.last-error-set',
		verdict: 'fail',
		severity: 'error',
		call,
		alsoFires: ['init.bad-config', 'init.failure-contract', 'open.bad-params', 'open.failure-contract'],
	},
	{
		file: 'last-error-set-secret.c',
		check: 'errors.last-error-set',
		verdict: 'warning',
		severity: 'warning',
		call,
		inputs: { badInitConfigs: ['{"password": "correct-horse"}'] },
	},
	{ file: 'last-error-fresh.c', check: 'errors.last-error-fresh', verdict: 'warning', severity: 'warning', call },
]);
