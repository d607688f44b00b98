import type { RunAlert } from '../plan.ts';
import { type AlertOutput, linesOf, ReaderGone, reasonOf } from './alert-output.ts';

/** Alerts as lines on a stream that is open already and stays open: standard output. */
export class StreamOutput implements AlertOutput {
	readonly name: string;
	readonly batchSize = 512;
	readonly #stream: NodeJS.WritableStream;
	readonly #onError = (): void => undefined;

	constructor(name: string, stream: NodeJS.WritableStream) {
		this.name = name;
		this.#stream = stream;
		// Failures come to the callbacks of `write`; without a listener they would end the process as well.
		stream.on('error', this.#onError);
	}

	send(alerts: readonly RunAlert[]): Promise<void> {
		return new Promise((resolve, reject) => {
			this.#stream.write(linesOf(alerts), (error) => {
				if (!error) resolve();
				else if (reasonOf(error) === 'EPIPE' || reasonOf(error) === 'ERR_STREAM_DESTROYED') reject(new ReaderGone());
				else reject(new Error(`cannot be written: ${reasonOf(error)}`));
			});
		});
	}

	async close(): Promise<void> {
		// The listener stays: a stream may report its failure after the last write.
	}

	abandon(): void {
		// Nothing of ours waits here but the stream's own buffer.
	}
}
