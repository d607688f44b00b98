import { closeSync, fstatSync, readSync, writeSync } from 'node:fs';
import { duplicate, duplicateOnto, flushStdio, memoryFile } from '../memory/descriptors.ts';

const LIMIT = 16 * 1024;

/**
 * What is written to descriptors 1 or 2 while this is in place, by whatever code in this process. Node's own streams are not
 * used by the host, so all of it is the plugin's.
 */
export class StandardOutput {
	readonly #file: number;
	readonly #saved: number;
	readonly #descriptor: 1 | 2;

	private constructor(descriptor: 1 | 2) {
		this.#descriptor = descriptor;
		this.#file = memoryFile('plugin output');
		this.#saved = duplicate(descriptor);
		duplicateOnto(this.#file, descriptor);
	}

	static divert(descriptor: 1 | 2 = 1): StandardOutput {
		return new StandardOutput(descriptor);
	}

	/** Puts the descriptor back, and returns the first 16 KiB that were written, which go on to the real one too. */
	restore(): string {
		flushStdio();
		duplicateOnto(this.#saved, this.#descriptor);
		const length = Math.min(fstatSync(this.#file).size, LIMIT);
		const bytes = Buffer.alloc(length);
		readSync(this.#file, bytes, 0, length, 0);
		closeSync(this.#file);
		closeSync(this.#saved);
		if (length > 0) writeSync(this.#descriptor, bytes);
		return bytes.toString('latin1');
	}
}

/** What was printed, 16 KiB of each at most, as Latin-1. */
export interface DivertedOutput {
	stdout: string;
	stderr: string;
}

export async function divertOutput(run: () => Promise<unknown>): Promise<DivertedOutput> {
	const out = StandardOutput.divert(1);
	const err = StandardOutput.divert(2);
	await run();
	return { stderr: err.restore(), stdout: out.restore() };
}
