import { defineCheck, type LiveCheck } from '../../define-check.ts';
import { type FindingDraft, judged, skipped } from '../../protocol/verdict.ts';
import { requestText } from '../each-request.ts';
import { firstOfEach } from '../first-of-each.ts';
import { SeededRandom } from '../seeded-random.ts';
import { valuesOf } from '../values-text.ts';
import { NO_EVENTS, withValues } from '../with-state.ts';

const EVENTS = 12;
const MOST = 1_500;

export default defineCheck<LiveCheck>({
	id: 'extract.repeatable',
	title: 'the same event gives the same values',
	asserts: 'Extracting a field from the same event again, after other fields and other events, gives the same value.',
	severity: 'warning',
	capabilities: ['extract'],
	profile: 'ci',
	stage: 'live',
	isolation: 'shared',
	calls: ['init', 'open', 'next_batch', 'close', 'extract_fields', 'destroy'],
	deadlineMs: 60_000,
	why:
		'Falco extracts a field for each rule that has it, in whatever order its rules are: a value that drifts differs from ' +
		'rule to rule (libs sinsp_filtercheck.cpp; the guide asks that fields depend on the event only).',
	fix: 'Compute values from the event. Where a field depends on earlier events by design, allow it in plugin-kit.yaml.',
	run: (context) =>
		withValues(context, EVENTS, async (state, events) => {
			const { plugin, requests, settings, seed } = context;
			const pairs = events
				.flatMap((event, index) => requests.map((request) => ({ event, index, request })))
				.slice(0, MOST);
			if (pairs.length === 0) return skipped(NO_EVENTS);
			const extract = async ({ event, index, request }: (typeof pairs)[number]) =>
				valuesOf(await plugin.extract(state, event, [request], { number: BigInt(index + 1), source: settings.source }));
			const first = new Map<(typeof pairs)[number], string>();
			for (const pair of pairs) first.set(pair, await extract(pair));
			const findings: FindingDraft[] = [];
			const drifting = new Set<number>();
			for (const pass of [pairs, new SeededRandom(seed).shuffled(pairs), pairs.toReversed()]) {
				for (const pair of pass) {
					if (drifting.has(pair.request.field.id)) continue;
					const now = await extract(pair);
					if (now === first.get(pair)) continue;
					drifting.add(pair.request.field.id);
					findings.push({
						message: `${requestText(pair.request)} has another value each time`,
						call: 'plugin_extract_fields',
						expected: `${first.get(pair)} from event ${pair.index}, as at first`,
						observed: now,
					});
				}
			}
			return judged(firstOfEach(findings), `${pairs.length} extractions, each four times`);
		}),
});
