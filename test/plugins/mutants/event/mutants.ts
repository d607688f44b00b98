import { type Mutant, mutantsBeside } from '../mutant.ts';

const call = 'plugin_next_batch';

/** Plugins with one fault in the encoding of their events. */
export const mutants: readonly Mutant[] = mutantsBeside(import.meta.url, [
	{
		file: 'plugin-type-and-id-type.c',
		check: 'event.plugin-type-and-id',
		verdict: 'fail',
		severity: 'error',
		call,
	},
	{ file: 'plugin-type-and-id-id.c', check: 'event.plugin-type-and-id', verdict: 'fail', severity: 'error', call },
	{
		file: 'plugin-type-and-id-params.c',
		check: 'event.plugin-type-and-id',
		verdict: 'fail',
		severity: 'error',
		call,
		// One parameter fewer also leaves its bytes unused.
		alsoFires: ['event.length-arithmetic'],
	},
	{ file: 'length-arithmetic-short.c', check: 'event.length-arithmetic', verdict: 'fail', severity: 'error', call },
	{ file: 'length-arithmetic-wrap.c', check: 'event.length-arithmetic', verdict: 'fail', severity: 'error', call },
	{
		file: 'length-arithmetic-slack.c',
		check: 'event.length-arithmetic',
		verdict: 'warning',
		severity: 'warning',
		call,
	},
	{
		file: 'ts-plausible-seconds.c',
		check: 'event.ts-plausible',
		verdict: 'warning',
		severity: 'warning',
		call,
		// Its field good.at is the timestamp of the event.
		alsoFires: ['types.scalar-ranges'],
	},
	{ file: 'syscall-encoding.c', check: 'event.syscall-encoding', verdict: 'fail', severity: 'error', call },
	{ file: 'syscall-encoding-size.c', check: 'event.syscall-encoding', verdict: 'fail', severity: 'error', call },
	{ file: 'syscall-encoding-text.c', check: 'event.syscall-encoding', verdict: 'fail', severity: 'error', call },
	{
		file: 'syscall-encoding-width.c',
		check: 'event.syscall-encoding',
		verdict: 'fail',
		severity: 'error',
		call,
		alsoFires: ['event.length-arithmetic'],
	},
]);
