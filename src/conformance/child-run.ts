import type { HostMessage, HostTask } from '../../harness/protocol/messages.ts';
import { runHost } from '../host-process/host-child.ts';
import type { HostEnd } from '../host-process/host-end.ts';
import type { ConformanceOptions } from './options.ts';

/** Everything that one host child said, and how it ended. */
export interface ChildRun {
	messages: readonly HostMessage[];
	end: HostEnd;
}

type TaskBody = HostTask extends infer Task ? (Task extends HostTask ? Omit<Task, keyof Base> : never) : never;
type Base = Pick<HostTask, 'version' | 'library' | 'falco' | 'trace'>;

/** Runs one host child to its end with what is the same for all children of a run. */
export async function runChild(options: ConformanceOptions, body: TaskBody): Promise<ChildRun> {
	const messages: HostMessage[] = [];
	const task = {
		version: 1,
		library: options.library,
		falco: { ...options.falco, absentArgIndex: `0x${options.falco.absentArgIndex.toString(16)}` },
		trace: options.onTrace !== undefined,
		...body,
	} as HostTask;
	const end = await runHost(task, {
		timeoutScale: options.timeoutScale,
		...(options.signal ? { signal: options.signal } : {}),
		...(options.debugger && body.kind === 'check' ? { debugger: options.debugger } : {}),
		onMessage: (message) => {
			if (message.kind === 'trace') options.onTrace?.(message.line);
			else if (message.kind === 'fields') options.onFields?.(message.text);
			else messages.push(message);
		},
	});
	return { messages, end };
}
