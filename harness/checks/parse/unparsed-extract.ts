import { defineCheck, type LiveCheck } from '../../define-check.ts';
import { judged, skipped } from '../../protocol/verdict.ts';
import { SeededRandom } from '../seeded-random.ts';
import { withEvents } from '../with-state.ts';

const EVENTS = 32;

export default defineCheck<LiveCheck>({
	id: 'parse.unparsed-extract',
	title: 'events that were not parsed can be extracted from',
	asserts:
		'Extraction from an event that was never parsed, or whose thread is in no table, gives a value or none, and does not crash.',
	severity: 'error',
	capabilities: ['parse'],
	profile: 'ci',
	stage: 'live',
	isolation: 'shared',
	calls: ['init', 'open', 'next_batch', 'close', 'parse_event', 'extract_fields', 'destroy'],
	deadlineMs: 30_000,
	why:
		'Events that come before the state of a plugin exists are normal when Falco starts, and crashes of official plugins came ' +
		'from them (plugins@b49ad240, plugins#1076, falco#3571).',
	fix: 'Treat state that parse_event would have left as something that may be missing.',
	run(context) {
		const { plugin, requests, settings, seed } = context;
		if (!plugin.has('extract')) return Promise.resolve(skipped('the plugin has no extract capability'));
		const random = new SeededRandom(seed);
		return withEvents(context, EVENTS, async (state, events) => {
			let unparsed = 0;
			for (const [index, event] of events.entries()) {
				const number = BigInt(index + 1);
				// The first one never: nothing was parsed before it.
				const parsed = index > 0 && random.below(2) === 0;
				if (parsed) await plugin.parse(state, event, number, settings.source);
				else unparsed += 1;
				await context.trying(`event ${number}, ${parsed ? 'after' : 'without'} parse_event`);
				for (const request of requests) {
					await plugin.extract(state, event, [request], { number, source: settings.source });
				}
			}
			return judged([], `${unparsed} of ${events.length} events without parsing, ${requests.length} requests each`);
		});
	},
});
