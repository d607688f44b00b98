import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import koffi from 'koffi';
import { describe, expect, it, onTestFinished } from 'vitest';
import { SyslogOutput, syslogMessage } from '../../../../src/run/outputs/syslog-output.ts';
import { alertOf } from './some-alerts.ts';

function socketPath(): string {
	const folder = mkdtempSync(join(tmpdir(), 'plugin-kit-syslog-'));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	return join(folder, 'log');
}

/** A datagram socket of our own in the place of /dev/log. */
function datagramLog(path: string) {
	const library = koffi.load(null);
	const recv = library.func('int64_t recv(int fd, _Out_ uint8_t *bytes, size_t length, int flags)');
	const address = Buffer.alloc(110);
	address.writeUInt16LE(1, 0);
	address.write(path, 2);
	const socket: number = library.func('int socket(int, int, int)')(1, 2, 0);
	expect(library.func('int bind(int, const uint8_t *, uint32_t)')(socket, address, address.length)).toBe(0);
	const close = library.func('int close(int)');
	onTestFinished(() => {
		close(socket);
	});
	return {
		close: () => close(socket),
		receive(): string | undefined {
			const bytes = Buffer.alloc(64 * 1024);
			const length: number = recv(socket, bytes, bytes.length, 0x40);
			return length < 0 ? undefined : bytes.toString('latin1', 0, length);
		},
	};
}

describe('the system log', () => {
	it('gets each alert with the severity of its rule', async () => {
		const path = socketPath();
		const log = datagramLog(path);
		const output = new SyslogOutput(path);
		await output.send([alertOf('first caf\xc3\xa9', 'Emergency'), alertOf('second', 'Debug')]);
		await output.close();
		const time = '[A-Z][a-z]{2} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d';
		expect(log.receive()).toMatch(new RegExp(`^<8>${time} falco: first caf\xc3\xa9$`));
		expect(log.receive()).toMatch(new RegExp(`^<15>${time} falco: second$`));
		expect(log.receive()).toBeUndefined();
	});

	it('loses nothing where the reader is slower than the alerts', async () => {
		const path = socketPath();
		const log = datagramLog(path);
		const output = new SyslogOutput(path);
		const count = 500;
		const sending = output.send(Array.from({ length: count }, (_, index) => alertOf(`alert ${index}.`)));
		const received: string[] = [];
		while (received.length < count) {
			const message = log.receive();
			if (message !== undefined) received.push(message);
			else await new Promise((resolve) => setImmediate(resolve));
		}
		await sending;
		await output.close();
		expect(received.at(-1)).toContain(`alert ${count - 1}.`);
	});

	it('may be a stream, in which messages end with NUL', async () => {
		const path = socketPath();
		const chunks: Buffer[] = [];
		const ended = Promise.withResolvers<void>();
		const server = createServer((socket) => {
			socket.on('data', (chunk) => chunks.push(chunk)).on('end', () => ended.resolve());
		}).listen(path);
		onTestFinished(() => {
			server.close();
		});
		await new Promise((resolve) => server.once('listening', resolve));
		const output = new SyslogOutput(path);
		await output.send([alertOf('one'), alertOf('two')]);
		await output.close();
		await ended.promise;
		const messages = Buffer.concat(chunks).toString().split('\0');
		expect(messages.map((message) => message.replace(/^.*falco/, ''))).toEqual([': one', ': two', '']);
	});

	it('that is not there is told, and tried again', async () => {
		const path = socketPath();
		const output = new SyslogOutput(path);
		await expect(output.send([alertOf('lost')])).rejects.toThrow(`${path} cannot be reached: ENOENT`);
		const log = datagramLog(path);
		await output.send([alertOf('found')]);
		expect(log.receive()).toContain('found');
		log.close();
		await expect(output.send([alertOf('lost')])).rejects.toThrow(`${path} takes no message: ECONNREFUSED`);
		await output.close();
		await expect(new SyslogOutput(`/${'x'.repeat(200)}`).send([alertOf('lost')])).rejects.toThrow('ENAMETOOLONG');
	});

	it('writes days as RFC 3164 does', () => {
		const message = (now: Date) => syslogMessage(alertOf('x'), now).toString();
		expect(message(new Date(2026, 0, 5, 3, 4, 5))).toBe('<12>Jan  5 03:04:05 falco: x');
		expect(message(new Date(2026, 11, 31, 23, 59, 59))).toBe('<12>Dec 31 23:59:59 falco: x');
	});
});
