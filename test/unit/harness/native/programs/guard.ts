// node guard.ts LIBRARY FUNCTION EDGE STATE: calls the function with 8 guarded bytes. fd 4 is the page.
import { writeSync } from 'node:fs';
import koffi from 'koffi';
import { type Edge, GuardedPool } from '../../../../../harness/memory/guarded.ts';
import { addressOf } from '../../../../../harness/native/library.ts';
import { NativeHost } from '../../../../../harness/native/native-host.ts';
import { callId } from '../../../../../harness/protocol/call-ids.ts';

const [path = '', name = '', edge = 'end', state = 'live'] = process.argv.slice(2);
const host = NativeHost.start({ crumbFd: 4 });
const library = koffi.load(path);
const pool = new GuardedPool();
const region = pool.acquire(100);
for (let i = 0; i < 1000; i++) region.put(new Uint8Array(i % 50), 'an earlier event');
const address = region.put(Buffer.from('12345678'), 'the event', edge as Edge, state === 'live' ? 'live' : 'read-only');
if (state === 'revoked') region.protect('revoked');
const result = await host.thread.call(callId('extract_fields'), addressOf(library.symbol(name)), [address]);
writeSync(1, `returned ${Number(BigInt.asIntN(32, result))}\n`);
