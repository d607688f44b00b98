import type { RunAlert } from '../plan.ts';

/** A place that alerts go to. Its calls never overlap. */
export interface AlertOutput {
	/** Its key in falco.yaml. */
	readonly name: string;
	/** The most alerts that one `send` takes. */
	readonly batchSize: number;
	/** Hands alerts over, in order. Rejects with one line of what is wrong; the next call tries again. */
	send(alerts: readonly RunAlert[]): Promise<void>;
	/**
	 * What is open is ended and opened anew before the next alert, so that a log can be rotated; at any time. Outputs that hold
	 * nothing open have no such function.
	 */
	reopen?(): void;
	/** Ends what is open. Not called while `send` is under way. */
	close(): Promise<void>;
	/** Gives up at once what `send` or `close` waits for. */
	abandon(): void;
}

/** Where outputs say what went wrong, each one line. */
export type Report = (problem: string) => void;

/** What an output rejects with when nobody will ever read it again: the run has lost its reader, and ends. */
export class ReaderGone extends Error {}

/** The bytes of alerts, a line each. */
export function linesOf(alerts: readonly RunAlert[]): Buffer {
	return Buffer.from(alerts.map(({ line }) => `${line}\n`).join(''), 'latin1');
}

/** What a system call says of its failure: `ENOENT` and the like, or its message. */
export function reasonOf(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	return (error as NodeJS.ErrnoException).code ?? error.message;
}
