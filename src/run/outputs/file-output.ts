import { appendFile, type FileHandle, open } from 'node:fs/promises';
import type { FileOutputConfig } from '../config/model.ts';
import type { RunAlert } from '../plan.ts';
import { type AlertOutput, linesOf, reasonOf } from './alert-output.ts';

const BATCH = 512;

/**
 * Alerts appended to a file. Without `keep_alive` it is opened anew for what waits, so that one that was moved away is
 * made again; a failure is told and the next alert tries again.
 */
export function fileOutput({ filename, keepAlive }: FileOutputConfig): AlertOutput {
	return keepAlive ? new OpenFile(filename) : new ReopenedFile(filename);
}

class ReopenedFile implements AlertOutput {
	readonly name = 'file_output';
	readonly batchSize = BATCH;
	readonly #filename: string;

	constructor(filename: string) {
		this.#filename = filename;
	}

	async send(alerts: readonly RunAlert[]): Promise<void> {
		await appendFile(this.#filename, linesOf(alerts)).catch((error) => refuse(this.#filename, error));
	}

	async close(): Promise<void> {}

	abandon(): void {}
}

class OpenFile implements AlertOutput {
	readonly name = 'file_output';
	readonly batchSize = BATCH;
	readonly #filename: string;
	#file: FileHandle | undefined;
	#isStale = false;

	constructor(filename: string) {
		this.#filename = filename;
	}

	async send(alerts: readonly RunAlert[]): Promise<void> {
		try {
			if (this.#isStale) await this.#closeStale();
			this.#file ??= await open(this.#filename, 'a');
			await this.#file.appendFile(linesOf(alerts));
		} catch (error) {
			refuse(this.#filename, error);
		}
	}

	reopen(): void {
		this.#isStale = true;
	}

	async #closeStale(): Promise<void> {
		this.#isStale = false;
		const file = this.#file;
		this.#file = undefined;
		await file?.close();
	}

	async close(): Promise<void> {
		await this.#file?.close();
	}

	abandon(): void {}
}

function refuse(filename: string, error: unknown): never {
	throw new Error(`${filename} cannot be written: ${reasonOf(error)}`);
}
