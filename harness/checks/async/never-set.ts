import { RC } from '../../abi/enums.ts';
import { defineCheck, type LiveCheck } from '../../define-check.ts';
import type { LiveContext } from '../../live-context.ts';
import { judged } from '../../protocol/verdict.ts';
import { withState } from '../with-state.ts';

const EVENTS = 64;
const EXTRACTED = 4;

export default defineCheck<LiveCheck>({
	id: 'async.never-set',
	title: 'the plugin works without an async handler',
	asserts:
		'Where the handler is never set, as when a capture file is read, parsing, extraction and capture listening work as ever.',
	severity: 'error',
	capabilities: ['async'],
	profile: 'ci',
	stage: 'live',
	isolation: 'shared',
	calls: [
		'init',
		'set_async_event_handler',
		'open',
		'next_batch',
		'close',
		'parse_event',
		'extract_fields',
		'capture_open',
		'capture_close',
		'destroy',
	],
	deadlineMs: 20_000,
	why: 'libs sinsp.cpp:open_common sets no handler while a capture file is read.',
	fix: 'Look whether there is a handler before an event is sent.',
	run(context) {
		const { plugin, settings, requests } = context;
		return withState(context, async (state) => {
			const findings = [];
			const events = await context.sampleEvents(state, EVENTS);
			if (plugin.has('listen')) {
				const rc = await plugin.notifyCapture('capture_open', state);
				if (rc !== RC.SUCCESS && (await opensWithHandler(context))) {
					findings.push({
						message: 'capture_open fails where no async handler is set',
						call: 'plugin_capture_open',
						expected: 'SS_PLUGIN_SUCCESS (0)',
						observed: String(rc),
					});
				}
			}
			for (const [index, event] of events.entries()) {
				const number = BigInt(index + 1);
				if (plugin.has('parse')) await plugin.parse(state, event, number, settings.source);
				if (!plugin.has('extract') || index >= EXTRACTED) continue;
				for (const request of requests) {
					await plugin.extract(state, event, [request], { number, source: settings.source });
				}
			}
			if (plugin.has('listen')) await plugin.notifyCapture('capture_close', state);
			return judged(findings, `${events.length} events without a handler`);
		});
	},
});

/** Where capture_open fails with a handler too, listen.cycles has the reason. */
async function opensWithHandler(context: LiveContext): Promise<boolean> {
	const { plugin } = context;
	let opens = false;
	await withState(context, async (state) => {
		await plugin.setAsyncHandler(state, 'set');
		opens = (await plugin.notifyCapture('capture_open', state)) === RC.SUCCESS;
		await plugin.setAsyncHandler(state, 'reset');
		await plugin.notifyCapture('capture_close', state);
		return judged([]);
	});
	return opens;
}
