import { type ChildProcess, spawn } from 'node:child_process';
import { findProgram } from '../../toolchain/program.ts';
import type { ProgramOutputConfig } from '../config/model.ts';
import type { RunAlert } from '../plan.ts';
import { type AlertOutput, linesOf, type Report, reasonOf } from './alert-output.ts';

/**
 * Alerts as lines on the standard input of a program: one process an alert, or one for all with `keep_alive`. The
 * command is the author's own (falco.yaml, `-o`); what a plugin says only ever goes to its input. Whether a shell reads
 * the command, and why: docs/decisions/program-output.md.
 */
export class ProgramOutput implements AlertOutput {
	readonly name = 'program_output';
	readonly batchSize: number;
	readonly #config: ProgramOutputConfig;
	readonly #stdout: 1 | 2;
	readonly #report: Report;
	#running: Program | undefined;
	#isStale = false;

	/** @param stdout the descriptor that the program's own output goes to */
	constructor(config: ProgramOutputConfig, stdout: 1 | 2, report: Report) {
		this.#config = config;
		this.#stdout = stdout;
		this.batchSize = config.keepAlive ? 512 : 1;
		this.#report = report;
	}

	async send(alerts: readonly RunAlert[]): Promise<void> {
		if (this.#isStale) {
			this.#isStale = false;
			await this.#end();
		}
		const program = this.#running ?? new Program(this.#config.program, this.#stdout);
		this.#running = program;
		try {
			await program.write(linesOf(alerts));
		} catch (error) {
			this.#running = undefined;
			throw error;
		}
		if (!this.#config.keepAlive) await this.#end();
	}

	reopen(): void {
		this.#isStale = true;
	}

	async close(): Promise<void> {
		await this.#end();
	}

	abandon(): void {
		this.#running?.kill();
	}

	async #end(): Promise<void> {
		const program = this.#running;
		this.#running = undefined;
		const problem = await program?.end();
		if (problem === undefined) return;
		if (!this.#config.keepAlive) throw new Error(problem);
		this.#report(`${this.name}: ${problem}`);
	}
}

/** A started command. It leads a process group of its own, so that a Ctrl-C does not take the last alerts from it. */
class Program {
	readonly #command: string;
	readonly #child: ChildProcess;
	readonly #ended: Promise<string | undefined>;

	constructor(command: string, stdout: 1 | 2) {
		this.#command = command;
		const [file, ...args] = commandWords(command);
		this.#child = spawn(file, args, { stdio: ['pipe', stdout, 'inherit'], detached: true });
		this.#ended = new Promise((resolve) => {
			this.#child.on('error', (error) => resolve(`'${command}' does not start: ${reasonOf(error)}`));
			this.#child.on('close', (code, signal) => resolve(endOf(command, code, signal)));
		});
		// Failures come to the callbacks of `write`.
		this.#child.stdin?.on('error', () => undefined);
	}

	async write(lines: Buffer): Promise<void> {
		const { stdin } = this.#child;
		const failure = await new Promise<unknown>((resolve) => {
			if (stdin === null) resolve(new Error('it has no standard input'));
			else stdin.write(lines, (error) => resolve(error ?? undefined));
		});
		if (failure === undefined) return;
		// A program that ended says more than the broken pipe that it left.
		const end = await this.end();
		throw new Error(end ?? `'${this.#command}' reads no more alerts: ${reasonOf(failure)}`);
	}

	/** Ends its input and waits for its end; says what is wrong with that end. */
	async end(): Promise<string | undefined> {
		this.#child.stdin?.end();
		return this.#ended;
	}

	kill(): void {
		const { pid } = this.#child;
		if (pid === undefined || this.#child.exitCode !== null || this.#child.signalCode !== null) return;
		try {
			process.kill(-pid, 'SIGKILL');
		} catch {
			// It ended in between.
		}
	}
}

function endOf(command: string, code: number | null, signal: NodeJS.Signals | null): string | undefined {
	if (signal !== null) return `'${command}' was ended by ${signal}`;
	return code === 0 ? undefined : `'${command}' ended with exit code ${code}`;
}

/** Words that mean the same to every shell and to none. */
const PLAIN = /^[\w./,:@%+-]+(?: +[\w./,:@%+=-]+)*$/;

/** The command as a program and its arguments where no shell could read it otherwise; with a shell where one is meant. */
export function commandWords(command: string): readonly [string, ...string[]] {
	const text = command.trim();
	if (PLAIN.test(text)) {
		const [name = '', ...args] = text.split(/ +/);
		const file = findProgram(name, process.cwd(), process.env);
		if (file !== undefined) return [file, ...args];
	}
	return ['/bin/sh', '-c', command];
}
