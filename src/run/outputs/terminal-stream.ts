import { Writable } from 'node:stream';
import { visibleText } from '../../../harness/protocol/visible-text.ts';

/**
 * A terminal as a stream that what plugins say cannot drive: control characters are made visible. Falco 0.44 writes them as they
 * are, and so do pipes and files here. Each write has to be whole characters.
 */
export function terminalStream(terminal: NodeJS.WritableStream): NodeJS.WritableStream {
	return new Writable({
		decodeStrings: false,
		write(chunk: string | Buffer, _encoding, done) {
			terminal.write(visibleText(typeof chunk === 'string' ? chunk : chunk.toString('utf8')), done);
		},
	});
}
