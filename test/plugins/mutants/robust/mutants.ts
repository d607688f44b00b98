import { type Mutant, mutantsBeside } from '../mutant.ts';

const THREADS = ['-Wl,--no-as-needed', '-l:libpthread.so.0'] as const;

/** Plugins that do not live an ordinary life to its end. */
export const mutants: readonly Mutant[] = mutantsBeside(import.meta.url, [
	{ file: 'crash.c', check: 'robust.crash', verdict: 'crash', severity: 'error', call: 'plugin_extract_fields' },
	{
		file: 'crash-thread.c',
		ldflags: THREADS,
		check: 'robust.crash',
		verdict: 'crash',
		severity: 'error',
		// Its thread dies in whatever takes long enough.
		alsoFires: ['lifecycle.repeat'],
	},
	{ file: 'crash-stack.c', check: 'robust.crash', verdict: 'crash', severity: 'error', call: 'plugin_next_batch' },
	{ file: 'hang.c', check: 'robust.hang', verdict: 'hang', severity: 'error', call: 'plugin_extract_fields' },
	{ file: 'no-exit.c', check: 'robust.no-exit', verdict: 'crash', severity: 'error', call: 'plugin_open' },
	{
		file: 'process-state.c',
		check: 'robust.process-state',
		verdict: 'warning',
		severity: 'warning',
		call: 'plugin_init',
	},
	{ file: 'process-state-umask.c', check: 'robust.process-state', verdict: 'warning', severity: 'warning' },
	{ file: 'stdout-clean.c', check: 'robust.stdout-clean', verdict: 'warning', severity: 'warning' },
	{ file: 'process-state-stdin.c', check: 'robust.process-state', verdict: 'warning', severity: 'warning' },
	{ file: 'no-exit-descriptor.c', check: 'robust.no-exit', verdict: 'crash', severity: 'error', call: 'plugin_close' },
]);
