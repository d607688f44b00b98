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
import { type HostMessage, type HostTask, parseHostMessage } from '../../harness/protocol/messages.ts';
import { CannotRunError } from '../errors.ts';
import { deadlineOf } from './deadlines.ts';
import type { HostEnd, ThreadStack } from './host-end.ts';
import { OutputCapture } from './output-capture.ts';
import { explainFault, stackOf } from './symbolise.ts';

export interface HostOptions {
	/** Multiplies every deadline. */
	timeoutScale: number;
	onMessage: (message: HostMessage) => void;
	signal?: AbortSignal;
	/** A debugger and its arguments: the host then runs under it in the foreground, on the user's terminal. */
	debugger?: readonly [string, ...string[]];
}

/** A child process in which plugins run, whatever it is asked to do. */
export interface ChildSpec<Message extends { readonly kind: string }> {
	/** The module that it runs. It says `ready` to be given its task, and `done` before it ends itself. */
	entry: string;
	task: object;
	/** The plugins in it, for the names in stacks. */
	libraries: readonly string[];
	/** Accepts a message, which comes from a process with foreign code in it; undefined for what is not sound. */
	parse: (value: unknown) => Message | undefined;
	onMessage: (message: Message, reply: Reply) => void;
	/** Multiplies every deadline. */
	timeoutScale: number;
	/** Ends the child at once, or, with `interrupt`, in order. */
	signal?: AbortSignal;
	/** Asks the child to end by itself when the signal is aborted; it is killed only where a call does not come back. */
	interrupt?: (reply: Reply) => void;
	debugger?: readonly [string, ...string[]];
}

/** Sends something to the child; nothing happens when it has ended. */
export type Reply = (message: object) => void;

/** How often the breadcrumb is looked at. A hang is told at most this much late. */
const WATCH_MS = 50;
/** A child that makes no call for this long, and says nothing, is stuck in our own code. */
const SILENCE_MS = 120_000;
/** Time that threads have to write their stacks down before the group is killed. */
const STACKS_MS = 1_500;
/** A process that left the group may hold the output streams; after this long they are read no further. */
const STREAMS_MS = 2_000;
/** A host that said `done` ends itself at once; more than this means that the plugin keeps it. */
const FAREWELL_MS = 3_000;

/** The host's entry: what was built from it as one file, or the sources where those are what runs. */
const HOST_ENTRY = fileURLToPath(
	new URL(`../../harness/host${import.meta.url.endsWith('.ts') ? '.ts' : '.bundle.js'}`, import.meta.url),
);

/**
 * Runs a child to its end. The child is a process group of its own, shares only a page of memory and an IPC channel
 * with this process, and is killed with everything that it started when a call does not come back in time.
 */
export async function runChildProcess<Message extends { readonly kind: string }>(
	spec: ChildSpec<Message>,
): Promise<HostEnd> {
	if (spec.signal?.aborted) return { kind: 'interrupted', output: { stdout: '', stderr: '' } };
	const page = openPage();
	try {
		return await watch(startHost(page, spec), page, spec);
	} finally {
		closeSync(page);
	}
}

/** Runs one host of checks (harness/host.ts) to its end. */
export function runHost(task: HostTask, options: HostOptions): Promise<HostEnd> {
	return runChildProcess({
		entry: HOST_ENTRY,
		task,
		libraries: [task.library],
		parse: parseHostMessage,
		...options,
	});
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

function startHost(
	page: number,
	{ entry, debugger: wrapper }: Pick<HostOptions, 'debugger'> & { entry: string },
): ChildProcess {
	const { NODE_OPTIONS: _ignored, ...environment } = process.env;
	const env = { ...environment, GOTRACEBACK: 'all', RUST_BACKTRACE: '1' };
	const host = [process.execPath, '--no-warnings', entry] as const;
	if (wrapper) {
		const [program, ...args] = wrapper;
		return spawn(program, [...args, ...host], { stdio: ['inherit', 'inherit', 'inherit', 'ipc', page], env });
	}
	const [program, ...args] = host;
	return spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe', 'ipc', page], detached: true, env });
}

function watch<Message extends { readonly kind: string }>(
	child: ChildProcess,
	page: number,
	options: ChildSpec<Message>,
): Promise<HostEnd> {
	const stdout = child.stdout && new OutputCapture(child.stdout);
	const stderr = child.stderr && new OutputCapture(child.stderr);
	const output = () => ({ stdout: stdout?.text() ?? '', stderr: stderr?.text() ?? '' });
	let done = false;
	let interrupted = false;
	let hung: HungCall | undefined;
	let lastSign = Date.now();
	let lastSequence = -1n;

	const reply: Reply = (message) => {
		lastSign = Date.now();
		if (child.connected) child.send(message, () => {});
	};
	const onAbort = () => {
		if (options.interrupt) {
			options.interrupt(reply);
			return;
		}
		interrupted = true;
		killGroup(child);
	};
	options.signal?.addEventListener('abort', onAbort, { once: true });

	child.on('message', (value) => {
		lastSign = Date.now();
		const message = options.parse(value);
		if (!message) return;
		if (message.kind === 'ready') {
			reply(options.task);
			// The user may have interrupted while it started.
			if (options.signal?.aborted) onAbort();
		}
		if (message.kind === 'done') {
			done = true;
			setTimeout(() => killGroup(child), FAREWELL_MS).unref();
		}
		options.onMessage(message, reply);
	});

	const timer = setInterval(() => {
		if (hung || done || options.debugger) return;
		const crumb = pluginCrumb(readPage(page));
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

	return new Promise((resolve, reject) => {
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
			if (interrupted) resolve({ kind: 'interrupted', output: output() });
			else if (hung) resolve({ ...hung, kind: 'hung', stacks: hangStacks(state, options.libraries), output: output() });
			else if (done) resolve({ kind: 'completed', output: output() });
			else if (signal) resolve(crashed(state, signal, options.libraries, output()));
			else resolve({ kind: 'exited', code: code ?? 0, call: pluginCrumb(state)?.call ?? null, output: output() });
		});
	});
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
	output: HostEnd['output'],
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
		output,
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
