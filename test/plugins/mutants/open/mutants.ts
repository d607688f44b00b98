import { type Mutant, mutantsBeside } from '../mutant.ts';

/** Plugins with one fault in their open parameters. */
export const mutants: readonly Mutant[] = mutantsBeside(import.meta.url, [
	{
		file: 'params-list.c',
		check: 'open.params-list',
		verdict: 'fail',
		severity: 'error',
		call: 'plugin_list_open_params',
	},
	{
		file: 'params-list-value.c',
		check: 'open.params-list',
		verdict: 'fail',
		severity: 'error',
		call: 'plugin_list_open_params',
	},
	{ file: 'bad-params.c', check: 'open.bad-params', verdict: 'crash', severity: 'error', call: 'plugin_open' },
	{
		file: 'failure-contract.c',
		check: 'open.failure-contract',
		verdict: 'fail',
		severity: 'error',
		call: 'plugin_open',
	},
	{
		file: 'failure-contract-null.c',
		check: 'open.failure-contract',
		verdict: 'fail',
		severity: 'error',
		call: 'plugin_get_last_error',
	},
	{
		file: 'failure-contract-instance.c',
		check: 'open.failure-contract',
		verdict: 'warning',
		severity: 'warning',
		call: 'plugin_open',
	},
]);
