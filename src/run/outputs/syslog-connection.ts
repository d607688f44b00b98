import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { getSystemErrorName } from 'node:util';
import koffi from 'koffi';
import { reasonOf } from './alert-output.ts';

/** An open way to the system log. */
export interface SyslogConnection {
	send(message: Buffer): Promise<void>;
	close(): void;
}

/**
 * Connects to the socket of the system log: for datagrams, as nearly everywhere, or as a stream.
 * @throws Error with one line, where nobody listens
 */
export async function connectSyslog(path: string): Promise<SyslogConnection> {
	const datagrams = DatagramSyslog.connect(path);
	if (typeof datagrams !== 'string') return datagrams;
	if (datagrams === 'EPROTOTYPE') return StreamSyslog.connect(path);
	throw new Error(`${path} cannot be reached: ${datagrams}`);
}

const AF_UNIX = 1;
const SOCK_DGRAM = 2;
const SOCK_CLOEXEC = 0o2_000_000;
const MSG_DONTWAIT = 0x40;
const MSG_NOSIGNAL = 0x4000;
/** `sun_path` of Linux, with its NUL. */
const LONGEST_PATH = 108;
const FULL_RETRY_MS = 5;

/** Node has no datagram sockets of the Unix domain, so the C library's own functions are called. */
function systemCalls() {
	const library = koffi.load(null);
	return {
		socket: library.func('int socket(int domain, int type, int protocol)'),
		connect: library.func('int connect(int fd, const uint8_t *address, uint32_t length)'),
		send: library.func('int64_t send(int fd, const uint8_t *bytes, size_t length, int flags)'),
		close: library.func('int close(int fd)'),
	};
}

class DatagramSyslog implements SyslogConnection {
	readonly #calls: ReturnType<typeof systemCalls>;
	readonly #path: string;
	readonly #socket: number;
	#closed = false;

	private constructor(calls: ReturnType<typeof systemCalls>, path: string, socket: number) {
		this.#calls = calls;
		this.#path = path;
		this.#socket = socket;
	}

	/** The connection, or the name of the error. */
	static connect(path: string): DatagramSyslog | string {
		const address = Buffer.alloc(2 + LONGEST_PATH);
		address.writeUInt16LE(AF_UNIX, 0);
		if (address.write(path, 2) >= LONGEST_PATH) return 'ENAMETOOLONG';
		const calls = systemCalls();
		const socket: number = calls.socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
		if (socket < 0) return lastError();
		if (calls.connect(socket, address, address.length) === 0) return new DatagramSyslog(calls, path, socket);
		const error = lastError();
		calls.close(socket);
		return error;
	}

	async send(message: Buffer): Promise<void> {
		for (;;) {
			if (this.#closed) throw new Error(`${this.#path} was closed`);
			const sent: number = this.#calls.send(this.#socket, message, message.length, MSG_DONTWAIT | MSG_NOSIGNAL);
			if (sent >= 0) return;
			const error = lastError();
			if (error !== 'EAGAIN' && error !== 'ENOBUFS') throw new Error(`${this.#path} takes no message: ${error}`);
			await sleep(FULL_RETRY_MS);
		}
	}

	close(): void {
		if (this.#closed) return;
		this.#closed = true;
		this.#calls.close(this.#socket);
	}
}

function lastError(): string {
	return getSystemErrorName(-koffi.errno());
}

class StreamSyslog implements SyslogConnection {
	readonly #path: string;
	readonly #socket: Socket;

	private constructor(path: string, socket: Socket) {
		this.#path = path;
		this.#socket = socket;
		// Failures come to the callbacks of `write`.
		socket.on('error', () => undefined);
	}

	static connect(path: string): Promise<StreamSyslog> {
		return new Promise((resolve, reject) => {
			const socket = connect(path);
			const refuse = (error: Error) => reject(new Error(`${path} cannot be reached: ${reasonOf(error)}`));
			socket.once('error', refuse);
			socket.once('connect', () => {
				socket.off('error', refuse);
				resolve(new StreamSyslog(path, socket));
			});
		});
	}

	/** In a stream every message ends with NUL. */
	send(message: Buffer): Promise<void> {
		return new Promise((resolve, reject) => {
			this.#socket.write(Buffer.concat([message, Buffer.of(0)]), (error) => {
				if (error) reject(new Error(`${this.#path} takes no message: ${reasonOf(error)}`));
				else resolve();
			});
		});
	}

	close(): void {
		this.#socket.end();
	}
}
