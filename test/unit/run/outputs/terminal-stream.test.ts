import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { StreamOutput } from '../../../../src/run/outputs/stream-output.ts';
import { terminalStream } from '../../../../src/run/outputs/terminal-stream.ts';
import { alertOf } from './some-alerts.ts';

it('a terminal is not driven by what an alert says', async () => {
	const terminal = new PassThrough();
	const output = new StreamOutput('stdout_output', terminalStream(terminal));
	await output.send([alertOf('\x1b]0;owned\x07 caf\xc3\xa9'), alertOf('two\r')]);
	expect(terminal.read().toString()).toBe('\\x1b]0;owned\\x07 café\ntwo\\x0d\n');
});
