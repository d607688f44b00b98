import { beforeEach, describe, expect, it } from 'vitest';
import { Arena } from '../../../../harness/memory/arena.ts';
import { NativeHost } from '../../../../harness/native/native-host.ts';
import { Owner } from '../../../../harness/native/owner.ts';
import { type FieldRequest, Pump, type PumpOptions } from '../../../../harness/native/pump.ts';
import { loaded } from './loaded.ts';

const host = NativeHost.start();
const owner = new Owner();
const arena = new Arena(4096);
const source = arena.text('example').address;
const name = arena.text('example.count').address;
const extractInput = arena.allocate(80).address;

let library: ReturnType<typeof loaded>;
/** Each test has a library of its own, with counters that start at zero. */
beforeEach(() => {
	library = loaded('source');
});

function pump(options: Partial<PumpOptions> & { nextBatch?: bigint } = {}): Pump {
	return new Pump({
		state: 0n,
		instance: 0n,
		nextBatch: library.address('next_batch'),
		pluginId: 999,
		eventSource: source,
		owner: owner.address,
		...options,
	});
}

const request: FieldRequest = {
	fieldId: 0,
	field: name,
	argKey: 0n,
	argIndex: 0xffffffffffffffffn,
	argPresent: false,
	type: 8,
	isList: false,
};

describe('the pump', () => {
	it('counts events, bytes and batches up to the end, with the events that come with it', async () => {
		expect(await pump().run(host.thread, {})).toMatchObject({
			stop: 'eof',
			rc: 2,
			calls: 3,
			batches: 3,
			events: 10,
			bytes: 430,
			batchMin: 2,
			batchMax: 4,
		});
	});

	it('delivers the old batch again when the end leaves the count as it was, as Falco does', async () => {
		const result = await pump({ nextBatch: library.address('replays') }).run(host.thread, {});
		expect(result).toMatchObject({ stop: 'eof', events: 8, batches: 2 });
	});

	it('stops after the events asked for, and goes on from there', async () => {
		const running = pump();
		expect(await running.run(host.thread, { events: 3 })).toMatchObject({ stop: 'events', events: 3 });
		expect((await running.run(host.thread, { events: 2 })).stop).toBe('events');
	});

	it('stops where timeouts follow one another', async () => {
		const running = pump({ nextBatch: library.address('timeouts') });
		expect(await running.run(host.thread, { idle: 5 })).toMatchObject({ stop: 'idle', timeouts: 5, rc: -1 });
		expect((await running.run(host.thread, { nanoseconds: 1_000_000 })).stop).toBe('time');
	});

	it('stops at what Falco takes for an error', async () => {
		const empty = await pump({ nextBatch: library.address('empty') }).run(host.thread, {});
		expect(empty.stop).toBe('empty-success');
		library.word('own_id').setUint32(0, 7, true);
		expect(await pump().run(host.thread, {})).toMatchObject({ stop: 'malformed-event', badIndex: 0, events: 0 });
	});

	it('hands events to parsing and then to extraction as Falco patches them', async () => {
		const running = pump({
			parse: { parseEvent: library.address('parse_event'), input: 0n },
			extract: {
				extractFields: library.address('extract_fields'),
				input: extractInput,
				requests: [request, request, request],
				fieldsPerCall: 2,
			},
			samples: { of: 'extract_fields', every: 5, capacity: 100 },
		});
		const result = await running.run(host.thread, {});
		expect(result).toMatchObject({ events: 10, extractCalls: 20, values: 30, refused: 0, parseFailures: 0 });
		expect(result.samples).toHaveLength(4);
		expect(library.word('extracted').getBigUint64(0, true)).toBe(30n);
		expect(library.word('order_faults').getBigUint64(0, true)).toBe(0n);
	});
});
