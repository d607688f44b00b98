import { THREADS } from '../../good/variants.ts';
import { type Mutant, mutantsBeside } from '../mutant.ts';

/** Plugins with one fault in how they begin, end, and begin again. */
export const mutants: readonly Mutant[] = mutantsBeside(import.meta.url, [
	{ file: 'repeat.c', check: 'lifecycle.repeat', verdict: 'fail', severity: 'error', call: 'plugin_init' },
	{
		file: 'multi-state.c',
		check: 'lifecycle.multi-state',
		verdict: 'fail',
		severity: 'error',
		call: 'plugin_init',
		alsoFires: ['extract.result-lifetime'],
	},
	{
		file: 'close-null-instance.c',
		check: 'lifecycle.close-null-instance',
		verdict: 'crash',
		severity: 'error',
		call: 'plugin_close',
		alsoFires: ['open.bad-params', 'open.failure-contract', 'errors.last-error-set', 'errors.last-error-fresh'],
	},
	{
		file: 'framework-order.c',
		check: 'lifecycle.framework-order',
		verdict: 'crash',
		severity: 'error',
		call: 'plugin_capture_open',
		alsoFires: ['listen.routine-lifetime'],
	},
	{
		file: 'init-only-network.c',
		check: 'lifecycle.init-only',
		verdict: 'warning',
		severity: 'warning',
		call: 'dlopen',
	},
	{
		file: 'init-only-leak.c',
		check: 'lifecycle.init-only',
		verdict: 'fail',
		severity: 'error',
		call: 'plugin_destroy',
		alsoFires: ['lifecycle.resources-gone'],
	},
	{
		file: 'resources-gone.c',
		check: 'lifecycle.resources-gone',
		verdict: 'fail',
		severity: 'error',
		call: 'plugin_destroy',
	},
	{
		file: 'resources-gone-thread.c',
		check: 'lifecycle.resources-gone',
		verdict: 'fail',
		severity: 'error',
		call: 'plugin_destroy',
		ldflags: THREADS,
	},
	{
		file: 'reload-library.c',
		check: 'lifecycle.reload-library',
		verdict: 'fail',
		severity: 'error',
		call: 'plugin_init',
	},
	{
		file: 'bounded-teardown.c',
		check: 'lifecycle.bounded-teardown',
		verdict: 'hang',
		severity: 'error',
		call: 'plugin_close',
		alsoFires: ['lifecycle.close-null-instance', 'lifecycle.multi-state', 'open.bad-params'],
	},
	{ file: 'repeat-open.c', check: 'lifecycle.repeat', verdict: 'fail', severity: 'error', call: 'plugin_open' },
]);
