import { PAYLOAD_OFFSET, UINT64_MAX } from './enums.ts';
import { ASYNC_EVENT, lengthWidthOf, PLUGIN_EVENT } from './event-types.ts';

/** Bytes of the packed header: timestamp, thread ID, length, type, number of parameters. */
export const EVENT_HEADER_SIZE = 26;

/** An event block taken apart. Parameters are views of the block's bytes. */
export interface Event {
	/** Nanoseconds since 1970; `UINT64_MAX` lets the host stamp the event. */
	ts: bigint;
	/** Thread ID, `UINT64_MAX` for none. */
	tid: bigint;
	type: number;
	params: readonly Uint8Array[];
}

/** What is wrong with an event block; sizes in bytes. */
export type EventFault =
	/** Fewer bytes than a header has. */
	| { fault: 'no-header'; available: number }
	/** The `len` word says less than header and length words need. */
	| { fault: 'len-too-small'; len: number; needed: number }
	/** The `len` word reaches past the bytes at hand. */
	| { fault: 'len-past-end'; len: number; available: number }
	/** The length words name more parameter bytes than `len` leaves. */
	| { fault: 'params-past-len'; param: number; needed: number; len: number };

export type DecodedEvent =
	| {
			ok: true;
			event: Event /** Bytes of the whole block. */;
			len: number /** Bytes after the last parameter. */;
			slack: number;
	  }
	| ({ ok: false } & EventFault);

/** Encodes an event block, with length words as wide as the type's are. */
export function encodeEvent({ ts, tid, type, params }: Event): Uint8Array<ArrayBuffer> {
	const width = lengthWidthOf(type);
	const dataStart = EVENT_HEADER_SIZE + width * params.length;
	const bytes = new Uint8Array(params.reduce((length, param) => length + param.length, dataStart));
	const view = new DataView(bytes.buffer);
	view.setBigUint64(0, ts, true);
	view.setBigUint64(8, tid, true);
	view.setUint32(16, bytes.length, true);
	view.setUint16(20, type, true);
	view.setUint32(22, params.length, true);
	let at = dataStart;
	for (const [i, param] of params.entries()) {
		const word = EVENT_HEADER_SIZE + width * i;
		if (width === 4) view.setUint32(word, param.length, true);
		else if (param.length <= 0xffff) view.setUint16(word, param.length, true);
		else throw new RangeError(`a parameter of event type ${type} has at most 65535 bytes, not ${param.length}`);
		bytes.set(param, at);
		at += param.length;
	}
	return bytes;
}

/**
 * Takes the event block at the start of `bytes` apart. Never throws and reads nothing past `bytes`, whatever they are.
 * Falco decodes an inconsistent block to no parameters and throws (libs 0.24 and later); earlier ones read out of bounds.
 *
 * @param lengthWidth bytes of a length word; those of the type where nothing is said
 */
export function decodeEvent(bytes: Uint8Array, lengthWidth?: 2 | 4): DecodedEvent {
	const available = bytes.length;
	if (available < EVENT_HEADER_SIZE) return { ok: false, fault: 'no-header', available };
	const view = new DataView(bytes.buffer, bytes.byteOffset, available);
	const len = view.getUint32(16, true);
	const type = view.getUint16(20, true);
	const count = view.getUint32(22, true);
	const width = lengthWidth ?? lengthWidthOf(type);
	const needed = EVENT_HEADER_SIZE + width * count;
	if (len < needed) return { ok: false, fault: 'len-too-small', len, needed };
	if (len > available) return { ok: false, fault: 'len-past-end', len, available };
	const params: Uint8Array[] = [];
	let at = needed;
	for (let i = 0; i < count; i++) {
		const word = EVENT_HEADER_SIZE + width * i;
		const size = width === 4 ? view.getUint32(word, true) : view.getUint16(word, true);
		if (at + size > len) return { ok: false, fault: 'params-past-len', param: i, needed: at + size, len };
		params.push(bytes.subarray(at, at + size));
		at += size;
	}
	const event = { ts: view.getBigUint64(0, true), tid: view.getBigUint64(8, true), type, params };
	return { ok: true, event, len, slack: len - at };
}

