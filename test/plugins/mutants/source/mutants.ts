import { type Mutant, mutantsBeside } from '../mutant.ts';

const call = 'plugin_next_batch';

/** Plugins with one fault in how they deliver events. */
export const mutants: readonly Mutant[] = mutantsBeside(import.meta.url, [
	{ file: 'rc-contract-empty.c', check: 'source.rc-contract', verdict: 'fail', severity: 'error', call },
	{ file: 'rc-contract-six.c', check: 'source.rc-contract', verdict: 'fail', severity: 'error', call },
	{ file: 'outputs-written.c', check: 'source.outputs-written', verdict: 'fail', severity: 'error', call },
	{ file: 'batch-readable-null.c', check: 'source.batch-readable', verdict: 'fail', severity: 'error', call },
	{ file: 'batch-readable-wild.c', check: 'source.batch-readable', verdict: 'fail', severity: 'error', call },
	{ file: 'batch-readable-twice.c', check: 'source.batch-readable', verdict: 'fail', severity: 'error', call },
	{ file: 'eof-sticky.c', check: 'source.eof-sticky', verdict: 'warning', severity: 'warning', call },
	{
		file: 'no-loss-at-end.c',
		check: 'source.no-loss-at-end',
		verdict: 'fail',
		severity: 'error',
		call,
		inputs: { openParams: '100', expectEvents: 100 },
	},
]);
