// node go-callbacks.ts LIBRARY COUNT: eight goroutines log and send COUNT events each, with garbage collections between.
import { writeSync } from 'node:fs';
import { Arena } from '../../../../../harness/memory/arena.ts';
import { libcAddress, libcFunction } from '../../../../../harness/native/library.ts';
import { NativeHost } from '../../../../../harness/native/native-host.ts';
import { Owner, ownerCallbacks } from '../../../../../harness/native/owner.ts';
import { callId } from '../../../../../harness/protocol/call-ids.ts';

const [path = '', count = '0'] = process.argv.slice(2);
const host = NativeHost.start({ crumbFd: 4 });
const arena = new Arena(65536);
const library = await host.thread.call(callId('dlopen'), libcAddress('dlopen'), [arena.text(path).address, 2n]);
const symbol = (name: string) =>
	host.thread.call(callId('dlsym'), libcAddress('dlsym'), [library, arena.text(name).address]);
const owner = new Owner();
owner.scriptAsync({ names: ['tick'], tidUnset: true });
owner.armAsync();
const { log, asyncHandler } = ownerCallbacks();
const sent = await host.thread.call(callId('set_async_event_handler'), await symbol('callbacks'), [
	log,
	asyncHandler,
	owner.address,
	BigInt(count),
]);
const answer = Number(BigInt.asIntN(32, await host.thread.call(callId('init'), await symbol('recovered_nil'))));
const events = host.asyncEvents();
const report = {
	sent: Number(sent),
	calls: owner.asyncCounters().calls,
	logged: host.logs().length + host.dropped().logs,
	foreign: events.every(({ ownThread, call }) => !ownThread && call === 'set_async_event_handler'),
	violations: host.violations().length,
	recovered: answer,
};
writeSync(1, JSON.stringify(report));
libcFunction<(code: number) => void>('_exit', 'void', ['int'])(0);
