import { defineCheck, type LiveCheck } from '../../define-check.ts';
import { type FindingDraft, judged, skipped } from '../../protocol/verdict.ts';
import { withInstance, withState } from '../with-state.ts';

const MS = 1_000_000;
/** Reading until the source is silent, and watching it then. */
const READ_MS = 400;
const WATCH_MS = 250;
/** Empty batches one after the other that make a source silent. */
const SILENT = 2;
const SLOW_MS = 1_000;
/** A source that waits a millisecond in each empty call is at 1,000; one that does not wait is at a million. */
const MOST_CALLS_A_SECOND = 20_000;
const call = 'plugin_next_batch';

export default defineCheck<LiveCheck>({
	id: 'source.blocking-bound',
	title: 'waiting for events neither blocks nor spins',
	asserts:
		'Where there is nothing to deliver, next_batch returns TIMEOUT within a second, and waits a little before it does, so ' +
		'that an idle source does not keep a processor busy.',
	severity: 'warning',
	capabilities: ['source'],
	profile: 'ci',
	stage: 'live',
	isolation: 'shared',
	calls: ['init', 'open', 'next_batch', 'close', 'destroy'],
	deadlineMs: 60_000,
	why:
		'Falco looks at its signals and delivers async events only between two calls, and it does not sleep on TIMEOUT ' +
		'(userspace/falco process_events.cpp).',
	fix: 'Wait for data with a limit of some 10 to 100 ms, and return SS_PLUGIN_TIMEOUT when none came.',
	run: (context) =>
		withState(context, (state) =>
			withInstance(context, state, async (instance) => {
				const { plugin, settings, timeoutScale } = context;
				const reading = { pluginId: settings.pluginId, source: settings.source, timeEvery: 1 };
				const read = await plugin.pump(state, instance, { ...reading, nanoseconds: READ_MS * MS, idle: SILENT });
				const silent = read.stop === 'idle';
				const watched = silent && (await plugin.pump(state, instance, { ...reading, nanoseconds: WATCH_MS * MS }));
				if (!watched || watched.events > 0 || watched.timeouts === 0) {
					return skipped('the source was never silent: give --open-params of a live input without data');
				}
				const slowest = Math.max(0, ...read.samples, ...watched.samples) / MS;
				const rate = watched.timeouts / (watched.elapsedNs / 1e9);
				return judged(
					judgeIdle(slowest, rate, SLOW_MS * timeoutScale),
					`${Math.round(rate)} empty calls a second, ${slowest.toFixed(1)} ms at most`,
				);
			}),
		),
});

function judgeIdle(slowestMs: number, rate: number, limitMs: number): FindingDraft[] {
	const findings: FindingDraft[] = [];
	if (slowestMs > limitMs) {
		findings.push({
			message: 'next_batch blocks for more than a second',
			call,
			expected: 'TIMEOUT after at most a second without data',
			observed: `${(slowestMs / 1000).toFixed(1)} s in one call`,
		});
	}
	if (rate > MOST_CALLS_A_SECOND) {
		findings.push({
			message: 'an idle source spins',
			call,
			expected: 'some wait before SS_PLUGIN_TIMEOUT, such as 10 ms',
			observed: `${Math.round(rate)} empty calls a second: Falco would keep a whole processor busy`,
		});
	}
	return findings;
}
