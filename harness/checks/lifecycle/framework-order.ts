import { RC } from '../../abi/enums.ts';
import { defineCheck, type LiveCheck } from '../../define-check.ts';
import type { LiveContext } from '../../live-context.ts';
import { type FindingDraft, judged } from '../../protocol/verdict.ts';
import type { OrdinaryRecord } from '../../record.ts';
import { ORDINARY_CALLS } from '../ordinary-calls.ts';
import { withState } from '../with-state.ts';

const EVENTS = 32;

export default defineCheck<LiveCheck>({
	id: 'lifecycle.framework-order',
	title: "the plugin bears Falco's orders of calls",
	asserts:
		'After a life in the order of a live Falco (close of the source before the handler is taken away and before capture_close), ' +
		'the order of a replay works too: init, capture_open, parsing and extraction of events of elsewhere, capture_close, destroy, ' +
		'with no open and no handler; and the library can be unloaded.',
	severity: 'error',
	capabilities: 'all',
	profile: 'ci',
	stage: 'live',
	isolation: 'risky',
	calls: ORDINARY_CALLS,
	deadlineMs: 60_000,
	why: 'libs sinsp.cpp: open_common and close; a capture file is replayed without plugin_open and without a handler.',
	fix: 'Do not rely on open in capture_open, nor on an instance in capture_close: they belong to the state.',
	async run(context) {
		await context.trying('a life in the order of a live Falco');
		const live = await context.liveOrdinarily('short');
		const events = await ownEvents(context);
		await context.trying('the order of a replay, without open and handler');
		const findings = await replayed(context, live, events);
		await context.trying('unloading after destroy');
		const loaded = await context.reload();
		if (loaded.kind === 'refused') {
			findings.push({ message: 'the library cannot be loaded again', call: 'dlopen', observed: loaded.error });
		}
		return judged(findings, `a live order, a replay of ${events.length} events, unloading`);
	},
});

async function ownEvents(context: LiveContext): Promise<Buffer[]> {
	let events: Buffer[] = [];
	await withState(context, async (state) => {
		events = await context.sampleEvents(state, EVENTS);
		return judged([]);
	});
	return events;
}

async function replayed(
	context: LiveContext,
	live: OrdinaryRecord,
	events: readonly Buffer[],
): Promise<FindingDraft[]> {
	const { plugin, settings, requests } = context;
	const findings: FindingDraft[] = [];
	const notify = async (name: 'capture_open' | 'capture_close', state: bigint) => {
		if (!plugin.has('listen')) return;
		const rc = await plugin.notifyCapture(name, state);
		const failsLive = (name === 'capture_open' ? live.captureOpen : live.captureClose) !== RC.SUCCESS;
		// What fails in a live order too is not about the replay: listen.cycles says it.
		if (rc === RC.SUCCESS || failsLive) return;
		findings.push({
			message: `${name} fails in a replay, where the source is not opened`,
			call: `plugin_${name}`,
			expected: 'SUCCESS (0)',
			observed: String(rc),
		});
	};
	await withState(context, async (state) => {
		await notify('capture_open', state);
		for (const [index, event] of events.entries()) {
			const number = BigInt(index + 1);
			if (plugin.has('parse')) await plugin.parse(state, event, number, settings.source);
			if (!plugin.has('extract') || index >= 4) continue;
			for (const request of requests)
				await plugin.extract(state, event, [request], { number, source: settings.source });
		}
		await notify('capture_close', state);
		return judged([]);
	});
	return findings;
}
