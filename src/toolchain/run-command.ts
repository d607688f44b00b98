import { spawn } from 'node:child_process';

/** Of a command's output the beginning, where the first errors are, and the end are kept. */
const KEPT_HEAD = 512 * 1024;
const KEPT_TAIL = 128 * 1024;
/** How long an interrupted command may tidy up before it is killed, and its pipes may stay open after it ended. */
const GRACE_MS = 2_000;

export interface CommandOptions {
	folder: string;
	environment: NodeJS.ProcessEnv;
	/** Ends the command and everything that it started. */
	signal?: AbortSignal;
}

export interface CommandResult {
	/** Null if a signal ended it. */
	exitCode: number | null;
	exitSignal: NodeJS.Signals | null;
	/** Standard output and standard error, in the order of their arrival, bounded. */
	output: string;
	truncated: boolean;
	durationMs: number;
}

/**
 * Runs a command to its end, in a process group of its own and without standard input or a shell.
 * @throws what spawn says if it can't be started.
 */
export async function runCommand(
	[program, ...parameters]: readonly [string, ...string[]],
	{ folder, environment, signal }: CommandOptions,
): Promise<CommandResult> {
	const start = performance.now();
	const kept = new BoundedOutput();
	const child = spawn(program, parameters, {
		cwd: folder,
		env: environment,
		stdio: ['ignore', 'pipe', 'pipe'],
		detached: true,
	});
	for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => kept.add(chunk));
	const timers: NodeJS.Timeout[] = [];
	const endGroup = () => {
		killGroup(child.pid, 'SIGTERM');
		timers.push(setTimeout(() => killGroup(child.pid, 'SIGKILL'), GRACE_MS));
	};
	signal?.addEventListener('abort', endGroup, { once: true });
	if (signal?.aborted) endGroup();
	try {
		const [exitCode, exitSignal] = await new Promise<[number | null, NodeJS.Signals | null]>((done, failed) => {
			child.once('error', failed);
			child.once('close', (code, ended) => done([code, ended]));
			// Something that it left behind may hold the pipes open for ever.
			child.once('exit', (code, ended) => timers.push(setTimeout(() => done([code, ended]), GRACE_MS)));
		});
		return {
			exitCode,
			exitSignal,
			output: kept.text(),
			truncated: kept.truncated,
			durationMs: performance.now() - start,
		};
	} finally {
		signal?.removeEventListener('abort', endGroup);
		for (const timer of timers) clearTimeout(timer);
		child.stdout.destroy();
		child.stderr.destroy();
		// A build has ended when this returns: nothing of it goes on writing. An aborted one may still be tidying up.
		killGroup(child.pid, 'SIGKILL');
	}
}

function killGroup(group: number | undefined, signal: NodeJS.Signals): void {
	if (group === undefined) return;
	try {
		process.kill(-group, signal);
	} catch {
		// Nothing is left of it.
	}
}

/** The first and the last bytes of a stream. */
class BoundedOutput {
	truncated = false;
	#head: Buffer[] = [];
	#headLength = 0;
	#tail = Buffer.alloc(0);

	add(chunk: Buffer): void {
		const room = KEPT_HEAD - this.#headLength;
		this.#head.push(chunk.subarray(0, room));
		this.#headLength += Math.min(room, chunk.length);
		if (chunk.length <= room) return;
		const tail = Buffer.concat([this.#tail, chunk.subarray(room)]);
		if (tail.length > KEPT_TAIL) this.truncated = true;
		this.#tail = tail.subarray(Math.max(0, tail.length - KEPT_TAIL));
	}

	text(): string {
		const gap = this.truncated ? '\n[...]\n' : '';
		return `${Buffer.concat(this.#head)}${gap}${this.#tail}`;
	}
}
