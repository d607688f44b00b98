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
	{
		file: 'batch-memory-stable.c',
		check: 'source.batch-memory-stable',
		verdict: 'fail',
		severity: 'error',
		call: 'plugin_get_progress',
	},
	{
		file: 'batch-memory-stable-freed.c',
		check: 'source.batch-memory-stable',
		verdict: 'fail',
		severity: 'error',
		call: 'plugin_next_batch',
		alsoFires: ['source.instance-isolation'],
	},
	{
		file: 'blocking-bound.c',
		check: 'source.blocking-bound',
		verdict: 'warning',
		severity: 'warning',
		call: 'plugin_next_batch',
	},
	{
		file: 'oversize-survives.c',
		check: 'source.oversize-survives',
		verdict: 'warning',
		severity: 'warning',
		call: 'plugin_next_batch',
		inputs: { openParams: '1000' },
	},
	{
		file: 'progress-and-summary.c',
		check: 'source.progress-and-summary',
		verdict: 'warning',
		severity: 'warning',
		call: 'plugin_get_progress',
	},
	{
		file: 'progress-and-summary-lines.c',
		check: 'source.progress-and-summary',
		verdict: 'warning',
		severity: 'warning',
		call: 'plugin_event_to_string',
	},
	{
		file: 'instance-isolation.c',
		check: 'source.instance-isolation',
		verdict: 'fail',
		severity: 'error',
		call: 'plugin_next_batch',
	},
	{
		file: 'instance-isolation-position.c',
		check: 'source.instance-isolation',
		verdict: 'fail',
		severity: 'error',
		call,
	},
	{
		file: 'progress-and-summary-left.c',
		check: 'source.progress-and-summary',
		verdict: 'warning',
		severity: 'warning',
		call: 'plugin_get_progress',
	},
]);
