import { RC } from '../../abi/enums.ts';
import { defineCheck, type LiveCheck } from '../../define-check.ts';
import type { AsyncEventRecord } from '../../native/records.ts';
import { type FindingDraft, judged, skipped } from '../../protocol/verdict.ts';
import { firstOfEach } from '../first-of-each.ts';
import { until } from '../until.ts';
import { scriptFor, withOpenState } from './with-handler.ts';

const call = 'plugin_dump_state';
const MOMENTS = ['before a handler is set', 'while events flow', 'after the handler was taken away'] as const;
const CALM_MS = 100;

export default defineCheck<LiveCheck>({
	id: 'async.dump-state',
	title: 'dump_state writes its events within the call',
	asserts:
		'dump_state, called before a handler is set, while events flow and afterwards, sends only valid async events, only through ' +
		'the handler of the call and only while the call lasts, and returns SUCCESS or FAILURE.',
	severity: 'error',
	capabilities: ['async'],
	profile: 'ci',
	stage: 'live',
	isolation: 'shared',
	calls: ['init', 'open', 'next_batch', 'set_async_event_handler', 'dump_state', 'close', 'destroy'],
	deadlineMs: 20_000,
	why: 'libs sinsp_plugin::dump_state (API 3.10): handler and owner of the dump are gone when the call has returned.',
	fix: 'Send the events of the dump from dump_state itself, and do not keep its handler.',
	run(context) {
		const { plugin } = context;
		if (!plugin.exports('dump_state')) return Promise.resolve(skipped('plugin_dump_state is not exported'));
		return withOpenState(context, async (state, read) => {
			const { native } = plugin.ownerOf(state);
			native.scriptAsync(scriptFor(context));
			plugin.asyncEvents();
			const findings: FindingDraft[] = [];
			const dumped: AsyncEventRecord[] = [];
			for (const moment of MOMENTS) {
				if (moment === MOMENTS[1]) await plugin.setAsyncHandler(state, 'set');
				await read();
				const rc = await plugin.dumpState(state);
				if (rc !== RC.SUCCESS && rc !== RC.FAILURE) {
					findings.push({ message: `dump_state returned ${rc}`, call, expected: '0 (success) or 1 (failure)' });
				}
				// Long enough for an event or two of the producer, which may have kept the handler of the dump.
				await until(() => false, CALM_MS);
				if (moment === MOMENTS[1]) await plugin.setAsyncHandler(state, 'reset');
				dumped.push(...plugin.asyncEvents().filter(({ channel }) => channel === 'dump'));
			}
			return judged(firstOfEach([...findings, ...dumped.flatMap(judgeEvent)]), `${dumped.length} events in 3 dumps`);
		});
	},
});

function judgeEvent(event: AsyncEventRecord): FindingDraft[] {
	if (event.call !== 'dump_state') {
		return [
			{
				message: 'the handler of dump_state is used after the call has returned',
				call,
				expected: 'events while dump_state runs',
				observed: `an event ${event.call === undefined ? 'between calls' : `during plugin_${event.call}`}`,
			},
		];
	}
	const wrong = event.faults.filter((fault) => fault !== 'tid' && fault !== 'null-err' && fault !== 'future');
	if (wrong.length === 0) return [];
	return [
		{ message: `an event of dump_state is malformed: ${wrong.join(', ')}`, call, expected: 'a valid async event' },
	];
}
