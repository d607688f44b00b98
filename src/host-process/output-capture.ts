import type { Readable } from 'node:stream';
import { visibleText } from '../../harness/protocol/visible-text.ts';

const LIMIT = 64 * 1024;

/** The first 64 KiB of what a host child writes to one of its streams; the rest is read and counted, never kept. */
export class OutputCapture {
	#chunks: Buffer[] = [];
	#kept = 0;
	#dropped = 0;

	constructor(stream: Readable) {
		stream.on('data', (chunk: Buffer) => {
			const room = LIMIT - this.#kept;
			if (room > 0) this.#chunks.push(chunk.subarray(0, room));
			this.#kept += Math.min(room, chunk.length);
			this.#dropped += Math.max(0, chunk.length - room);
		});
		// The exit of the child is reported by its own event; a stream that breaks before it says nothing more.
		stream.on('error', () => {});
	}

	/** The text with control characters made visible, so that it cannot drive a terminal. */
	text(): string {
		const text = Buffer.concat(this.#chunks).toString('utf8');
		const visible = visibleText(text);
		return this.#dropped > 0 ? `${visible}\n[${this.#dropped} more bytes]` : visible;
	}
}
