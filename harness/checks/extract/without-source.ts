import { RC } from '../../abi/enums.ts';
import { defineCheck, type LiveCheck } from '../../define-check.ts';
import type { LiveContext } from '../../live-context.ts';
import type { FieldRequest } from '../../plugin/extract.ts';
import { type FindingDraft, judged, skipped } from '../../protocol/verdict.ts';
import type { EventReading } from '../../record.ts';
import { requestText } from '../each-request.ts';
import { firstOfEach } from '../first-of-each.ts';
import { NO_BATCH, nextEvents } from '../source/next-events.ts';
import { NO_VALUE, valuesOf } from '../values-text.ts';
import { withInstance, withState } from '../with-state.ts';

type Event = Extract<EventReading, { kind: 'event' }>;
type Values = ReadonlyMap<FieldRequest, string>;
const EVENTS = 4;
const REQUESTS = 64;
/** Copies are events of their own, with numbers of their own. */
const COPIED = 7_000n;

export default defineCheck<LiveCheck>({
	id: 'extract.without-source',
	title: 'extraction needs no open source',
	asserts:
		'Events that were copied, numbered anew or recorded earlier give the same values as those in the memory of next_batch, ' +
		'and values at all where no instance is open.',
	severity: 'error',
	capabilities: ['extract'],
	profile: 'ci',
	stage: 'live',
	isolation: 'shared',
	calls: ['init', 'open', 'next_batch', 'close', 'extract_fields', 'destroy'],
	deadlineMs: 60_000,
	why:
		'The replay of a capture file extracts without ever opening the plugin (libs sinsp::open_savefile), and plugin_api.h ' +
		'does not promise that an event comes at the address at which next_batch gave it.',
	fix: 'Read everything from the event that extract_fields is given; keep no map from event pointers to decoded objects.',
	async run(context) {
		if (!context.plugin.has('source')) return skipped('the plugin has no event source of its own');
		let events: Event[] = [];
		let atSource: Values[] = [];
		const findings: FindingDraft[] = [];
		const outcome = await withState(context, (state) =>
			withInstance(context, state, async (instance) => {
				const batch = await nextEvents(context.plugin, state, instance);
				if (!batch) return skipped(NO_BATCH);
				events = batch.events.filter((event) => event.kind === 'event').slice(0, EVENTS);
				atSource = await eachEvent(events, (event, number) =>
					valuesFrom(context, state, { at: event.address }, number),
				);
				const again = await eachEvent(events, (event, number) =>
					valuesFrom(context, state, { at: event.address }, number),
				);
				atSource = atSource.map((values, index) => steadyValues(values, again[index]));
				const copied = await eachEvent(events, (event, number) =>
					valuesFrom(context, state, event.bytes, COPIED + number),
				);
				findings.push(...differences(atSource, copied, 'from a copy of the event'));
				return judged([]);
			}),
		);
		if (outcome.kind !== 'judged') return outcome;
		const alone = await withState(context, async (state) => {
			await context.trying('to extract with no instance open');
			const replayed = await eachEvent(events, (event, number) => valuesFrom(context, state, event.bytes, number));
			// Values may depend on events that came before; only that there is none at all is a fault.
			const lost = differences(atSource, replayed, 'with no instance open').filter(({ observed }) =>
				observed?.startsWith(NO_VALUE),
			);
			return judged(firstOfEach([...findings, ...lost]), `${events.length} events, as they are, copied, and replayed`);
		});
		return alone;
	},
});

/** Reads every event with a number of its own, since a plugin may key what it keeps by that. */
function eachEvent(
	events: readonly Event[],
	read: (event: Event, number: bigint) => Promise<Values>,
): Promise<Values[]> {
	return events.reduce<Promise<Values[]>>(
		async (before, event, index) => [...(await before), await read(event, BigInt(index + 1))],
		Promise.resolve([]),
	);
}

async function valuesFrom(
	{ plugin, requests, settings }: LiveContext,
	state: bigint,
	event: Buffer | { at: bigint },
	number: bigint,
): Promise<Values> {
	const values = new Map<FieldRequest, string>();
	for (const request of requests.slice(0, REQUESTS)) {
		const extraction = await plugin.extract(state, event, [request], { number, source: settings.source });
		if (extraction.rc === RC.SUCCESS || extraction.rc === RC.FAILURE) values.set(request, valuesOf(extraction));
	}
	return values;
}

/** The values that come again: one that drifts by itself says nothing about where the event is. */
function steadyValues(values: Values, again: Values | undefined): Values {
	return new Map([...values].filter(([request, text]) => again?.get(request) === text));
}

function differences(before: readonly Values[], after: readonly Values[], where: string): FindingDraft[] {
	return before.flatMap((values, index) =>
		[...values].flatMap(([request, expected]): FindingDraft[] => {
			const observed = after[index]?.get(request);
			if (observed === undefined || observed === expected) return [];
			return [
				{
					message: `${requestText(request)} has another value ${where}`,
					call: 'plugin_extract_fields',
					expected: `${expected}, as from the memory of next_batch`,
					observed: `${observed} on event ${index}`,
				},
			];
		}),
	);
}
