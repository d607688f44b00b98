import { endProcess } from '../../harness/memory/end-process.ts';
import { SOURCE_PROTOCOL, type SourceTask } from './messages.ts';
import { SourceChannel } from './source-host/channel.ts';
import { runSource } from './source-host/run-source.ts';

/** Descriptor of the memory shared with the parent, in the order of the parent's `stdio`. */
const PAGE_FD = 4;

const channel = new SourceChannel();
channel.onTask = (task: SourceTask) => void work(task);
// The parent is gone: nobody reads what this process would say.
process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'));
await channel.send({ kind: 'ready', version: SOURCE_PROTOCOL });

/** Does the one task of the process, and ends it without running the plugins' exit handlers. */
async function work(task: SourceTask): Promise<void> {
	try {
		if (task.version !== SOURCE_PROTOCOL) {
			throw new Error(`protocol ${task.version}, and this source host speaks ${SOURCE_PROTOCOL}`);
		}
		await runSource(task, channel, PAGE_FD);
	} catch (error) {
		const text = error instanceof Error ? `${error.message}\n${error.stack ?? ''}` : String(error);
		await channel.send({ kind: 'broken', message: text.slice(0, 4_000) });
	}
	await channel.send({ kind: 'done' });
	endProcess();
}
