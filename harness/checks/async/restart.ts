import { defineCheck, type LiveCheck } from '../../define-check.ts';
import type { LiveContext } from '../../live-context.ts';
import { type FindingDraft, judged } from '../../protocol/verdict.ts';
import { firstOfEach } from '../first-of-each.ts';
import { until } from '../until.ts';
import { PATIENCE_MS, scriptFor, setterFinding, withOpenState } from './with-handler.ts';

export default defineCheck<LiveCheck>({
	id: 'async.restart',
	title: 'the async handler can be set again',
	asserts:
		'Taking the handler away succeeds although none was set. Set, take away, set, take away works for one state and then for ' +
		'a second one in the same process, and events come again each time.',
	severity: 'error',
	capabilities: ['async'],
	profile: 'ci',
	stage: 'live',
	isolation: 'fresh',
	calls: ['init', 'open', 'next_batch', 'set_async_event_handler', 'close', 'destroy'],
	deadlineMs: 30_000,
	why:
		'libs sinsp.cpp:close takes the handler away at every close of a live inspector and throws on failure; Falco restarts on ' +
		'SIGHUP in the same process.',
	fix: 'Return SUCCESS where nothing runs, and keep what tells "started" in the state, not in a global.',
	async run(context) {
		const first = await produced(context, 'of the first state');
		if (first.findings.length > 0 || first.events[0] === 0) return judged(first.findings, triedText(first.events));
		const second = await produced(context, 'of a second state in the same process');
		return judged(
			firstOfEach([...second.findings, ...silence([...first.events, ...second.events])]),
			triedText(first.events),
		);
	},
});

interface Produced {
	findings: FindingDraft[];
	/** Events of each time that a handler was set. */
	events: number[];
}

const triedText = (events: readonly number[]) =>
	events[0] === 0
		? 'no event was sent, so only the results were looked at'
		: 'two states, the handler set twice on each';

async function produced(context: LiveContext, which: string): Promise<Produced> {
	const { plugin, timeoutScale } = context;
	const findings: FindingDraft[] = [];
	const events: number[] = [];
	const note = (rc: number, what: string) => {
		const finding = setterFinding(rc, `${what} ${which}`);
		if (finding) findings.push(finding);
	};
	await withOpenState(context, async (state, read) => {
		const { native } = plugin.ownerOf(state);
		native.scriptAsync(scriptFor(context));
		note(await plugin.setAsyncHandler(state, 'reset'), 'with NULL although no handler was set');
		for (const time of ['for the first time', 'for the second time']) {
			const { calls } = native.asyncCounters();
			note(await plugin.setAsyncHandler(state, 'set'), time);
			await read();
			await until(() => native.asyncCounters().calls > calls, PATIENCE_MS * Math.max(1, timeoutScale));
			note(await plugin.setAsyncHandler(state, 'reset'), `with NULL ${time}`);
			events.push(native.asyncCounters().calls - calls);
		}
		return judged([]);
	});
	return { findings, events };
}

/** Where events came at first, they have to come again. A process-wide guard is known of an official plugin: a warning. */
function silence(events: readonly number[]): FindingDraft[] {
	const names = ['', 'the second time', 'for a second state', 'the second time for a second state'];
	const index = events.findIndex((count, place) => place > 0 && count === 0);
	if (index < 0 || (events[0] ?? 0) === 0) return [];
	return [
		{
			severity: 'warning',
			message: `no async event comes when the handler is set ${names[index]}`,
			call: 'plugin_set_async_event_handler',
			expected: 'events as after the first time',
			observed: `${events.join(', ')} events`,
			fix: 'After a reload of Falco (SIGHUP) the plugin would be silent: reset what tells that it has started.',
		},
	];
}
