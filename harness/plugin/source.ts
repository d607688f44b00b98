import { textBytes } from '../memory/input-placement.ts';
import { intOutput, pointerOutput } from '../memory/outputs.ts';
import { readMemory, readPointerArray } from '../memory/safe-read.ts';
import type { ReturnedText } from '../protocol/returned-text.ts';
import type { BatchReading, EventReading, OpenReading, WrittenInt } from '../record.ts';
import { lastError } from './init.ts';
import { asInt, type Plugin } from './plugin.ts';
import { textAt } from './texts.ts';

const HEADER_SIZE = 26;
/** Larger counts than this are not followed: no plugin has such batches, and the array is probed only so far. */
const MAX_BATCH = 65_536;
/** Longest event that is copied; a live event has no limit but its 32-bit length. */
const MAX_EVENT = 64 * 1024 * 1024;

/** open as Falco calls it: the result is preset to failure, the parameters are never NULL, a failure's text is asked at once. */
export async function open(plugin: Plugin, state: bigint, params: string | Uint8Array): Promise<OpenReading> {
	const reading = await openUnasked(plugin, state, params);
	const failed = reading.rc.written && reading.rc.value !== 0;
	return failed ? { ...reading, error: await lastError(plugin, state) } : reading;
}

/** open, without asking for the text of a failure. */
export async function openUnasked(plugin: Plugin, state: bigint, params: string | Uint8Array): Promise<OpenReading> {
	const { arena, inputs } = plugin.surroundings;
	const mark = arena.mark();
	const text = inputs.place(textBytes(params), 'open parameters');
	const rc = intOutput(arena, 'rc');
	const instance = await plugin.invoke('open', [state, text.address, rc.address]);
	const written = plugin.stored('open', rc);
	text.release();
	arena.reset(mark);
	return { rc: written, instance, error: null };
}

/** close; the instance may be NULL, after a failed open (`scap_source_plugin` closes what open returned). */
export async function close(plugin: Plugin, state: bigint, instance: bigint): Promise<void> {
	await plugin.invoke('close', [state, instance]);
}

/** One next_batch with poisoned outputs, and a safe copy of everything that came back. */
export async function nextBatch(plugin: Plugin, state: bigint, instance: bigint): Promise<BatchReading> {
	const { arena } = plugin.surroundings;
	const mark = arena.mark();
	const count = intOutput(arena, 'count');
	const events = pointerOutput(arena);
	const start = process.hrtime.bigint();
	const rc = asInt(await plugin.invoke('next_batch', [state, instance, count.address, events.address]));
	const elapsedNs = process.hrtime.bigint() - start;
	const written = plugin.stored('next_batch', count);
	const stored = events.read();
	arena.reset(mark);
	const arrayWritten = stored !== undefined;
	const array = stored ?? 0n;
	const wanted = written.written ? written.value >>> 0 : 0;
	const reading = { rc, count: unsigned(written), arrayWritten, array, elapsedNs };
	if (wanted === 0 || !arrayWritten) return { ...reading, arrayUnreadable: null, events: [] };
	const { kind, pointers } = readPointerArray(array, Math.min(wanted, MAX_BATCH));
	// What is found by a count that is wrong is no event, and not worth a second finding.
	if (kind === 'fault') return { ...reading, arrayUnreadable: { readable: pointers.length }, events: [] };
	return { ...reading, arrayUnreadable: null, events: pointers.map(readEvent) };
}

function unsigned(value: WrittenInt): WrittenInt {
	return value.written ? { written: true, value: value.value >>> 0 } : value;
}

/** Copies an event of a plugin: header first, then as many bytes as the header says. */
export function readEvent(address: bigint): EventReading {
	if (address === 0n) return { kind: 'null' };
	const header = readMemory(address, HEADER_SIZE);
	if (header.kind === 'fault') return { kind: 'unreadable', address, readable: header.bytes.length };
	const headerBytes = Buffer.from(header.bytes.buffer, header.bytes.byteOffset, HEADER_SIZE);
	const length = headerBytes.readUInt32LE(16);
	if (length < HEADER_SIZE || length > MAX_EVENT) return { kind: 'event', address, bytes: headerBytes };
	const whole = readMemory(address, length);
	if (whole.kind === 'fault') return { kind: 'unreadable', address, readable: whole.bytes.length };
	return { kind: 'event', address, bytes: Buffer.from(whole.bytes.buffer, whole.bytes.byteOffset, length) };
}

export async function listOpenParams(
	plugin: Plugin,
	state: bigint,
): Promise<{ rc: WrittenInt; text: ReturnedText } | null> {
	// Falco does not ask a plugin that returned no state.
	if (!plugin.exports('list_open_params') || state === 0n) return null;
	const { arena } = plugin.surroundings;
	const mark = arena.mark();
	const rc = intOutput(arena, 'rc');
	const text = textAt(await plugin.invoke('list_open_params', [state, rc.address]));
	const written = plugin.stored('list_open_params', rc);
	arena.reset(mark);
	return { rc: written, text };
}

export async function getProgress(
	plugin: Plugin,
	state: bigint,
	instance: bigint,
): Promise<{ percent: WrittenInt; text: ReturnedText } | null> {
	if (!plugin.exports('get_progress')) return null;
	const { arena } = plugin.surroundings;
	const mark = arena.mark();
	const percent = intOutput(arena, 'progress');
	const text = textAt(await plugin.invoke('get_progress', [state, instance, percent.address]));
	const written = unsigned(plugin.stored('get_progress', percent));
	arena.reset(mark);
	return { percent: written, text };
}
