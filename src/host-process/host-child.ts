import { type HostMessage, type HostTask, parseHostMessage } from '../../harness/protocol/messages.ts';
import type { HostEnd } from './host-end.ts';
import { startHostSession } from './host-session.ts';

export interface HostOptions {
	/** Multiplies every deadline. */
	timeoutScale: number;
	onMessage: (message: HostMessage) => void;
	signal?: AbortSignal;
	/** A debugger and its arguments: the host then runs under it in the foreground, on the user's terminal. */
	debugger?: readonly [string, ...string[]];
}

/** Runs a host child that does one task to its end. */
export async function runHost(task: HostTask, options: HostOptions): Promise<HostEnd> {
	if (options.signal?.aborted) return { kind: 'interrupted', output: { stdout: '', stderr: '' }, events: 0 };
	const { ended } = startHostSession({
		entry: 'checks',
		libraries: [task.library],
		timeoutScale: options.timeoutScale,
		...(options.signal ? { signal: options.signal } : {}),
		...(options.debugger ? { debugger: options.debugger } : {}),
		isBusy: () => true,
		onMessage: (value, session) => {
			const message = parseHostMessage(value);
			if (!message) return;
			if (message.kind === 'ready') session.send(task);
			if (message.kind === 'done') session.farewell();
			options.onMessage(message);
		},
	});
	return ended;
}
