import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { buildPlugin } from '../../plugins/build.ts';
import { CAPABILITY_SETS } from '../../plugins/good/variants.ts';
import { buildEvents, counted, eventsPlugin, eventsSource, planOf, probeWork, ran } from './events-plan.ts';

describe('a plugin that sends async events into the stream of another', () => {
	it('has them between the events, without a plugin name and with numbers of their own', async () => {
		const good = CAPABILITY_SETS.find(({ name }) => name === 'async');
		if (good === undefined) throw new Error('no such plugin');
		// Stamped by the host, so that the async ones are not later than all of them.
		const library = await buildEvents({ 'TIME(n)': '((void)(n),UINT64_MAX)' });
		const sender = { library: await buildPlugin(good), name: 'good', initConfig: '{}', fields: [] };
		const source = eventsSource(library, '', {
			plugins: [eventsPlugin(library), eventsPlugin(library, { ...sender, sendsAsync: true })],
		});
		const conditions = [
			'evt.is_async = true',
			'evt.asynctype = tick',
			'evt.is_async = true and (evt.pluginname exists or e.num exists)',
			'evt.is_async = false and not evt.pluginname exists',
			'evt.num > 0',
		];
		const { messages } = await ran(planOf([source], probeWork(conditions), { seconds: 0.5 }));
		const [results] = messages.flatMap((message) => (message.kind === 'probe-results' ? [message.results] : []));
		const [asyncs = 0, ticks, strange, nameless, all = 0] = (results ?? []).map((result) =>
			result.kind === 'matches' ? result.matches : -1,
		);
		expect(asyncs).toBeGreaterThan(0);
		expect(all).toBeGreaterThan(asyncs);
		expect([ticks, strange, nameless]).toEqual([asyncs, 0, 0]);
	});

	it('may send events as large as Falco takes them', async () => {
		const events = await buildEvents({ 'TIME(n)': '((void)(n),UINT64_MAX)' });
		const source = fileURLToPath(new URL('../../plugins/events/large-async.c', import.meta.url));
		const library = await buildPlugin({ name: 'large-async', source });
		const sender = {
			library,
			name: 'large_async',
			initConfig: '',
			fields: [],
			parses: false,
			sendsAsync: true,
			extracts: 'several-fields-a-call' as const,
		};
		const run = await ran(
			planOf(
				[eventsSource(events, '', { plugins: [eventsPlugin(events), sender] })],
				probeWork(['evt.asynctype = large'], ['%evt.asynctype %evt.num']),
				{ seconds: 0.5 },
			),
		);
		const [results] = run.messages.flatMap((message) => (message.kind === 'probe-results' ? [message.results] : []));
		expect(results).toMatchObject([{ matches: 3 }, { kind: 'lines' }]);
		expect(run.warnings).toEqual([]);
	});

	it('is asked for none where the plan has none', async () => {
		const { counts } = await counted(eventsSource(await buildEvents(), '10'), ['evt.is_async = true']);
		expect(counts).toEqual([0]);
	});
});
