import { endProcess } from '../../harness/memory/end-process.ts';
import type { SourceCallKind, SourceMessage, SourceRequest } from '../../harness/protocol/source-calls.ts';
import { HostedPlugin } from '../../harness/source/hosted-plugin.ts';

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
		const message = error instanceof Error ? `${error.message}\n${error.stack ?? ''}` : String(error);
		await send({ kind: 'broken', id: request.id, message: message.slice(0, 4_000) });
	}
	if (request.call === 'end') endProcess();
}

// One request at a time, in their order: Falco, too, calls a plugin from one thread.
let last: Promise<void> = Promise.resolve();
process.on('message', (request: SourceRequest) => {
	last = last.then(() => answer(request));
});
// The parent is gone: nobody reads what this process would say.
process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'));
await send({ kind: 'ready' });
