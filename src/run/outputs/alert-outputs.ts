import type { OutputsConfig } from '../config/model.ts';
import type { RunAlert } from '../plan.ts';
import type { AlertOutput, Report } from './alert-output.ts';
import { fileOutput } from './file-output.ts';
import { HttpOutput } from './http-output.ts';
import { OutputQueue } from './output-queue.ts';
import { ProgramOutput } from './program-output.ts';
import { StreamOutput } from './stream-output.ts';
import { SyslogOutput } from './syslog-output.ts';

/** What outputs need to know besides their own configuration. */
export interface OutputSurroundings {
	/** Standard output, or what stands for it. */
	readonly stdout: NodeJS.WritableStream;
	/** The descriptor of what programs write. */
	readonly programStdout: 1 | 2;
	readonly shape: 'text' | 'json';
	/** The socket of the system log. */
	readonly syslogSocket: string;
	readonly report: Report;
	/** Called when the reader of standard output went away. */
	readonly onReaderGone: () => void;
}

/** All outputs of a run. Each gets every alert, in order; none waits for another one. */
export class AlertOutputs {
	readonly #queues: readonly OutputQueue[];

	/** @throws UsageError for certificates that cannot be read */
	constructor(config: OutputsConfig, surroundings: OutputSurroundings) {
		const { report, onReaderGone } = surroundings;
		const limits = { capacity: config.queueCapacity, timeoutMs: config.timeoutMs };
		this.#queues = outputsOf(config, surroundings).map(
			(output) => new OutputQueue(output, limits, report, onReaderGone),
		);
	}

	/** Hands alerts to every output; waits while one of them has too many before it. */
	async send(alerts: readonly RunAlert[]): Promise<void> {
		await Promise.all(this.#queues.map((queue) => queue.push(alerts)));
	}

	/** What they hold open, files and programs, is opened anew before the next alert. */
	reopen(): void {
		for (const queue of this.#queues) queue.reopen();
	}

	/** Waits until all alerts are out, as long as the outputs move, and ends them. Never rejects. */
	async close(): Promise<void> {
		await Promise.all(this.#queues.map((queue) => queue.close()));
	}
}

function outputsOf(config: OutputsConfig, surroundings: OutputSurroundings): AlertOutput[] {
	const { stdout, programStdout, shape, syslogSocket, report } = surroundings;
	const outputs: AlertOutput[] = [];
	if (config.stdout) outputs.push(new StreamOutput('stdout_output', stdout));
	if (config.file !== null) outputs.push(fileOutput(config.file));
	if (config.syslog) outputs.push(new SyslogOutput(syslogSocket));
	if (config.program !== null) outputs.push(new ProgramOutput(config.program, programStdout, report));
	if (config.http !== null)
		outputs.push(new HttpOutput(config.http, { shape, timeoutMs: config.timeoutMs, stdout, report }));
	return outputs;
}
