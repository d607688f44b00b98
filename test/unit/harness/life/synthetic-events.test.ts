import { describe, expect, it } from 'vitest';
import { decodeEvent } from '../../../../harness/abi/event.ts';
import { ASYNC_EVENT, EVENT_TYPES, PLUGIN_EVENT } from '../../../../harness/abi/event-types.ts';
import { syntheticEvents } from '../../../../harness/life/synthetic-events.ts';
import type { EventTypesReading } from '../../../../harness/record.ts';

const listed = (...types: number[]): EventTypesReading => ({
	count: { written: true, value: types.length },
	array: 4096n,
	types,
	readable: types.length,
});

function decoded(source: string, ...lists: (EventTypesReading | null)[]) {
	return syntheticEvents(source, lists).map((bytes) => {
		const reading = decodeEvent(Buffer.from(bytes));
		if (!reading.ok) throw new Error('a synthetic event is malformed');
		return reading.event;
	});
}

describe('events for a plugin without a source', () => {
	it('are plugin events with different payloads where the source is no system calls', () => {
		const events = decoded('k8s_audit', null, null);
		expect(events.map(({ type }) => type)).toEqual(events.map(() => PLUGIN_EVENT));
		expect(new Set(events.map(({ params }) => Buffer.from(params[1] ?? []).toString())).size).toBe(events.length);
		expect(JSON.parse(Buffer.from(events[0]?.params[1] ?? []).toString())).toMatchObject({ name: 'synthetic' });
	});

	it('are exits of usual system calls where it is and no types are asked for', () => {
		const names = decoded('syscall', null, null).map(({ type }) => EVENT_TYPES[type]?.name);
		expect(names).toEqual(expect.arrayContaining(['execve', 'openat', 'close']));
		expect(names.length).toBeLessThan(30);
	});

	it('are of the types that extraction and parsing ask for, and have as many parameters as the type', () => {
		const events = decoded('syscall', listed(3, 293), listed(5, 3));
		expect(events.map(({ type }) => type)).toEqual([3, 5, 293]);
		for (const { type, params } of events) expect(params).toHaveLength(EVENT_TYPES[type]?.params.length ?? -1);
	});

	it('are async events too where those are asked for', () => {
		expect(decoded('syscall', listed(ASYNC_EVENT)).map(({ type }) => type)).toEqual([ASYNC_EVENT]);
		expect(decoded('other', listed(ASYNC_EVENT), null).map(({ type }) => type)).toEqual([ASYNC_EVENT]);
	});

	it('leave out types that no event has', () => {
		expect(decoded('syscall', listed(60_000, 3)).map(({ type }) => type)).toEqual([3]);
	});
});
