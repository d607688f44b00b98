import { defineCheck, type LiveCheck } from '../../define-check.ts';
import type { LiveContext } from '../../live-context.ts';
import { type FindingDraft, judged } from '../../protocol/verdict.ts';
import { until } from '../until.ts';
import { PATIENCE_MS, scriptFor, withOpenState } from './with-handler.ts';

const CYCLES = 6;
const CALM_MS = 400;
/** How long a handler is kept from returning while the setter runs. */
const HELD_MS = 60;

export default defineCheck<LiveCheck>({
	id: 'async.stop-joins',
	title: 'taking the handler away stops the producers',
	asserts:
		'set_async_event_handler(NULL) does not return while a thread of the plugin is in the handler. After it has returned, the ' +
		'handler is not called any more, and the threads that were started for it have ended.',
	severity: 'error',
	capabilities: ['async'],
	profile: 'ci',
	stage: 'live',
	isolation: 'own',
	calls: ['init', 'open', 'next_batch', 'set_async_event_handler', 'close', 'destroy'],
	deadlineMs: 30_000,
	why:
		'plugin_api.h: the plugin must stop and join its threads before the setter returns. Falco frees what the handler needs ' +
		'right afterwards, so that a late event writes into freed memory.',
	fix: 'Tell the producer to stop, wake it up where it may block, join it, and only then return.',
	run(context) {
		const { plugin, timeoutScale } = context;
		return withOpenState(context, async (state, read) => {
			const { native } = plugin.ownerOf(state);
			native.scriptAsync(scriptFor(context));
			const threads: number[] = [];
			for (let cycle = 0; cycle < CYCLES; cycle++) {
				const { calls } = native.asyncCounters();
				await plugin.setAsyncHandler(state, 'set');
				if (cycle === 0) await read();
				const patience = cycle === 0 ? PATIENCE_MS * Math.max(1, timeoutScale) : 100;
				await until(() => native.asyncCounters().calls > calls, patience);
				await plugin.setAsyncHandler(state, 'reset');
				threads.push(context.resources().threads.size);
			}
			const unjoined = native.asyncCounters().calls === 0 ? [] : await stoppedInside(context, state);
			await until(() => native.asyncCounters().afterReset > 0, CALM_MS);
			return judged(
				[...unjoined, ...lateEvents(native.asyncCounters().afterReset), ...leftThreads(threads)],
				`handler set and taken away ${CYCLES} times, ${native.asyncCounters().calls} events`,
			);
		});
	},
});

/**
 * Takes the handler away while a thread of the plugin is inside it. A setter that joins the thread cannot return before the
 * handler does; one that is slow to return without joining is taken for one that joins.
 */
async function stoppedInside({ plugin, timeoutScale }: LiveContext, state: bigint): Promise<FindingDraft[]> {
	const { native } = plugin.ownerOf(state);
	await plugin.setAsyncHandler(state, 'set');
	native.holdAsync();
	const inside = await until(() => native.asyncCounters().held > 0, PATIENCE_MS * Math.max(1, timeoutScale));
	let returned = false;
	const reset = plugin.setAsyncHandler(state, 'reset').then(() => {
		returned = true;
	});
	const early = inside && (await until(() => returned, HELD_MS));
	native.letAsyncGo();
	await reset;
	if (!early) return [];
	return [
		{
			message: 'set_async_event_handler(NULL) returns while a thread of the plugin is still in the handler',
			call: 'plugin_set_async_event_handler',
			expected: 'a setter that joins the threads of the plugin before it returns',
			observed: 'it returned while the handler was kept from returning',
		},
	];
}

function lateEvents(count: number): FindingDraft[] {
	if (count === 0) return [];
	return [
		{
			message: 'the async handler is called after it was taken away',
			call: 'plugin_set_async_event_handler',
			expected: 'no event after set_async_event_handler(NULL) has returned',
			observed: `${count} events; Falco: "async event sent with NULL handler"`,
		},
	];
}

/** A runtime may keep threads of its own, and start one more now and then: only one more in each cycle is the plugin's. */
function leftThreads(counts: readonly number[]): FindingDraft[] {
	const grows = counts.slice(1).every((count, index) => count > (counts[index] ?? 0));
	if (!grows) return [];
	return [
		{
			message: 'a thread is left over each time the handler is taken away',
			call: 'plugin_set_async_event_handler',
			expected: 'as many threads as before the handler was set',
			observed: `${counts.join(', ')} threads after ${counts.length} times`,
		},
	];
}
