import { THREADS } from '../../good/variants.ts';
import { type Mutant, mutantsBeside } from '../mutant.ts';

const check = 'listen.routine-lifetime';
const call = 'plugin_capture_close';

/** Plugins with one fault in how they listen to captures. */
export const mutants: readonly Mutant[] = mutantsBeside(import.meta.url, [
	{ file: 'cycles.c', check: 'listen.cycles', verdict: 'fail', severity: 'error', call: 'plugin_capture_open' },
	{
		file: 'cycles-routine.c',
		check: 'listen.cycles',
		verdict: 'fail',
		severity: 'error',
		call: 'plugin_capture_open',
		ldflags: THREADS,
	},
	{ file: 'routine-lifetime.c', check, verdict: 'crash', severity: 'error' },
	{ file: 'routine-lifetime-twice.c', check, verdict: 'fail', severity: 'error', call },
	{ file: 'routine-lifetime-kept.c', check, verdict: 'warning', severity: 'warning', call },
]);
