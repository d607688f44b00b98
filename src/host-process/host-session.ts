import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, constants, ftruncateSync, openSync, readSync, unlinkSync } from 'node:fs';
import { constants as osConstants } from 'node:os';
import { fileURLToPath } from 'node:url';
import {
	type Breadcrumb,
	CRASH_PAGE_BYTES,
	type CrashPage,
	HANG_SIGNAL,
	readCrashPage,
} from '../../harness/protocol/crash-page.ts';
import { CannotRunError } from '../errors.ts';
import { deadlineOf } from './deadlines.ts';
import type { HostEnd, ThreadStack } from './host-end.ts';
import { OutputCapture } from './output-capture.ts';
import { explainFault, stackOf } from './symbolise.ts';

/** The programs that run beside a plugin: one for checks, one for `run`, capture and `openPlugin`. */
const ENTRIES = {
	/** Built as one file, the other as a few: a test run starts dozens of them. */
	checks: { source: '../../harness/host.ts', built: '../../harness/host.bundle.js' },
	source: { source: '../run/source-host.ts', built: '../run/source-host.bundle/source-host.js' },
} as const;

export interface HostSessionOptions {
	entry: keyof typeof ENTRIES;
	/** Absolute paths of the plugins, by which their frames are known in stacks. */
	libraries: readonly string[];
	/** Multiplies every deadline. */
	timeoutScale: number;
	/** Whatever the child says; it shares its process with foreign code, so nothing of it is to be believed unseen. */
	onMessage: (value: unknown, session: HostSession) => void;
	/** False while the child waits for work: its silence means nothing then. */
	isBusy: () => boolean;
	signal?: AbortSignal;
	/** A debugger and its arguments: the host then runs under it in the foreground, on the user's terminal. */
	debugger?: readonly [string, ...string[]];
}

/** A running host child. */
export interface HostSession {
	send(message: object): void;
	/** The child has said its last word: it ends by itself now, or is ended. */
	farewell(): void;
	/** How it ended, with everything that it printed. Rejects only where it could not be started. */
	readonly ended: Promise<HostEnd>;
}

/** How often the breadcrumb is looked at. A hang is told at most this much late. */
const WATCH_MS = 50;
/** A child that makes no call for this long, and says nothing, is stuck in our own code. */
const SILENCE_MS = 120_000;
/** Time that threads have to write their stacks down before the group is killed. */
const STACKS_MS = 1_500;
/** A process that left the group may hold the output streams; after this long they are read no further. */
const STREAMS_MS = 2_000;
/** A host that said its last word ends itself at once; more than this means that the plugin keeps it. */
const FAREWELL_MS = 3_000;

/**
 * Starts a host child and watches it to its end. The child is a process group of its own, shares only a page of memory and an
 * IPC channel with this process, and is killed with everything that it started when a call does not come back in time.
 */
export function startHostSession(options: HostSessionOptions): HostSession {
	const page = openPage();
	try {
		const session = watch(startHost(options, page), page, options);
		const close = () => closeSync(page);
		session.ended.then(close, close);
		return session;
	} catch (error) {
		closeSync(page);
		throw error;
	}
}

/** Anonymous shared memory: a file in /dev/shm that has no name any more. */
function openPage(): number {
	const path = `/dev/shm/plugin-kit-${process.pid}-${randomBytes(8).toString('hex')}`;
	try {
		const fd = openSync(path, constants.O_RDWR | constants.O_CREAT | constants.O_EXCL, 0o600);
		unlinkSync(path);
		ftruncateSync(fd, CRASH_PAGE_BYTES);
		return fd;
	} catch (cause) {
		throw new CannotRunError('no shared memory: /dev/shm cannot be written to', ['Run plugin-kit doctor.'], { cause });
	}
}

/** The entry is what was built, or the source where that is what runs. */
function startHost({ entry, debugger: wrapper }: HostSessionOptions, page: number): ChildProcess {
	const { source, built } = ENTRIES[entry];
	const path = fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? source : built, import.meta.url));
	const { NODE_OPTIONS: _ignored, ...environment } = process.env;
	const env = { ...environment, GOTRACEBACK: 'all', RUST_BACKTRACE: '1' };
	const host = [process.execPath, '--no-warnings', path] as const;
	if (wrapper) {
		const [program, ...args] = wrapper;
		return spawn(program, [...args, ...host], { stdio: ['inherit', 'inherit', 'inherit', 'ipc', page], env });
	}
	const [program, ...args] = host;
	return spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe', 'ipc', page], detached: true, env });
}

