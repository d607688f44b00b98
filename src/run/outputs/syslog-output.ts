import { severityOf } from '../../rules/file/priority.ts';
import type { RunAlert } from '../plan.ts';
import type { AlertOutput } from './alert-output.ts';
import { connectSyslog, type SyslogConnection } from './syslog-connection.ts';

/** Where the system log listens. */
export const SYSTEM_LOG = '/dev/log';

/** `LOG_USER`, and the name that Falco's messages have in the log. */
const FACILITY = 1;
const TAG = 'falco';
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** Alerts in the system log, each with the severity of its rule (RFC 3164, in the form that the C library sends). */
export class SyslogOutput implements AlertOutput {
	readonly name = 'syslog_output';
	readonly batchSize = 64;
	readonly #socket: string;
	#connection: SyslogConnection | undefined;

	constructor(socket: string) {
		this.#socket = socket;
	}

	async send(alerts: readonly RunAlert[]): Promise<void> {
		const connection = this.#connection ?? (await connectSyslog(this.#socket));
		this.#connection = connection;
		try {
			for (const alert of alerts) await connection.send(syslogMessage(alert, new Date()));
		} catch (error) {
			this.#connection = undefined;
			connection.close();
			throw error;
		}
	}

	async close(): Promise<void> {
		this.#connection?.close();
	}

	abandon(): void {
		this.#connection?.close();
	}
}

/** `<priority>Mmm dd hh:mm:ss tag: line`, in local time. */
export function syslogMessage({ priority, line }: RunAlert, now: Date): Buffer {
	const two = (value: number): string => String(value).padStart(2, '0');
	const day = `${MONTHS[now.getMonth()]} ${String(now.getDate()).padStart(2, ' ')}`;
	const time = `${two(now.getHours())}:${two(now.getMinutes())}:${two(now.getSeconds())}`;
	return Buffer.from(`<${FACILITY * 8 + severityOf(priority)}>${day} ${time} ${TAG}: ${line}`, 'latin1');
}
