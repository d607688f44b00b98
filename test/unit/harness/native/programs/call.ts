// A host child in small: node call.ts LIBRARY FUNCTION. fd 4 is the page. The call is `init` in the breadcrumb.
import { writeSync } from 'node:fs';
import { libcAddress } from '../../../../../harness/native/library.ts';
import { NativeHost } from '../../../../../harness/native/native-host.ts';
import { callId } from '../../../../../harness/protocol/call-ids.ts';

const [library = '', name = ''] = process.argv.slice(2);
const host = NativeHost.start({ crumbFd: 4 });
const path = Buffer.from(`${library}\0`);
const symbol = Buffer.from(`${name}\0`);
const { default: koffi } = await import('koffi');
const handle = await host.thread.call(callId('dlopen'), libcAddress('dlopen'), [koffi.address(path), 2n]);
const fn = await host.thread.call(callId('dlsym'), libcAddress('dlsym'), [handle, koffi.address(symbol)]);
writeSync(1, `${fn !== 0n ? 'found' : 'missing'}\n`);
const result = await host.thread.call(callId('init'), fn);
writeSync(1, `returned ${Number(BigInt.asIntN(32, result))}\n`);