function watch(child: ChildProcess, page: number, options: HostSessionOptions): HostSession {
	const { libraries } = options;
	const stdout = child.stdout && new OutputCapture(child.stdout);
	const stderr = child.stderr && new OutputCapture(child.stderr);
	const output = () => ({ stdout: stdout?.text() ?? '', stderr: stderr?.text() ?? '' });
	let done = false;
	let interrupted = false;
	let hung: HungCall | undefined;
	let lastSign = Date.now();
	let lastSequence = -1n;

	const onAbort = () => {
		interrupted = true;
		killGroup(child);
	};
	options.signal?.addEventListener('abort', onAbort, { once: true });

	const timer = setInterval(() => {
		if (hung || done || options.debugger) return;
		const crumb = pluginCrumb(readPage(page));
		if (!options.isBusy()) lastSign = Date.now();
		if (crumb && crumb.sequence !== lastSequence) {
			lastSequence = crumb.sequence;
			lastSign = Date.now();
		}
		const overdue = overdueCall(crumb, lastSign, options.timeoutScale);
		if (!overdue) return;
		hung = overdue;
		signalQuietly(child, HANG_SIGNAL);
		setTimeout(() => killGroup(child), STACKS_MS);
	}, WATCH_MS);

	const ended = new Promise<HostEnd>((resolve, reject) => {
		child.once('error', (error) => {
			clearInterval(timer);
			reject(new CannotRunError(`cannot start a child process: ${error.message}`));
		});
		// What the plugin started in its group must not outlive the run, nor hold the streams open.
		child.once('exit', (code, signal) => {
			killGroup(child);
			setTimeout(() => child.emit('close', code, signal), STREAMS_MS).unref();
		});
		// `close` comes after the streams have ended, so that everything that was printed is captured.
		child.once('close', (code, signal) => {
			clearInterval(timer);
			options.signal?.removeEventListener('abort', onAbort);
			const state = readPage(page);
			const seen = { output: output(), events: Math.max(0, ...state.breadcrumbs.map(({ events }) => events)) };
			if (interrupted) resolve({ kind: 'interrupted', ...seen });
			else if (hung) resolve({ ...hung, kind: 'hung', stacks: hangStacks(state, libraries), ...seen });
			else if (done) resolve({ kind: 'completed', ...seen });
			else if (signal) resolve(crashed(state, signal, libraries, seen));
			else {
				const crumb = pluginCrumb(state);
				const calls = { call: crumb?.call ?? null, lastCall: crumb?.lastCall ?? null };
				resolve({ kind: 'exited', code: code ?? 0, ...calls, ...seen });
			}
		});
	});
	const session: HostSession = {
		ended,
		send: (message) => {
			// A child that is just dying takes no message any more; its end is told by `ended`.
			if (child.connected) child.send(message, () => {});
		},
		farewell: () => {
			done = true;
			setTimeout(() => killGroup(child), FAREWELL_MS).unref();
		},
	};
	child.on('message', (value) => {
		lastSign = Date.now();
		options.onMessage(value, session);
	});
	return session;
}

interface HungCall {
	call: string | null;
	waitedMs: number;
}

/** The call that is over its deadline, or the silence that is. */
function overdueCall(crumb: Breadcrumb | undefined, lastSign: number, scale: number): HungCall | undefined {
	if (crumb?.call) {
		// A loop over many calls writes their number anew, and the time only now and then.
		const waitedMs = Math.min(Number((process.hrtime.bigint() - crumb.startedAt) / 1_000_000n), Date.now() - lastSign);
		return waitedMs > deadlineOf(crumb.call) * scale ? { call: crumb.call, waitedMs } : undefined;
	}
	const silent = Date.now() - lastSign;
	return silent > SILENCE_MS * Math.max(1, scale) ? { call: null, waitedMs: silent } : undefined;
}

function crashed(
	page: CrashPage,
	signal: NodeJS.Signals,
	libraries: readonly string[],
	seen: Pick<HostEnd, 'output' | 'events'>,
): HostEnd {
	const crumb = pluginCrumb(page);
	const { crash } = page;
	// The recorder saw another signal than the one that ended it, for instance a fault that the plugin's runtime handled.
	const recorded = crash && osConstants.signals[signal] === crash.signal ? crash : undefined;
	return {
		kind: 'crashed',
		signal,
		call: recorded ? (recorded.call ?? null) : (crumb?.call ?? null),
		lastCall: crumb?.lastCall ?? null,
		fault: recorded ? explainFault(recorded, page) : null,
		stack: recorded
			? stackOf(
					{ thread: recorded.thread, isPluginThread: recorded.ownThread, frames: recorded.frames },
					page,
					libraries,
				)
			: undefined,
		...seen,
	};
}

function hangStacks(page: CrashPage, libraries: readonly string[]): ThreadStack[] {
	return (page.hang?.threads ?? []).map(({ thread, frames, tid }) => {
		const isPluginThread = page.breadcrumbs.some((crumb) => crumb.slot > 0 && crumb.tid === tid);
		return stackOf({ thread, isPluginThread, frames }, page, libraries);
	});
}

/** The breadcrumb of the thread that calls the plugin. */
function pluginCrumb(page: CrashPage): Breadcrumb | undefined {
	const threads = page.breadcrumbs.filter(({ slot }) => slot > 0);
	return threads.find(({ call }) => call !== undefined) ?? threads[0];
}

function readPage(fd: number): CrashPage {
	const bytes = Buffer.alloc(CRASH_PAGE_BYTES);
	readSync(fd, bytes, 0, CRASH_PAGE_BYTES, 0);
	return readCrashPage(bytes);
}

/** Ends the child and everything in its process group. */
function killGroup(child: ChildProcess): void {
	if (child.pid === undefined) return;
	try {
		process.kill(-child.pid, 'SIGKILL');
	} catch {
		// The group is gone already.
	}
}

function signalQuietly(child: ChildProcess, signal: number): void {
	if (child.pid === undefined) return;
	try {
		process.kill(child.pid, signal);
	} catch {
		// It has just ended by itself.
	}
}
