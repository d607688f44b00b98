import { describe, expect, it } from 'vitest';
import { falcoBehaviour } from '../../../src/falco/behaviour.ts';
import { discoverPlugin } from '../../../src/inspect/discover-plugin.ts';
import { loadPlugins } from '../../../src/run/loading/load-plugins.ts';
import { sourcesOf } from '../../../src/run/loading/sources.ts';
import { buildEvents, counted, eventsPlugin, eventsSource, planOf, ran, rule, rulesWork } from './events-plan.ts';

// What batched extraction takes for granted (facts on the engine, section 7.2), each with a plugin that breaks it.

const CONDITIONS = [
	'e.name = name3 and e.tail startswith tail',
	'e.kind = rare and e.odd contains odd',
	'e.arg[left] startswith left and e.arg[right] startswith right',
	'e.odd exists',
	'e.tail exists',
	'e.words in (w1, v2, w4)',
	'e.num < 50 and e.addr = 10.0.0.7',
];
const EVENTS = '5000';
const EXPECTED = [714, 125, 5000, 5000, 5000, 2, 1];

async function answers(flags: Readonly<Record<string, string | number>>, conditions = CONDITIONS) {
	return counted(eventsSource(await buildEvents(flags), EVENTS), conditions);
}

describe('extraction of several fields in one call', () => {
	it('says nothing of a plugin that can do it, even where a value changes with every call', async () => {
		const { counts, run } = await answers({}, [...CONDITIONS, 'e.calls > 0']);
		expect(counts).toEqual([...EXPECTED, 5000]);
		expect(run.warnings).toEqual([]);
	});

	it('never asks for one field id twice in a call (plugin-sdk-go keeps results by field id)', async () => {
		const { counts, run } = await answers({ BY_FIELD_ID: 1 });
		expect(counts).toEqual(EXPECTED);
		expect(run.warnings).toEqual([]);
	});

	it('copies results before the next call can overwrite them', async () => {
		const { counts, run } = await answers({ SCRIBBLES: 1 });
		expect(counts).toEqual(EXPECTED);
		expect(run.warnings).toEqual([]);
	});

	it('finds a plugin that keeps one buffer for all results, and asks it for one field a call', async () => {
		const { counts, run } = await answers({ SHARED_BUFFER: 0 });
		expect(counts).toEqual(EXPECTED);
		expect(run.warnings).toEqual([
			expect.stringMatching(/^extract_fields gives another value of e\.\w+ .* one field a call/),
		]);
	});

	it('finds it where it begins in the middle of the stream', async () => {
		const { counts, run } = await answers({ SHARED_BUFFER: 3000 });
		expect(counts).toEqual(EXPECTED);
		expect(run.warnings).toHaveLength(1);
	});

	it('asks a plugin whose SDK gives memory back too early for one field a call from the start', async () => {
		const library = await buildEvents({ RUST: 1 });
		const [loaded] = await loadPlugins(
			[{ name: 'events', library, initConfig: '', openParams: '', place: 'here' }],
			falcoBehaviour(),
			discoverPlugin,
		);
		if (loaded === undefined) throw new Error('no plugin');
		const found = sourcesOf([loaded], () => {})[0];
		if (found === undefined) throw new Error('no source');
		const { counts, run } = await counted({ ...found, openParams: EVENTS }, CONDITIONS);
		expect(counts).toEqual(EXPECTED);
		expect(run.warnings).toEqual([]);
	});

	it('still has all other fields where one fails, and what comes after it', async () => {
		const { counts, run } = await answers({ ODD_FAILS: 1 });
		expect(counts).toEqual([714, 125, 5000, 2500, 5000, 2, 1]);
		expect(run.warnings).toEqual([]);
	});

	it('asks for what outputs read while the batch of the event is still the last one', async () => {
		const source = eventsSource(await buildEvents({ FORGETS: 1 }), '200');
		const { lines } = await ran(planOf([source], rulesWork(rule('rare', 'e.kind = rare', '%e.tail'))));
		expect(lines.map((line) => line.slice(line.indexOf('Warning ') + 8))).toEqual([
			'tail0',
			'tail40',
			'tail80',
			'tail120',
			'tail160',
		]);
	});

	it('has no values for events that all fields fail for', async () => {
		const { counts } = await answers({ ODD_EVENTS_FAIL: 1 });
		expect(counts).toEqual([357, 125, 2500, 2500, 2500, 1, 0]);
	});
});

describe('the order of calls', () => {
	it('is that of Falco where a plugin parses: an event is done with before the next one is parsed', async () => {
		const library = await buildEvents({ PARSES: 1 });
		const source = eventsSource(library, '200', { plugins: [eventsPlugin(library, { parses: true })] });
		const text = rule('rare', 'e.kind = rare', '%e.num %e.parsed');
		const { lines } = await ran(planOf([source], rulesWork(text)));
		expect(lines.map((line) => line.slice(line.indexOf('Warning ') + 8))).toEqual([
			'0 1',
			'40 41',
			'80 81',
			'120 121',
			'160 161',
		]);
	});
});
