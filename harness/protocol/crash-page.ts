import { type CallName, callName } from './call-ids.ts';
import type { GuardedRange, GuardState } from './guarded-range.ts';

/**
 * The memory that a host child shares with its parent (fd 4): what call is under way, how it crashed, where each thread
 * hangs, and what the guarded memory holds. Written by the native host (`harness/native/page.h`), read by the parent.
 * Offsets in bytes; little-endian; times in nanoseconds of CLOCK_MONOTONIC, as `process.hrtime.bigint()` gives them.
 */
export const CRASH_PAGE_LAYOUT = {
	page: 344064,
	'page.magic': 0,
	'page.version': 8,
	'page.pid': 12,
	'page.crumbs': 64,
	'page.crash': 4096,
	'page.hang': 8192,
	'page.guards': 40960,
	'page.mapsLength': 81920,
	'page.mapsTruncated': 81924,
	'page.maps': 81928,
	crumbs: 32,
	crumb: 64,
	'crumb.time': 0,
	'crumb.call': 8,
	'crumb.tid': 12,
	'crumb.sequence': 16,
	'crumb.lastCall': 24,
	'crumb.inUse': 28,
	'crumb.name': 32,
	'crumb.events': 48,
	'crash.state': 0,
	'crash.signal': 4,
	'crash.code': 8,
	'crash.tid': 12,
	'crash.address': 16,
	'crash.pc': 24,
	'crash.sp': 32,
	'crash.slot': 40,
	'crash.call': 44,
	'crash.sender': 48,
	'crash.frameCount': 52,
	'crash.name': 56,
	'crash.time': 72,
	'crash.frames': 80,
	'crash.maxFrames': 64,
	'hang.state': 0,
	'hang.threadCount': 4,
	'hang.answered': 8,
	'hang.threadsLeftOut': 12,
	'hang.threads': 16,
	'hang.maxThreads': 64,
	hangThread: 288,
	'hangThread.tid': 0,
	'hangThread.state': 4,
	'hangThread.frameCount': 8,
	'hangThread.call': 12,
	'hangThread.name': 16,
	'hangThread.frames': 32,
	'hangThread.maxFrames': 32,
	guards: 512,
	guard: 72,
	'guard.start': 0,
	'guard.end': 8,
	'guard.state': 16,
	'guard.label': 24,
} as const;

const AT = CRASH_PAGE_LAYOUT;

/** Size of the shared memory: what the parent makes the file of fd 4, and the child maps. */
export const CRASH_PAGE_BYTES: number = CRASH_PAGE_LAYOUT.page;
const MAGIC = 0x31454741504b504cn;
const VERSION = 1;

/**
 * The signal on which every thread of a child writes its frames into the page; `process.kill(pid, HANG_SIGNAL)`.
 * A real-time signal, away from those that C libraries and the Go runtime use themselves (32 to 34).
 */
export const HANG_SIGNAL = 44;

/** A thread of the host, and what it is at. */
export interface Breadcrumb {
	slot: number;
	thread: string;
	tid: number;
	/** The call under way; undefined between calls. */
	call: CallName | undefined;
	/** The call begun last, whether it came back or not. */
	lastCall: CallName | undefined;
	/** When it began. */
	startedAt: bigint;
	/** How many calls the thread has begun. */
	sequence: bigint;
	/** Events that a native loop on this thread has delivered, batch by batch. */
	events: number;
}

export interface CrashRecord {
	signal: number;
	/** si_code: what kind of fault (SEGV_MAPERR 1, SEGV_ACCERR 2 ...); zero or less when the signal was sent. */
	code: number;
	tid: number;
	thread: string;
	/** The thread is the plugin thread or another that executes posted calls; false for one that the plugin made. */
	ownThread: boolean;
	/** The call under way on that thread, or, for a thread of the plugin, on the plugin thread. */
	call: CallName | undefined;
	/** Memory that could not be accessed; 0 for a signal that was sent. */
	address: bigint;
	pc: bigint;
	sp: bigint;
	/** Process that sent the signal; 0 for a fault. */
	sender: number;
	at: bigint;
	/** Innermost first: the program counter, then return addresses (look them up at one less). At most 64. */
	frames: readonly bigint[];
	/** False when the recorder itself was cut short: frames or maps may be missing. */
	complete: boolean;
}

export interface HangThread {
	tid: number;
	thread: string;
	call: CallName | undefined;
	/** `asked`: has not answered yet; `blocked`: blocks the signal; `faulted`: its stack could not be read. */
	state: 'done' | 'asked' | 'dumping' | 'faulted' | 'blocked';
	frames: readonly bigint[];
}

export interface HangRecord {
	threads: readonly HangThread[];
	/** Threads beyond the room of the page. */
	leftOut: number;
	/** True when all threads were asked and all that can have answered; until then it pays to wait a little. */
	complete: boolean;
}

export interface CrashPage {
	/** False until the child has mapped the page. */
	started: boolean;
	pid: number;
	breadcrumbs: readonly Breadcrumb[];
	crash: CrashRecord | undefined;
	hang: HangRecord | undefined;
	guards: readonly GuardedRange[];
	/** Text of /proc/self/maps at the crash or hang; empty before. */
	maps: string;
	mapsTruncated: boolean;
}

class Reader {
	readonly #view: DataView;
	readonly #bytes: Uint8Array;

	constructor(bytes: Uint8Array) {
		this.#bytes = bytes;
		this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	}

	u32(at: number): number {
		return this.#view.getUint32(at, true);
	}

	i32(at: number): number {
		return this.#view.getInt32(at, true);
	}

	u64(at: number): bigint {
		return this.#view.getBigUint64(at, true);
	}

