import { defineCheck, type LiveCheck } from '../../define-check.ts';
import type { PumpResult } from '../../native/pump.ts';
import { judged, skipped } from '../../protocol/verdict.ts';
import { withInstance, withState } from '../with-state.ts';

const MS = 1_000_000;
const WARM_UP_EVENTS = 200;
const RUN_MS = 60;
const RUNS = 5;
const SILENT = 3;

export default defineCheck<LiveCheck>({
	id: 'perf.next-batch-throughput',
	title: 'events a second',
	asserts: 'Reports how many events a second next_batch delivers, in batches of what size, and how often it has none.',
	severity: 'info',
	capabilities: ['source'],
	profile: 'ci',
	stage: 'live',
	isolation: 'shared',
	calls: ['init', 'open', 'next_batch', 'close', 'destroy'],
	deadlineMs: 60_000,
	why:
		'Falco drops events of a source that it cannot keep up with, and each call of next_batch costs: the guide asks for ' +
		'batches (libs best practices).',
	fix: 'Fill a batch with what is there at once, and reuse its memory.',
	run: (context) =>
		withState(context, (state) =>
			withInstance(context, state, async (instance) => {
				const { plugin, settings } = context;
				const reading = { pluginId: settings.pluginId, source: settings.source, idle: SILENT };
				await plugin.pump(state, instance, { ...reading, events: WARM_UP_EVENTS });
				const runs: PumpResult[] = [];
				while (runs.length < RUNS) {
					const run = await plugin.pump(state, instance, { ...reading, nanoseconds: RUN_MS * MS });
					if (run.events > 0) runs.push(run);
					if (run.stop !== 'time') break;
				}
				const figures = median(runs);
				if (!figures) return skipped('too few events to measure: give --open-params of a larger input');
				return judged([{ message: sentence(figures), call: 'plugin_next_batch' }], `${runs.length} runs`);
			}),
		),
});

const rateOf = ({ events, elapsedNs }: PumpResult) => events / (elapsedNs / 1e9);

/** The run whose rate is in the middle. */
function median(runs: readonly PumpResult[]): PumpResult | undefined {
	return runs.toSorted((a, b) => rateOf(a) - rateOf(b))[Math.floor(runs.length / 2)];
}

function sentence(run: PumpResult): string {
	const rate = Math.round(rateOf(run)).toLocaleString('en-US');
	const size = (run.events / Math.max(1, run.batches)).toFixed(1);
	const idle = Math.round((100 * run.timeouts) / Math.max(1, run.calls));
	const bytes = Math.round(run.bytes / run.events);
	return `${rate} events a second, ${size} a batch, ${bytes} bytes each; ${idle}% of the calls had none`;
}
