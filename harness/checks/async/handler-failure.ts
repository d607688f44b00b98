import { defineCheck, type LiveCheck } from '../../define-check.ts';
import type { AsyncScript } from '../../native/owner.ts';
import { judged } from '../../protocol/verdict.ts';
import { until } from '../until.ts';
import { scriptFor, withOpenState } from './with-handler.ts';

const SCRIPTS: readonly { script: AsyncScript; name: string; events: number }[] = [
	{ name: 'the first five events are refused', script: { answer: { kind: 'fail-first', n: 5 } }, events: 8 },
	{ name: 'every second event is refused', script: { answer: { kind: 'fail-every', n: 2 } }, events: 6 },
	{ name: 'every event is refused', script: { answer: { kind: 'fail-every', n: 1 } }, events: 4 },
	{ name: 'the handler takes 200 ms', script: { delayNs: 200_000_000 }, events: 1 },
];
const PATIENCE_MS = 600;

export default defineCheck<LiveCheck>({
	id: 'async.handler-failure',
	title: 'a refused async event is survived',
	asserts:
		'A handler that returns FAILURE, sometimes or always, or that takes 200 ms, ends neither the process nor the producer.',
	severity: 'error',
	capabilities: ['async'],
	profile: 'ci',
	stage: 'live',
	isolation: 'shared',
	calls: ['init', 'open', 'next_batch', 'set_async_event_handler', 'close', 'destroy'],
	deadlineMs: 30_000,
	why:
		'libs plugin.cpp:handle_plugin_async_event answers FAILURE for names that are not listed, for other sources than the ' +
		'declared ones and after a reset; a slow consumer makes the handler slow.',
	fix: 'Count or log the failure and go on with the next event.',
	run(context) {
		const { plugin, timeoutScale } = context;
		return withOpenState(context, async (state, read) => {
			const { native } = plugin.ownerOf(state);
			const findings = [];
			let sent = 0;
			for (const { script, name, events } of SCRIPTS) {
				await context.trying(name);
				native.scriptAsync(scriptFor(context, script));
				const { calls } = native.asyncCounters();
				await plugin.setAsyncHandler(state, 'set');
				if (sent === 0) await read();
				const enough = await until(
					() => native.asyncCounters().calls - calls >= events,
					PATIENCE_MS * Math.max(1, timeoutScale),
				);
				await plugin.setAsyncHandler(state, 'reset');
				const count = native.asyncCounters().calls - calls;
				// A plugin that sends seldom has not shown that it would go on.
				if (!enough && sent > 0 && count === 0) {
					findings.push({
						severity: 'warning' as const,
						message: `no async event comes any more when ${name}`,
						call: 'plugin_set_async_event_handler',
						expected: 'the producer goes on with the next event',
						observed: `${sent} events before, none then`,
					});
				}
				sent += count;
			}
			return judged(findings, `${sent} events under ${SCRIPTS.length} behaviours of the handler`);
		});
	},
});
