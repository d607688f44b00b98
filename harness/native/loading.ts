import { readFileSync, realpathSync } from 'node:fs';
import koffi from 'koffi';
import { textBytes } from '../memory/input-placement.ts';
import { readText } from '../memory/safe-read.ts';
import { callId } from '../protocol/call-ids.ts';
import { utf8Of } from '../protocol/returned-text.ts';
import { type Address, addressOf, libcAddress, libcFunction } from './library.ts';
import type { PostedThread } from './posted-thread.ts';

const RTLD_LAZY = 1;
const RTLD_NOW = 2;
const ERROR_BOUND = 8_192;

const dlsym = libcFunction<(handle: bigint, name: string) => unknown>('dlsym', 'void *', ['void *', 'const char *']);

export type Loading = { kind: 'loaded'; handle: Address } | { kind: 'refused'; error: string };

/** Kept referenced: the C side reads it while JavaScript waits. */
let libraryName: Buffer = Buffer.alloc(0);

/** dlopen with RTLD_LOCAL on a thread of the host, where constructors then run; dlerror is asked on the same thread. */
export async function hostDlopen(thread: PostedThread, path: string, binding: 'now' | 'lazy'): Promise<Loading> {
	libraryName = textBytes(path);
	const flags = binding === 'now' ? RTLD_NOW : RTLD_LAZY;
	const handle = await thread.call(callId('dlopen'), libcAddress('dlopen'), [koffi.address(libraryName), flags]);
	if (handle !== 0n) return { kind: 'loaded', handle };
	const message = await thread.call(callId('dlerror'), libcAddress('dlerror'));
	return { kind: 'refused', error: (message !== 0n && utf8Of(readText(message, ERROR_BOUND))) || 'no reason given' };
}

/** Address of a symbol of a loaded library or of what it depends on, 0 where there is none. */
export function hostDlsym(handle: Address, name: string): Address {
	return addressOf(dlsym(handle, name));
}

/** dlclose on a thread of the host, where destructors then run. */
export async function hostDlclose(thread: PostedThread, handle: Address): Promise<void> {
	await thread.call(callId('dlclose'), libcAddress('dlclose'), [handle]);
}

/** Whether the file is mapped into this process. */
export function isResident(path: string): boolean {
	const real = realpathSync(path);
	return readFileSync('/proc/self/maps', 'latin1')
		.split('\n')
		.some((line) => line.endsWith(` ${real}`));
}
