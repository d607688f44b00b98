import { defineCheck, type LiveCheck } from '../../define-check.ts';
import type { LiveContext } from '../../live-context.ts';
import { type FindingDraft, judged, skipped } from '../../protocol/verdict.ts';
import type { BatchReading } from '../../record.ts';
import { firstOfEach } from '../first-of-each.ts';
import { withInstance, withState } from '../with-state.ts';
import { changedEvent, NO_BATCH, nextEvents } from './next-events.ts';

const BATCHES = 3;
const REQUESTS = 32;

export default defineCheck<LiveCheck>({
	id: 'source.batch-memory-stable',
	title: 'a batch keeps its bytes until the next one',
	asserts:
		'The events of a batch stay as they are until the next call of next_batch or close of the instance, whatever else is ' +
		'called: extraction, event_to_string, progress, metrics.',
	severity: 'error',
	capabilities: ['source'],
	profile: 'ci',
	stage: 'live',
	isolation: 'shared',
	calls: [
		'init',
		'open',
		'next_batch',
		'extract_fields',
		'event_to_string',
		'get_progress',
		'get_metrics',
		'close',
		'destroy',
	],
	deadlineMs: 60_000,
	why:
		'Falco evaluates the events of a batch one after the other in the memory of the plugin, and calls it meanwhile (the ' +
		'next_batch paragraph of plugin_api.h).',
	fix: 'Keep the memory of a batch in the instance, and touch it only in the next plugin_next_batch or plugin_close.',
	run: (context) =>
		withState(context, (state) =>
			withInstance(context, state, async (instance) => {
				const findings: FindingDraft[] = [];
				let events = 0;
				for (let batches = 0; batches < BATCHES; batches++) {
					const batch = await nextEvents(context.plugin, state, instance);
					if (!batch) break;
					events += batch.events.length;
					findings.push(...(await disturb(context, state, instance, batch)));
				}
				return events === 0 ? skipped(NO_BATCH) : judged(firstOfEach(findings), `${events} events`);
			}),
		),
});

/** Makes every other call that a host makes between two batches, and looks at the events after each. */
async function disturb(
	{ plugin, requests, settings }: LiveContext,
	state: bigint,
	instance: bigint,
	batch: BatchReading,
): Promise<FindingDraft[]> {
	const event = batch.events.find((one) => one.kind === 'event');
	if (!event) return [];
	const options = { number: 1n, source: settings.source };
	const sizes = [...new Set(batch.events.flatMap((one) => (one.kind === 'event' ? [one.bytes.length] : [])))].slice(
		0,
		8,
	);
	const steps: [string, string, () => Promise<unknown>][] = [
		['the stack was used', 'next_batch', () => plugin.churnStack()],
		['heap memory was used', 'next_batch', () => plugin.churnHeap([...sizes, batch.events.length * 8])],
		['get_progress', 'get_progress', () => plugin.getProgress(state, instance)],
		['get_metrics', 'get_metrics', () => plugin.getMetrics(state)],
		['event_to_string', 'event_to_string', () => plugin.eventToString(state, event.bytes, 1n, settings.source)],
	];
	if (plugin.has('extract')) {
		for (const request of requests.slice(0, REQUESTS)) {
			steps.push([
				`${request.field.name} was extracted`,
				'extract_fields',
				() => plugin.extract(state, event.bytes, [request], options),
			]);
		}
	}
	for (const [what, name, step] of steps) {
		await step();
		const changed = changedEvent(batch, plugin.rereadBatch(batch));
		if (changed === undefined) continue;
		return [
			{
				message: 'the events of a batch change before the next one is asked for',
				call: `plugin_${name}`,
				expected: 'the same bytes until the next call of next_batch',
				observed: `event ${changed} of ${batch.events.length} changed when ${what}`,
			},
		];
	}
	return [];
}