	u64s(at: number, count: number): bigint[] {
		return Array.from({ length: count }, (_, i) => this.u64(at + 8 * i));
	}

	text(at: number, capacity: number): string {
		const bytes = this.#bytes.subarray(at, at + capacity);
		const end = bytes.indexOf(0);
		return Buffer.from(end < 0 ? bytes : bytes.subarray(0, end)).toString('latin1');
	}
}

function readBreadcrumbs(page: Reader): Breadcrumb[] {
	const found: Breadcrumb[] = [];
	for (let slot = 0; slot < AT.crumbs; slot++) {
		const at = AT['page.crumbs'] + slot * AT.crumb;
		if (page.u32(at + AT['crumb.inUse']) === 0) continue;
		found.push({
			slot,
			thread: page.text(at + AT['crumb.name'], 16),
			tid: page.u32(at + AT['crumb.tid']),
			call: callName(page.u32(at + AT['crumb.call'])),
			lastCall: callName(page.u32(at + AT['crumb.lastCall'])),
			startedAt: page.u64(at + AT['crumb.time']),
			sequence: page.u64(at + AT['crumb.sequence']),
			events: Number(page.u64(at + AT['crumb.events'])),
		});
	}
	return found;
}

/** States of the record that are worth reading: from the header on; the last one means that all is there. */
const CRASH_HEADER = 2;
const CRASH_COMPLETE = 4;
const NO_SLOT = 0xffffffff;

function readCrash(page: Reader): CrashRecord | undefined {
	const at = AT['page.crash'];
	const state = page.u32(at + AT['crash.state']);
	if (state < CRASH_HEADER) return undefined;
	const frames = Math.min(page.u32(at + AT['crash.frameCount']), AT['crash.maxFrames']);
	return {
		signal: page.i32(at + AT['crash.signal']),
		code: page.i32(at + AT['crash.code']),
		tid: page.u32(at + AT['crash.tid']),
		thread: page.text(at + AT['crash.name'], 16),
		ownThread: page.u32(at + AT['crash.slot']) !== NO_SLOT,
		call: callName(page.u32(at + AT['crash.call'])),
		address: page.u64(at + AT['crash.address']),
		pc: page.u64(at + AT['crash.pc']),
		sp: page.u64(at + AT['crash.sp']),
		sender: page.u32(at + AT['crash.sender']),
		at: page.u64(at + AT['crash.time']),
		frames: page.u64s(at + AT['crash.frames'], frames),
		complete: state === CRASH_COMPLETE,
	};
}

const HANG_STATES = ['asked', 'asked', 'dumping', 'done', 'faulted', 'blocked'] as const;

function readHang(page: Reader): HangRecord | undefined {
	const at = AT['page.hang'];
	const state = page.u32(at + AT['hang.state']);
	if (state === 0) return undefined;
	const count = Math.min(page.u32(at + AT['hang.threadCount']), AT['hang.maxThreads']);
	const threads = Array.from({ length: count }, (_, i): HangThread => {
		const thread = at + AT['hang.threads'] + i * AT.hangThread;
		const frames = Math.min(page.u32(thread + AT['hangThread.frameCount']), AT['hangThread.maxFrames']);
		return {
			tid: page.u32(thread + AT['hangThread.tid']),
			thread: page.text(thread + AT['hangThread.name'], 16),
			call: callName(page.u32(thread + AT['hangThread.call'])),
			state: HANG_STATES[page.u32(thread + AT['hangThread.state'])] ?? 'asked',
			frames: page.u64s(thread + AT['hangThread.frames'], frames),
		};
	});
	return {
		threads,
		leftOut: page.u32(at + AT['hang.threadsLeftOut']),
		complete: state === 2 && threads.every((thread) => thread.state !== 'asked' && thread.state !== 'dumping'),
	};
}

const GUARD_STATES: readonly (GuardState | undefined)[] = [undefined, 'live', 'read-only', 'revoked'];

/** The number that stands for a state of guarded memory in the page; 0 for a row that is free. */
export function guardStateCode(state: GuardState): number {
	return GUARD_STATES.indexOf(state);
}

function readGuards(page: Reader): GuardedRange[] {
	const found: GuardedRange[] = [];
	for (let row = 0; row < AT.guards; row++) {
		const at = AT['page.guards'] + row * AT.guard;
		const state = GUARD_STATES[page.u32(at + AT['guard.state'])];
		if (state === undefined) continue;
		const label = page.text(at + AT['guard.label'], 48);
		found.push({ start: page.u64(at + AT['guard.start']), end: page.u64(at + AT['guard.end']), state, label });
	}
	return found;
}

/**
 * Reads the page; never throws on what a crashing child left in it.
 *
 * @param bytes all `CRASH_PAGE_BYTES` of it
 */
export function readCrashPage(bytes: Uint8Array): CrashPage {
	const page = new Reader(bytes);
	const started = page.u64(AT['page.magic']) === MAGIC && page.u32(AT['page.version']) === VERSION;
	if (!started) {
		return {
			started,
			pid: 0,
			breadcrumbs: [],
			crash: undefined,
			hang: undefined,
			guards: [],
			maps: '',
			mapsTruncated: false,
		};
	}
	const mapsLength = Math.min(page.u32(AT['page.mapsLength']), AT.page - AT['page.maps']);
	return {
		started,
		pid: page.u32(AT['page.pid']),
		breadcrumbs: readBreadcrumbs(page),
		crash: readCrash(page),
		hang: readHang(page),
		guards: readGuards(page),
		maps: page.text(AT['page.maps'], mapsLength),
		mapsTruncated: page.u32(AT['page.mapsTruncated']) !== 0,
	};
}
