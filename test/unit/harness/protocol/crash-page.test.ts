import koffi from 'koffi';
import { describe, expect, it } from 'vitest';
import { API_FUNCTION_NAMES } from '../../../../harness/abi/symbols.ts';
import { COLUMNS_LAYOUT } from '../../../../harness/native/columns-layout.ts';
import { hostLibrary } from '../../../../harness/native/host-library.ts';
import { NATIVE_LAYOUT } from '../../../../harness/native/layout.ts';
import { VIOLATION_KINDS } from '../../../../harness/native/records.ts';
import {
	type CallName,
	CRASH_PAGE_BYTES,
	CRASH_PAGE_LAYOUT,
	callId,
	callName,
	explainAddress,
	type GuardedRange,
	HOST_CALLS,
	type HostCall,
	readCrashPage,
} from '../../../../harness/protocol/crash-page.ts';

describe('the layout of the page', () => {
	it('is that of the native host', () => {
		const library = hostLibrary();
		const count = library.nh_layout_count();
		const rows = new DataView(koffi.view(library.nh_layout_rows(), count * 48));
		const native = Object.fromEntries(
			Array.from({ length: count }, (_, i) => {
				const name = Buffer.from(rows.buffer, i * 48, 40).toString('latin1');
				return [name.slice(0, name.indexOf('\0')), rows.getUint32(i * 48 + 40, true)];
			}),
		);
		const calls = Object.entries(native).filter(([name]) => name.startsWith('call.'));
		const others = Object.entries(native).filter(([name]) => !name.startsWith('call.'));
		expect(Object.fromEntries(others)).toEqual({
			...CRASH_PAGE_LAYOUT,
			...NATIVE_LAYOUT,
			...COLUMNS_LAYOUT,
			'violation.kinds': VIOLATION_KINDS.length + 1,
		});
		expect(calls.map(([name, id]) => [name, id])).toEqual(
			calls.map(([name]) => [name, callId(name.slice(5) as CallName)]),
		);
	});
});

describe('call ids', () => {
	it('go back to their names, and leave 0 for none', () => {
		const names = [...API_FUNCTION_NAMES, ...(Object.keys(HOST_CALLS) as HostCall[])];
		expect(names.map((name) => callName(callId(name)))).toEqual(names);
		expect(new Set(names.map(callId)).size).toBe(names.length);
		expect(callName(0)).toBeUndefined();
		expect(API_FUNCTION_NAMES.length).toBeLessThan(64);
	});
});

describe('readCrashPage', () => {
	it('says that a page nobody mapped is not started', () => {
		expect(readCrashPage(new Uint8Array(CRASH_PAGE_BYTES))).toMatchObject({ started: false, breadcrumbs: [] });
	});

	it('bounds the counts of a page that was scribbled over', () => {
		const bytes = new Uint8Array(CRASH_PAGE_BYTES).fill(0xff);
		const view = new DataView(bytes.buffer);
		view.setBigUint64(0, 0x31454741504b504cn, true);
		view.setUint32(8, 1, true);
		const page = readCrashPage(bytes);
		expect(page.crash?.frames.length).toBe(64);
		expect(page.hang?.threads.length).toBe(64);
		expect(page.guards).toEqual([]);
	});
});

describe('explainAddress', () => {
	const guards: GuardedRange[] = [
		{ start: 0x1000n, end: 0x1020n, state: 'read-only', label: 'the event' },
		{ start: 0x90000n, end: 0x90010n, state: 'revoked', label: 'init config' },
	];
	it.each([
		[0x1004n, 'byte 4 of the event, which is read-only'],
		[0x1020n, '1 byte past the end of the event'],
		[0x1022n, '3 bytes past the end of the event'],
		[0xffen, '2 bytes before the start of the event'],
		[0x90002n, 'byte 2 of init config, which is no longer valid'],
	])('%i', (address, text) => {
		expect(explainAddress(guards, address)).toBe(text);
	});

	it('says nothing of an address that is near none', () => {
		expect(explainAddress(guards, 0x4000000n)).toBeUndefined();
	});
});
