import { defineCheck, type LiveCheck } from '../../define-check.ts';
import type { AsyncScript } from '../../native/owner.ts';
import { type FindingDraft, judged } from '../../protocol/verdict.ts';
import { firstOfEach } from '../first-of-each.ts';
import { until } from '../until.ts';
import { scriptFor, withOpenState } from './with-handler.ts';

interface Trial {
	name: string;
	script: AsyncScript;
	/** As many as are waited for. */
	events: number;
	/** Number of the first event that is refused. */
	firstRefused?: number;
}

/** The first one shows how often the plugin sends where nothing is wrong. */
const TRIALS: readonly [Trial, ...Trial[]] = [
	{ name: 'every event is taken', script: {}, events: 4 },
	{
		name: 'the first five events are refused',
		script: { answer: { kind: 'fail-first', n: 5 } },
		events: 8,
		firstRefused: 1,
	},
	{
		name: 'every second event is refused',
		script: { answer: { kind: 'fail-every', n: 2 } },
		events: 6,
		firstRefused: 2,
	},
	{ name: 'every event is refused', script: { answer: { kind: 'fail-every', n: 1 } }, events: 4, firstRefused: 1 },
	{ name: 'the handler takes 200 ms', script: { delayNs: 200_000_000 }, events: 1 },
];
const PATIENCE_MS = 600;
/** For a plugin that waits before it tries again. */
const LONGER_MS = 2_000;

export default defineCheck<LiveCheck>({
	id: 'async.handler-failure',
	title: 'a refused async event is survived',
	asserts:
		'A handler that returns FAILURE, sometimes or always, or that takes 200 ms, ends neither the process nor the producer.',
	severity: 'error',
	capabilities: ['async'],
	profile: 'ci',
	stage: 'live',
	isolation: 'shared',
	calls: ['init', 'open', 'next_batch', 'set_async_event_handler', 'close', 'destroy'],
	deadlineMs: 30_000,
	why:
		'libs plugin.cpp:handle_plugin_async_event answers FAILURE for names that are not listed, for other sources than the ' +
		'declared ones and after a reset; a slow consumer makes the handler slow.',
	fix: 'Count or log the failure and go on with the next event.',
	run(context) {
		const { plugin, timeoutScale } = context;
		return withOpenState(context, async (state, read) => {
			const { native } = plugin.ownerOf(state);
			const findings: FindingDraft[] = [];
			const scale = Math.max(1, timeoutScale);
			let sent = 0;
			let steady = false;
			for (const [index, { script, name, events, firstRefused }] of TRIALS.entries()) {
				await context.trying(name);
				native.scriptAsync(scriptFor(context, script));
				const { calls } = native.asyncCounters();
				const count = () => native.asyncCounters().calls - calls;
				await plugin.setAsyncHandler(state, 'set');
				if (index === 0) await read();
				const enough = await until(() => count() >= events, PATIENCE_MS * scale);
				if (index === 0) steady = enough;
				// A plugin that sends seldom has not shown that it would go on.
				const ended =
					steady && count() === firstRefused && !(await until(() => count() > firstRefused, LONGER_MS * scale));
				await plugin.setAsyncHandler(state, 'reset');
				if (ended) findings.push(endedBy(name));
				if (!enough && sent > 0 && count() === 0) findings.push(silentWhen(name, sent));
				sent += count();
			}
			return judged(firstOfEach(findings), `${sent} events under ${TRIALS.length} behaviours of the handler`);
		});
	},
});

const call = 'plugin_set_async_event_handler';
const expected = 'the producer goes on with the next event';

function endedBy(name: string): FindingDraft {
	return {
		severity: 'warning',
		message: 'the producer ends with the first event that is refused',
		call,
		expected,
		observed: `no event after the first failure when ${name}, and at least ${TRIALS[0].events} when ${TRIALS[0].name}`,
	};
}

function silentWhen(name: string, sent: number): FindingDraft {
	return {
		severity: 'warning',
		message: `no async event comes any more when ${name}`,
		call,
		expected,
		observed: `${sent} events before, none then`,
	};
}
