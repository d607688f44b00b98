import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UINT64_MAX } from '../../../../harness/abi/enums.ts';
import {
	asyncEventOf,
	decodeEvent,
	type Event,
	encodeAsyncEvent,
	encodeEvent,
	encodePluginEvent,
	pluginEventOf,
	pluginEventSize,
} from '../../../../harness/abi/event.ts';
import { linesOfC } from './c-compiler.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const anyEvent: fc.Arbitrary<Event> = fc.record({
	ts: fc.bigInt({ min: 0n, max: UINT64_MAX }),
	tid: fc.bigInt({ min: 0n, max: UINT64_MAX }),
	type: fc.oneof(fc.nat(0xffff), fc.constantFrom(322, 324, 402)),
	params: fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 8 }),
});

describe('encoding', () => {
	it('writes the plugin event that the SDKs write', () => {
		expect(hex(encodePluginEvent({ id: 999, payload: utf8('hello') }))).toBe(
			`${'ff'.repeat(16)}2b00000042010200000004000000 05000000e7030000 68656c6c6f`.replaceAll(' ', ''),
		);
	});

	it('writes the async event that the SDKs write', () => {
		expect(hex(encodeAsyncEvent({ name: 'tick', data: utf8('xyz') }))).toBe(
			`${'ff'.repeat(16)}320000009201030000000400000005000000030000000000000074 69636b0078797a`.replaceAll(' ', ''),
		);
	});

	it('writes what the functions of the C header write', () => {
		const program = `#include <stdio.h>
#include <falco_plugin.h>
static void print(const unsigned char *at, size_t n) {
	while (n--) printf("%02x", *at++);
	printf("\\n");
}
int main(void) {
	char buf[128];
	memcpy(falco_plugin_event_begin(buf, 7, 5), "hello", 5);
	print((unsigned char *)buf, falco_plugin_event_size(5));
	falco_async_event_write(buf, "tick", "xyz", 3);
	print((unsigned char *)buf, falco_async_event_size("tick", 3));
}
`;
		expect(linesOfC(program)).toEqual([
			hex(encodePluginEvent({ ts: 7n, payload: utf8('hello') })),
			hex(encodeAsyncEvent({ name: 'tick', data: utf8('xyz') })),
		]);
	});

	it('refuses a parameter that a 2-byte length cannot tell', () => {
		const params = [new Uint8Array(0x10000)];
		expect(() => encodeEvent({ ts: 0n, tid: 0n, type: 5, params })).toThrow(RangeError);
		expect(pluginEventSize(0x10000)).toBe(encodePluginEvent({ payload: new Uint8Array(0x10000) }).length);
	});
});

describe('decoding', () => {
	it('gives back what was encoded, and counts bytes after the last parameter', () => {
		fc.assert(
			fc.property(anyEvent, fc.nat(10), (event, more) => {
				const block = encodeEvent(event);
				const bytes = new Uint8Array(block.length + more);
				bytes.set(block);
				expect(decodeEvent(bytes)).toEqual({ ok: true, event, len: block.length, slack: 0 });
				new DataView(bytes.buffer).setUint32(16, bytes.length, true);
				expect(decodeEvent(bytes)).toEqual({ ok: true, event, len: bytes.length, slack: more });
			}),
		);
	});

	it('never throws and never leaves the bytes, whatever they are', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 120 }), fc.nat(30), fc.nat(6), (bytes, len, params) => {
				if (bytes.length >= 26) {
					const view = new DataView(bytes.buffer, bytes.byteOffset);
					view.setUint32(16, bytes.length - len + 15, true);
					if (params < 6) view.setUint32(22, params, true);
				}
				const decoded = decodeEvent(bytes);
				if (!decoded.ok) return;
				const used = decoded.event.params.reduce((sum, param) => sum + param.length, 0);
				expect(used + decoded.slack).toBeLessThanOrEqual(bytes.length - 26);
				for (const read of [pluginEventOf, asyncEventOf]) expect(typeof read(decoded.event).ok).toBe('boolean');
			}),
		);
	});

	it('never takes a cut event for a whole one', () => {
		fc.assert(
			fc.property(anyEvent, fc.nat(), (event, cut) => {
				const block = encodeEvent(event);
				expect(decodeEvent(block.subarray(0, cut % block.length)).ok).toBe(false);
			}),
		);
	});

	const block = () => encodePluginEvent({ payload: utf8('hello') });
	const edited = (edit: (view: DataView) => void) => {
		const bytes = block();
		edit(new DataView(bytes.buffer));
		return decodeEvent(bytes);
	};

	it('says what is wrong', () => {
		expect(decodeEvent(block().subarray(0, 25))).toEqual({ ok: false, fault: 'no-header', available: 25 });
		expect(edited((v) => v.setUint32(16, 30, true))).toEqual({
			ok: false,
			fault: 'len-too-small',
			len: 30,
			needed: 34,
		});
		expect(edited((v) => v.setUint32(16, 44, true))).toEqual({
			ok: false,
			fault: 'len-past-end',
			len: 44,
			available: 43,
		});
		expect(edited((v) => v.setUint32(22, 0xffff_ffff, true))).toMatchObject({ ok: false, fault: 'len-too-small' });
		expect(edited((v) => v.setUint32(30, 0xffff_fff0, true))).toMatchObject({ fault: 'params-past-len', param: 1 });
	});

	it('tells why an event is not a plugin event or an async event', () => {
		const event = (type: number, ...params: Uint8Array[]): Event => ({ ts: 0n, tid: 0n, type, params });
		const id = new Uint8Array([1, 0, 0, 0]);
		expect(pluginEventOf(event(5))).toEqual({ ok: false, fault: 'wrong-type', type: 5 });
		expect(pluginEventOf(event(322, id))).toEqual({ ok: false, fault: 'wrong-params', params: 1 });
		expect(pluginEventOf(event(322, utf8('abc'), id))).toEqual({ ok: false, fault: 'wrong-id-length', length: 3 });
		expect(pluginEventOf(event(322, id, id))).toMatchObject({ ok: true, id: 1 });
		expect(asyncEventOf(event(402, id, utf8('tick'), id))).toEqual({ ok: false, fault: 'unterminated-name' });
		expect(asyncEventOf(event(402, id, utf8('a\0b\0'), id))).toEqual({ ok: false, fault: 'unterminated-name' });
		expect(asyncEventOf(event(402, id, utf8('tick\0'), id))).toMatchObject({ ok: true, name: 'tick', id: 1 });
	});
});
