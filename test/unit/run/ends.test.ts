import { describe, expect, it } from 'vitest';
import { buildEvents, eventsPlugin, eventsSource, planOf, probeWork, ran, rule, rulesWork } from './events-plan.ts';

const ALL = rule('all', 'e.num >= 0', 'n=%e.num') + rule('other', 'e.num >= 0', 'm=%e.num', 'other_src');

/** A second source beside the first, with the same plugin under another name. */
async function otherSource(events: string) {
	const library = await buildEvents({ NAME: '"other"', SOURCE: '"other_src"' });
	return eventsSource(library, events, { name: 'other_src', plugins: [eventsPlugin(library, { name: 'other' })] });
}

async function endsOf(flags: Readonly<Record<string, string | number>>) {
	const library = await buildEvents(flags);
	const plan = planOf([eventsSource(library, '1000'), await otherSource('100')], rulesWork(ALL));
	return ran({ ...plan, timeoutScale: 0.2 });
}

describe('the end of a source', () => {
	it('by a crash names the call and the signal, and leaves the other source running', async () => {
		const { ends, lines, messages } = await endsOf({ FATE_AT: 500, FATE: '*(volatile int *)0=1' });
		expect(ends.map(({ how }) => how)).toEqual(['crash', 'eof']);
		expect(ends[0]?.message).toBe('the plugin died of SIGSEGV in plugin_next_batch');
		expect(ends[0]?.evidence).toContain('plugin_next_batch');
		expect(lines.filter((line) => line.includes('m='))).toHaveLength(100);
		expect(messages.filter(({ kind }) => kind === 'summary')).toHaveLength(2);
		expect(messages.at(-1)?.kind).toBe('source-ended');
	});

	it('by an exit of its own says so', async () => {
		const { ends } = await endsOf({ FATE_AT: 500, FATE: 'exit(7)' });
		expect(ends[0]).toMatchObject({
			how: 'exit',
			message: 'the plugin ended the process in plugin_next_batch with exit code 7',
		});
	});

	it('by a call that does not come back is told with its stack', async () => {
		const { ends } = await endsOf({ FATE_AT: 500, FATE: 'for(;;)' });
		expect(ends.map(({ how }) => how)).toEqual(['hang', 'eof']);
		expect(ends[0]?.message).toMatch(/^no return in plugin_next_batch for \d/);
	});

	it.each([
		['a crash', 'crash', '*(volatile int *)0=1'],
		['an exit', 'exit', 'exit(7)'],
		['a hang', 'hang', 'for(;;)'],
	] as const)('by %s comes after the alerts of every event before it, and their number', async (_, how, fate) => {
		const { ends, lines, messages } = await endsOf({ FATE_AT: 500, FATE: fate });
		expect(ends[0]?.how).toBe(how);
		// The batches before the one that was never given.
		expect(lines.filter((line) => line.includes('n=')).at(-1)).toMatch(/n=495$/);
		const summary = messages.find((message) => message.kind === 'summary' && message.source === 'events_src');
		expect(summary).toMatchObject({ events: 496, alerts: [{ rule: 'all', count: 496 }] });
	});

	it('by a crash comes after what conditions and formats had come to', async () => {
		const library = await buildEvents({ FATE_AT: 500, FATE: '*(volatile int *)0=1' });
		const plan = planOf([eventsSource(library, '')], probeWork(['e.even = true', 'e.nope = 1'], ['%e.num']));
		const { messages } = await ran(plan);
		const results = messages.flatMap((message) => (message.kind === 'probe-results' ? message.results : []));
		expect(results).toMatchObject([{ matches: 248 }, { kind: 'condition-error' }, { kind: 'lines' }]);
		expect(results[2]).toMatchObject({ lines: expect.objectContaining({ length: 496 }) });
		expect(messages.slice(-2)).toMatchObject([
			{ kind: 'summary', events: 496 },
			{ kind: 'source-ended', how: 'crash' },
		]);
	});

	it('without a chance to say anything still comes with the number of events, and an answer for each condition', async () => {
		const library = await buildEvents({ FATE_AT: 500, FATE: '_exit(3)', BATCH: 1 });
		const { messages } = await ran(planOf([eventsSource(library, '')], probeWork(['e.even = true', 'e.nope = 1'])));
		const results = messages.flatMap((message) => (message.kind === 'probe-results' ? message.results : []));
		expect(results).toMatchObject([{ kind: 'matches' }, { kind: 'condition-error' }]);
		expect(messages.slice(-2)).toMatchObject([
			{ kind: 'summary', events: 500 },
			{ kind: 'source-ended', how: 'exit' },
		]);
	});

	it('where open is refused, is in the words of the plugin', async () => {
		const { ends } = await ran(planOf([eventsSource(await buildEvents(), 'refuse')], probeWork([])));
		expect(ends).toMatchObject([
			{ how: 'failure', message: "unable to open plugin source 'events_src': nothing to open" },
		]);
	});

	it('where the library does not load, says why', async () => {
		const { ends } = await ran(planOf([eventsSource('/nowhere/lib.so', '')], probeWork([])));
		expect(ends[0]?.how).toBe('failure');
		expect(ends[0]?.message).toMatch(/^cannot load plugin \/nowhere\/lib.so: /);
	});

	it('comes after the events asked for, or after their time', async () => {
		const source = eventsSource(await buildEvents(), '');
		const byEvents = await ran(planOf([source], rulesWork(ALL), { events: 777 }));
		expect(byEvents.ends[0]?.how).toBe('limit');
		expect(byEvents.lines).toHaveLength(777);
		// One event a millisecond.
		const bySeconds = await ran(planOf([source], rulesWork(ALL), { seconds: 0.5 }));
		expect(bySeconds.lines).toHaveLength(500);
	});

	it('by an interrupt comes after all that was read is told', async () => {
		const interrupt = new AbortController();
		const source = eventsSource(await buildEvents(), '');
		let alerts = 0;
		const { ends, messages, lines } = await ran(planOf([source], rulesWork(ALL)), interrupt.signal, (message) => {
			if (message.kind === 'alerts') alerts += message.alerts.length;
			if (alerts > 5000) interrupt.abort();
		});
		expect(ends).toMatchObject([{ how: 'interrupted', message: '' }]);
		const summary = messages.find(({ kind }) => kind === 'summary');
		expect(summary).toMatchObject({ events: lines.length, alerts: [{ rule: 'all', count: lines.length }] });
	});

	it('before it began is an interrupt too', async () => {
		const { ends } = await ran(planOf([eventsSource(await buildEvents(), '')], rulesWork(ALL)), AbortSignal.abort());
		expect(ends[0]?.how).toBe('interrupted');
	});
});

describe('the receiver of messages', () => {
	it('ends the run with what it throws', async () => {
		const source = eventsSource(await buildEvents(), '3000');
		const plan = planOf([source], rulesWork(ALL));
		await expect(
			ran(plan, undefined, (message) => {
				if (message.kind === 'alerts') throw new Error('disk full');
			}),
		).rejects.toThrow('disk full');
	});
});
