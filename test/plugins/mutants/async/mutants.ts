import { THREADS } from '../../good/variants.ts';
import { type Mutant, type MutantRow, mutantsBeside } from '../mutant.ts';

const call = 'plugin_set_async_event_handler';

const rows: readonly MutantRow[] = [
	{
		file: 'events-declared.c',
		check: 'async.events-declared',
		verdict: 'fail',
		severity: 'error',
		call: 'plugin_get_async_events',
		alsoFires: ['async.event-layout', 'async.dump-state'],
	},
	{
		file: 'events-declared-long.c',
		check: 'async.events-declared',
		verdict: 'warning',
		severity: 'warning',
		call: 'plugin_get_async_events',
	},
	...['name', 'terminator', 'nparams'].map(
		(variant): MutantRow => ({
			file: `event-layout-${variant}.c`,
			check: 'async.event-layout',
			verdict: 'fail',
			severity: 'error',
			call,
			alsoFires: ['async.dump-state'],
		}),
	),
	{ file: 'handler-call-owner.c', check: 'async.handler-call', verdict: 'fail', severity: 'error', call },
	{
		file: 'handler-call-buffer.c',
		check: 'async.handler-call',
		verdict: 'crash',
		severity: 'error',
		alsoFires: ['async.handler-failure'],
	},
	{
		file: 'stop-joins-late.c',
		check: 'async.stop-joins',
		verdict: 'fail',
		severity: 'error',
		call,
		alsoFires: ['lifecycle.framework-order', 'lifecycle.reload-library', 'lifecycle.resources-gone'],
	},
	{
		file: 'stop-joins-thread.c',
		check: 'async.stop-joins',
		verdict: 'fail',
		severity: 'error',
		call,
		alsoFires: ['lifecycle.resources-gone'],
	},
	{
		file: 'stop-joins-blocked.c',
		check: 'async.stop-joins',
		verdict: 'hang',
		severity: 'error',
		call,
		alsoFires: [
			'async.restart',
			'async.handler-failure',
			'lifecycle.bounded-teardown',
			'lifecycle.reload-library',
			'lifecycle.resources-gone',
			'memory.read-past-event',
		],
	},
	{ file: 'stop-joins-detached.c', check: 'async.stop-joins', verdict: 'fail', severity: 'error', call },
	{ file: 'restart-null.c', check: 'async.restart', verdict: 'fail', severity: 'error', call },
	{
		file: 'restart-once.c',
		check: 'async.restart',
		verdict: 'warning',
		severity: 'warning',
		call,
		alsoFires: ['async.handler-failure'],
	},
	{
		file: 'handler-failure.c',
		check: 'async.handler-failure',
		verdict: 'crash',
		severity: 'error',
		alsoFires: ['async.handler-call'],
	},
	{
		file: 'handler-failure-ends.c',
		check: 'async.handler-failure',
		verdict: 'warning',
		severity: 'warning',
		call,
	},
	{
		file: 'never-set.c',
		check: 'async.never-set',
		verdict: 'crash',
		severity: 'error',
		call: 'plugin_parse_event',
		alsoFires: [
			'lifecycle.framework-order',
			'parse.declared-types',
			'config.bad-update',
			'extract.result-lifetime',
			'parse.unparsed-extract',
			'tables.missing-lookups',
		],
	},
	{ file: 'dump-state.c', check: 'async.dump-state', verdict: 'fail', severity: 'error', call: 'plugin_dump_state' },
	{
		file: 'dump-state-kept.c',
		check: 'async.dump-state',
		verdict: 'fail',
		severity: 'error',
		call: 'plugin_dump_state',
	},
];

/** Plugins with one fault in their async events. */
export const mutants: readonly Mutant[] = mutantsBeside(
	import.meta.url,
	rows.map((row) => ({ ...row, ldflags: THREADS })),
);
