import { describe, expect, it } from 'vitest';
import { buildEvents, counted, eventsSource, planOf, ran, rule, rulesWork } from './events-plan.ts';

const library = await buildEvents();

describe('conditions on the events of a plugin', () => {
	it('count the events that match, of every kind of field', async () => {
		const { counts, run } = await counted(eventsSource(library, '5000'), [
			'e.name = name3',
			'e.kind = rare',
			'e.num < 100',
			'e.even = true',
			'e.addr = 10.0.0.7',
			'e.words in (w1, w4)',
			'e.words intersects (v2)',
			'e.digits intersects (5)',
			'e.arg[left] = "left=12" or e.arg[right] = "right=13"',
			'e.words exists',
			'evt.num <= 10',
			'evt.source = events_src and evt.pluginname = events',
			'evt.plugininfo = "event 77"',
			'e.nothing = 1',
			'e.num =',
		]);
		expect(run.ends).toMatchObject([{ how: 'eof', message: '' }]);
		expect(counts.slice(0, 13)).toEqual([714, 125, 100, 2500, 20, 2, 1, 2, 2, 3333, 10, 5000, 1]);
		expect(counts[13]).toMatch(/nonexistent field/);
		expect(counts[14]).toEqual(expect.any(String));
	});
});

describe('rules on the events of a plugin', () => {
	it('alert in the order of events, with the fields of the output', async () => {
		const text = rule('rare', 'e.kind = rare and e.even = true', 'n=%e.num %e.name %e.tail %evt.plugininfo %e.digits');
		const { lines, ends, messages } = await ran(planOf([eventsSource(library, '100')], rulesWork(text)));
		expect(lines).toEqual([
			'22:13:20.000000000: Warning n=0 name0 tail0 event 0 <NA>',
			'22:13:20.040000000: Warning n=40 name5 tail40 event 40 <NA>',
			'22:13:20.080000000: Warning n=80 name3 tail80 event 80 <NA>',
		]);
		expect(ends[0]?.how).toBe('eof');
		expect(messages).toContainEqual({
			kind: 'summary',
			source: 'events_src',
			events: 100,
			alerts: [{ rule: 'rare', priority: 'Warning', count: 3 }],
			coverage: null,
		});
	});
});
