import { beforeEach, describe, expect, it, vi } from 'vitest';
import { NativeHost } from '../../../../harness/native/native-host.ts';
import { Owner, ownerCallbacks } from '../../../../harness/native/owner.ts';
import { tableVtables } from '../../../../harness/native/table-registry.ts';
import { type CallName, callId } from '../../../../harness/protocol/call-ids.ts';
import { loaded } from './loaded.ts';

const host = NativeHost.start();
const plugin = loaded('owner');
const owner = new Owner();
const registry = owner.createTables();
const threads = registry.addThreads();
const callbacks = ownerCallbacks();
const vtables = tableVtables();

function give(symbol: string, address: bigint): void {
	plugin.word(symbol).setBigUint64(0, address, true);
}
give('R', vtables.readerExt);
give('W', vtables.writerExt);
give('F', vtables.fieldsExt);
give('owner', owner.address);
give('get_table', callbacks.getTable);
give('add_table', callbacks.addTable);
give('log_fn', callbacks.log);
give('handler', callbacks.asyncHandler);

async function during(call: CallName, symbol: string): Promise<number> {
	const result = await host.thread.call(callId(call), plugin.address(symbol));
	owner.endCall();
	return Number(BigInt.asIntN(64, result));
}
const kinds = () => host.violations().map(({ kind }) => kind);

beforeEach(async () => {
	await during('init', 'look_up');
	threads.entry(7).set('comm', 'cat');
	threads.entry(7).set('tid', 7);
	host.violations();
});

describe('state tables', () => {
	it('are looked up, and fields added, as libsinsp allows', async () => {
		expect(await during('init', 'look_up')).toBe(1);
		expect(kinds()).toEqual([]);
	});

	it('are read in extract_fields and written in parse_event', async () => {
		expect(await during('extract_fields', 'read_comm')).toBe(3);
		expect(await during('parse_event', 'write_mine')).toBe(42);
		expect(threads.find(8)?.get('mine')).toBe(42n);
		expect(await during('extract_fields', 'sum_tids')).toBe(7);
		expect(await during('extract_fields', 'sub_table')).toBe(0);
		expect(kinds()).toEqual([]);
		expect(registry.held).toBe(0);
	});

	it('tell entries that were kept and entries that were never added', async () => {
		await during('parse_event', 'keeps_entry');
		expect(kinds().sort()).toEqual(['entry-never-added', 'entry-not-released']);
		expect(registry.held).toBe(0);
	});

	it('tell a second release from a use after release', async () => {
		expect(await during('extract_fields', 'releases_twice')).toBe(1);
		expect(kinds()).toEqual(['entry-released-twice', 'entry-used-after-release']);
	});

	it('survive wild pointers', async () => {
		expect(await during('parse_event', 'wild_pointers')).toBe(1);
		expect(kinds()).toEqual([
			'unknown-table',
			'null-argument',
			'unreadable-argument',
			'unknown-entry',
			'unknown-field',
			'unwritable-argument',
			'write-to-read-only-field',
		]);
	});

	it('refuse a thread of the plugin', async () => {
		expect(await during('parse_event', 'foreign_thread')).toBe(-1);
		expect(host.violations()).toMatchObject([{ kind: 'foreign-thread', ownThread: false, call: 'parse_event' }]);
	});

	it('say when a function is used in a call that does not have it', async () => {
		await during('extract_fields', 'write_mine');
		await during('extract_fields', 'look_up');
		expect(new Set(kinds())).toEqual(new Set(['out-of-phase']));
	});

	it('take a table of the plugin, and refuse one with inconsistent functions', async () => {
		expect(await during('init', 'register_table')).toBe(0);
		expect(registry.pluginTable('own')).toMatchObject({ table: plugin.address('own') });
		expect(await during('init', 'register_broken_table')).toBe(1);
		expect(host.violations()).toMatchObject([
			{ kind: 'bad-table-input', text: 'broken or inconsistent reader vtables' },
		]);
		expect(registry.pluginTable('broken')).toBeUndefined();
		expect(registry.pluginTable('threads')).toBeUndefined();
	});

	it('have a name that outlives init', async () => {
		expect(await during('init', 'register_name_on_stack')).toBe(0);
		expect(host.violations()).toMatchObject(
			expect.arrayContaining([expect.objectContaining({ kind: 'table-name-not-kept', text: 'on stack' })]),
		);
		expect(await during('init', 'register_name_that_changes')).toBe(0);
		expect(host.violations()).toMatchObject([{ kind: 'table-name-not-kept', text: 'short' }]);
		expect(await during('init', 'register_unnamed_table')).toBe(1);
		expect(kinds()).toEqual(['bad-table-input']);
	});

	it('lose their entries when the host clears them', async () => {
		expect(threads.size).toBeGreaterThan(0);
		threads.clear();
		expect(threads.size).toBe(0);
		expect(threads.find(7)).toBeUndefined();
	});
});

