import { runTask } from './host-task.ts';
import { type HostMessage, type HostTask, PROTOCOL_VERSION } from './protocol/messages.ts';

/** Descriptor of the memory shared with the parent, in the order of the parent's `stdio`. */
const PAGE_FD = 4;

/** Sends a message and resolves when it is written: the process may end right after the last one. */
function send(message: HostMessage): Promise<void> {
	return new Promise((resolve) => {
		process.send?.(message, undefined, undefined, () => resolve());
	});
}

process.once('message', (task: HostTask) => {
	void runTask(task, { pageFd: PAGE_FD, send });
});
// The parent is gone: nobody reads what this process would say.
process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'));
await send({ kind: 'ready', version: PROTOCOL_VERSION });