function uint32Bytes(value: number): Uint8Array {
	const bytes = new Uint8Array(4);
	new DataView(bytes.buffer).setUint32(0, value, true);
	return bytes;
}

export interface PluginEvent {
	ts: bigint;
	/** Plugin ID; 0 for "the host fills it in". */
	id: number;
	payload: Uint8Array;
}

/** Encodes a plugin event (type 322); without a timestamp the host stamps it. */
export function encodePluginEvent({
	ts = UINT64_MAX,
	id = 0,
	payload,
}: Partial<PluginEvent> & Pick<PluginEvent, 'payload'>) {
	return encodeEvent({ ts, tid: UINT64_MAX, type: PLUGIN_EVENT, params: [uint32Bytes(id), payload] });
}

export interface AsyncEvent {
	ts: bigint;
	tid: bigint;
	/** ID of the plugin whose event source is open; the host writes it. */
	id: number;
	/** As in `get_async_events`. */
	name: string;
	data: Uint8Array;
}

/** Encodes an async event (type 402); without a timestamp the host stamps it. */
export function encodeAsyncEvent({
	ts = UINT64_MAX,
	tid = UINT64_MAX,
	id = 0,
	name,
	data,
}: Partial<AsyncEvent> & Pick<AsyncEvent, 'name' | 'data'>) {
	const text = new TextEncoder().encode(`${name}\0`);
	return encodeEvent({ ts, tid, type: ASYNC_EVENT, params: [uint32Bytes(id), text, data] });
}

/** What keeps a well-formed event from being a plugin event or an async event. */
export type MessageFault =
	| { fault: 'wrong-type'; type: number }
	| { fault: 'wrong-params'; params: number }
	| { fault: 'wrong-id-length'; length: number }
	/** The name of an async event has no terminator at its end, or one before. */
	| { fault: 'unterminated-name' };

function idOf(event: Event, type: number, params: number): { ok: true; id: number } | ({ ok: false } & MessageFault) {
	if (event.type !== type) return { ok: false, fault: 'wrong-type', type: event.type };
	if (event.params.length !== params) return { ok: false, fault: 'wrong-params', params: event.params.length };
	const id = event.params[0] ?? new Uint8Array();
	if (id.length !== 4) return { ok: false, fault: 'wrong-id-length', length: id.length };
	return { ok: true, id: new DataView(id.buffer, id.byteOffset, 4).getUint32(0, true) };
}

/** Reads a decoded event as a plugin event, as strictly as Falco (`parsers.cpp:set_event_source`). */
export function pluginEventOf(event: Event): ({ ok: true } & PluginEvent) | ({ ok: false } & MessageFault) {
	const read = idOf(event, PLUGIN_EVENT, 2);
	if (!read.ok) return read;
	return { ok: true, ts: event.ts, id: read.id, payload: event.params[1] ?? new Uint8Array() };
}

/** Reads a decoded event as an async event, as strictly as Falco (`plugin.cpp:handle_plugin_async_event`). */
export function asyncEventOf(event: Event): ({ ok: true } & AsyncEvent) | ({ ok: false } & MessageFault) {
	const read = idOf(event, ASYNC_EVENT, 3);
	if (!read.ok) return read;
	const [, text = new Uint8Array(), data = new Uint8Array()] = event.params;
	if (text.length === 0 || text.indexOf(0) !== text.length - 1) return { ok: false, fault: 'unterminated-name' };
	const name = new TextDecoder().decode(text.subarray(0, -1));
	return { ok: true, ts: event.ts, tid: event.tid, id: read.id, name, data };
}

/** Bytes of a plugin event with a payload of this length. */
export function pluginEventSize(payloadLength: number): number {
	return PAYLOAD_OFFSET + payloadLength;
}
