import { type CallName, callName } from '../protocol/call-ids.ts';
import { NATIVE_LAYOUT as AT } from './layout.ts';
import type { Address } from './library.ts';
import { type RingRecord, textAt } from './ring-reader.ts';

/** What a plugin did to its owner that no host allows; in the order of `enum nh_violation_kind`, from 1 on. */
export const VIOLATION_KINDS = [
	'wrong-owner',
	'null-argument',
	'unreadable-argument',
	'unwritable-argument',
	'unterminated-text',
	'out-of-phase',
	'foreign-thread',
	'unknown-table',
	'unknown-field',
	'unknown-entry',
	'field-of-other-table',
	'entry-of-other-table',
	'entry-released-twice',
	'entry-used-after-release',
	'entry-not-released',
	'entry-never-added',
	'entry-added-twice',
	'write-to-read-only-field',
	'wrong-type',
	'bad-table-input',
	'bad-log-severity',
	'handler-after-reset',
	'bad-async-event',
	'async-name-unknown',
	'async-tid-set',
	'unknown-routine',
	'table-name-not-kept',
] as const;
export type ViolationKind = (typeof VIOLATION_KINDS)[number];

/** Who called, and during which call of the host. */
export interface Caller {
	/** The call under way on that thread; for a thread of the plugin, on the plugin thread. */
	call: CallName | undefined;
	tid: number;
	/** False for a thread that the plugin made itself. */
	ownThread: boolean;
}

export interface Violation extends Caller {
	kind: ViolationKind;
	/** Two numbers that say more: an address, a wrong type and the right one. Which ones depends on the kind. */
	details: readonly [bigint, bigint];
	/** Which function of the owner, which argument, or which table. */
	text: string;
}

/** A text that the plugin handed in: what could be read of it, and why not all. */
export type HandedText = { kind: 'text' | 'cut' | 'fault'; latin1: string } | { kind: 'null' };

export interface LogRecord extends Caller {
	/** Nanoseconds of CLOCK_MONOTONIC. */
	at: bigint;
	owner: Address;
	component: HandedText;
	message: HandedText;
	/** 1 fatal to 8 trace; as the plugin gave it. */
	severity: number;
}

/** What is wrong with an async event, by bit. */
export const ASYNC_FAULTS = [
	'unreadable',
	'type',
	'nparams',
	'lengths',
	'unterminated-name',
	'unknown-name',
	'tid',
	'owner',
	'reset',
	'null-err',
	'future',
] as const;
export type AsyncFault = (typeof ASYNC_FAULTS)[number];

export interface AsyncEventRecord extends Caller {
	at: bigint;
	owner: Address;
	/** Whether it came through the handler of set_async_event_handler or that of dump_state. */
	channel: 'handler' | 'dump';
	faults: readonly AsyncFault[];
	/** What the handler answered: 0 SUCCESS, 1 FAILURE. */
	result: number;
	ts: bigint;
	eventTid: bigint;
	/** Length of the whole event as its header says. */
	length: number;
	type: number;
	nparams: number;
	pluginId: number;
	/** The three length words; zeros where the event was too broken to have them. */
	lengths: readonly [number, number, number];
	/** The bytes of the event, at most the first 4096. */
	event: Uint8Array;
}

const NO_SLOT = 0xffffffff;

function callerAt(record: RingRecord, call: number, tid: number, slot: number): Caller {
	const { view, at } = record;
	return {
		call: callName(view.getUint32(at + call, true)),
		tid: view.getUint32(at + tid, true),
		ownThread: view.getUint32(at + slot, true) !== NO_SLOT,
	};
}

export function decodeViolation(record: RingRecord): Violation {
	const { view, at } = record;
	const details = at + AT['violation.details'];
	return {
		...callerAt(record, AT['violation.call'], AT['violation.tid'], AT['violation.slot']),
		kind: VIOLATION_KINDS[view.getUint32(at + AT['violation.kind'], true) - 1] ?? 'wrong-owner',
		details: [view.getBigUint64(details, true), view.getBigUint64(details + 8, true)],
		text: textAt(record, AT['violation.text'], 96),
	};
}

function handedText(record: RingRecord, lengthAt: number, textOffset: number, capacity: number): HandedText {
	const length = record.view.getInt32(record.at + lengthAt, true);
	if (length === -1) return { kind: 'null' };
	const kind = length >= 0 ? 'text' : length === -2 ? 'fault' : 'cut';
	return { kind, latin1: textAt(record, textOffset, capacity) };
}

export function decodeLog(record: RingRecord): LogRecord {
	const { view, at } = record;
	return {
		...callerAt(record, AT['log.call'], AT['log.tid'], AT['log.slot']),
		at: view.getBigUint64(at + AT['log.time'], true),
		owner: view.getBigUint64(at + AT['log.owner'], true),
		component: handedText(record, AT['log.componentLength'], AT['log.component'], 64),
		message: handedText(record, AT['log.messageLength'], AT['log.message'], 1024),
		severity: view.getInt32(at + AT['log.severity'], true),
	};
}

export function decodeAsyncEvent(record: RingRecord): AsyncEventRecord {
	const { view, at } = record;
	const u32 = (offset: number) => view.getUint32(at + offset, true);
	const faults = u32(AT['async.faults']);
	const event = new Uint8Array(view.buffer, view.byteOffset + at + AT['async.event'], u32(AT['async.copied']));
	const lengths = AT['async.lengths'];
	return {
		...callerAt(record, AT['async.call'], AT['async.tid'], AT['async.slot']),
		at: view.getBigUint64(at + AT['async.time'], true),
		owner: view.getBigUint64(at + AT['async.owner'], true),
		channel: u32(AT['async.channel']) === 0 ? 'handler' : 'dump',
		faults: ASYNC_FAULTS.filter((_, bit) => (faults & (1 << bit)) !== 0),
		result: view.getInt32(at + AT['async.result'], true),
		ts: view.getBigUint64(at + AT['async.ts'], true),
		eventTid: view.getBigUint64(at + AT['async.eventTid'], true),
		length: u32(AT['async.length']),
		type: u32(AT['async.type']),
		nparams: u32(AT['async.nparams']),
		pluginId: u32(AT['async.pluginId']),
		lengths: [u32(lengths), u32(lengths + 4), u32(lengths + 8)],
		event: event.slice(),
	};
}
