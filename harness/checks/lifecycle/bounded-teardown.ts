import { RC } from '../../abi/enums.ts';
import { defineCheck, type LiveCheck } from '../../define-check.ts';
import type { LiveContext } from '../../live-context.ts';
import { judged, skipped } from '../../protocol/verdict.ts';

/** What the source is at when it is closed. */
const SCENARIOS = [
	{ name: 'right after open, before anything was read', batches: 0 },
	{ name: 'in the middle of the stream', batches: 1 },
	{ name: 'after some batches', batches: 8 },
] as const;

export default defineCheck<LiveCheck>({
	id: 'lifecycle.bounded-teardown',
	title: 'ending takes bounded time at any moment',
	asserts:
		'close, set_async_event_handler(NULL), capture_close and destroy return within 5 s each (times --timeout-scale), right after ' +
		'open, in the middle of a stream and later.',
	severity: 'error',
	capabilities: 'all',
	profile: 'ci',
	stage: 'live',
	isolation: 'own',
	calls: ['init', 'open', 'next_batch', 'set_async_event_handler', 'capture_open', 'close', 'capture_close', 'destroy'],
	deadlineMs: 60_000,
	why: 'Falco cannot stop while a plugin does not come back, and is killed by its supervisor (plugins#934, plugins#936).',
	fix: 'Wake up what may block (shutdown the socket, close the channel, signal the condition) before you join it.',
	async run(context) {
		const { plugin, settings } = context;
		for (const { name, batches } of SCENARIOS) {
			await context.trying(`to end ${name}`);
			const { rc, state } = await plugin.init(settings.config);
			if (!rc.written || rc.value !== RC.SUCCESS) {
				await plugin.destroy(state);
				return skipped('plugin_init fails: give --init-config');
			}
			await lived(context, state, batches);
			await plugin.destroy(state);
		}
		return judged([], `ended ${SCENARIOS.map(({ name }) => name).join('; ')}`);
	},
});

async function lived({ plugin, settings }: LiveContext, state: bigint, batches: number): Promise<void> {
	const opened = plugin.has('source') ? await plugin.open(state, settings.openParams) : undefined;
	if (plugin.has('async')) await plugin.setAsyncHandler(state, 'set');
	if (plugin.has('listen')) await plugin.notifyCapture('capture_open', state);
	if (opened?.rc.written && opened.rc.value === RC.SUCCESS) {
		for (let batch = 0; batch < batches; batch++) {
			const { rc } = await plugin.nextBatch(state, opened.instance);
			if (rc > 0) break;
		}
	}
	if (opened) await plugin.close(state, opened.instance);
	if (plugin.has('async')) await plugin.setAsyncHandler(state, 'reset');
	if (plugin.has('listen')) await plugin.notifyCapture('capture_close', state);
}