describe('the log', () => {
	it('keeps what was said and judges how', async () => {
		await during('init', 'logs');
		expect(host.logs()).toMatchObject([
			{ component: { kind: 'null' }, message: { kind: 'text', latin1: 'hello' }, severity: 6, call: 'init' },
			{ component: { latin1: 'part' }, message: { kind: 'fault' }, severity: 9 },
			{ message: { kind: 'null' } },
		]);
		expect(kinds()).toEqual(['bad-log-severity', 'unreadable-argument', 'wrong-owner', 'null-argument']);
	});
});

describe('the async handler', () => {
	it('takes a good event and copies it', async () => {
		owner.scriptAsync({ names: ['tick'], tidUnset: true });
		owner.armAsync();
		expect(await during('set_async_event_handler', 'good_event')).toBe(0);
		const [event] = host.asyncEvents();
		expect(event).toMatchObject({ channel: 'handler', faults: [], result: 0, lengths: [4, 5, 3], length: 50 });
		expect(Buffer.from(event?.event.subarray(42) ?? []).toString('latin1')).toBe('tick\0xyz');
		expect(kinds()).toEqual([]);
	});

	it('refuses what Falco refuses, and says why', async () => {
		expect(await during('set_async_event_handler', 'bad_events')).toBe(4);
		expect(host.asyncEvents().map(({ faults }) => faults)).toEqual([
			['unknown-name'],
			['tid'],
			['lengths'],
			['unreadable'],
		]);
		expect(kinds()).toEqual(['async-name-unknown', 'async-tid-set', 'bad-async-event', 'unreadable-argument']);
	});

	it('fails as scripted, with an error text that fills the whole buffer that the API promises', async () => {
		owner.scriptAsync({ answer: { kind: 'fail-every', n: 1 } });
		expect(await during('set_async_event_handler', 'good_event')).toBe(100 + 1023);
		expect(kinds()).toEqual([]);
	});

	it('counts what it fails from when it was told to', async () => {
		for (let script = 0; script < 2; script++) {
			owner.scriptAsync({ answer: { kind: 'fail-first', n: 1 } });
			expect(await during('set_async_event_handler', 'good_event')).toBe(100 + 1023);
			expect(await during('set_async_event_handler', 'good_event')).toBe(0);
		}
		owner.scriptAsync({});
		kinds();
	});

	it('keeps a thread of the plugin until it lets go, and never a thread of the host', async () => {
		owner.holdAsync();
		expect(await during('set_async_event_handler', 'good_event')).toBe(0);
		await during('set_async_event_handler', 'start_sender');
		const joined = during('set_async_event_handler', 'join_sender');
		await vi.waitUntil(() => owner.asyncCounters().held === 1);
		owner.letAsyncGo();
		await joined;
		expect(owner.asyncCounters()).toMatchObject({ held: 0, inside: 0 });
	});

	it('counts calls after it was reset', async () => {
		owner.disarmAsync();
		await during('set_async_event_handler', 'good_event');
		expect(kinds()).toEqual(['handler-after-reset']);
		expect(owner.asyncCounters()).toMatchObject({ afterReset: 1, inside: 0 });
	});
});
