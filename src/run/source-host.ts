import { endProcess } from '../../harness/memory/end-process.ts';
import type { SourceCallKind, SourceMessage, SourceRequest } from '../../harness/protocol/source-calls.ts';
import { HostedPlugin } from '../../harness/source/hosted-plugin.ts';
import type { SourceOrder, SourceTask } from './messages.ts';
import { SourceChannel } from './source-host/channel.ts';

// The child of `openPlugin`, which answers requests, and of one source of `run`, which does one task.

/** Descriptor of the memory shared with the parent, in the order of the parent's `stdio`. */
const PAGE_FD = 4;

function send(message: SourceMessage): Promise<void> {
	return new Promise((resolve) => {
		process.send?.(message, undefined, undefined, () => resolve());
	});
}

const hosted = new HostedPlugin(PAGE_FD);

function perform({ call, body }: SourceRequest): Promise<object & { kind: string }> {
	const calls = hosted as { [K in SourceCallKind]: (request: never) => Promise<object & { kind: string }> };
	return calls[call](body as never);
}

async function answer(request: SourceRequest): Promise<void> {
	try {
		await send({ kind: 'reply', id: request.id, reply: await perform(request) });
	} catch (error) {
		await send({ kind: 'broken', id: request.id, message: describeError(error) });
	}
	if (request.call === 'end') endProcess();
}

const channel = new SourceChannel();

/** Does the one task of the process, and ends it without running the plugins' exit handlers. */
async function work(task: SourceTask): Promise<void> {
	try {
		// Rules are loaded where they are run alone: the other children start without them.
		const { runSource } = await import('./source-host/run-source.ts');
		await runSource(task, channel, PAGE_FD);
	} catch (error) {
		await channel.send({ kind: 'broken', message: describeError(error) });
	}
	await channel.send({ kind: 'done' });
	endProcess();
}

function describeError(error: unknown): string {
	return (error instanceof Error ? `${error.message}\n${error.stack ?? ''}` : String(error)).slice(0, 4_000);
}

// One request at a time, in their order: Falco, too, calls a plugin from one thread.
let last: Promise<void> = Promise.resolve();
process.on('message', (message: SourceRequest | SourceTask | SourceOrder) => {
	if ('call' in message) last = last.then(() => answer(message));
	else if (message.kind === 'run') void work(message);
	else channel.take(message);
});
// The parent is gone: nobody reads what this process would say.
process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'));
await send({ kind: 'ready' });
