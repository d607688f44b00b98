import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import koffi from 'koffi';

/** An address in this process. */
export type Address = bigint;

/**
 * Stack of the calls that the JavaScript thread itself makes: as large as that of a thread of Falco. koffi takes the
 * setting only before the first library is loaded.
 */
koffi.config({ sync_stack_size: 8 << 20 });

/** The process itself: every symbol of the C library that Node runs on. Never unloaded. */
const processLibrary = koffi.load(null);

/** Where the native host was built to: `dist/native` of the package that this file belongs to. */
export function nativeHostPath(): string {
	let folder = dirname(fileURLToPath(import.meta.url));
	while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
	return join(folder, 'dist/native', `plugin-host-linux-${process.arch}.so`);
}

/** Address of a symbol of the C library, such as `dlopen`; throws when there is none. */
export function libcAddress(name: string): Address {
	return addressOf(processLibrary.symbol(name));
}

/** A pointer as koffi hands it out, as a number. */
export function addressOf(pointer: unknown): Address {
	if (pointer === null) return 0n;
	return typeof pointer === 'bigint' ? pointer : koffi.address(pointer);
}

/** Declares a function of the C library for calls on the JavaScript thread. Addresses are `void *`, given as bigint. */
export function libcFunction<F extends (...args: never[]) => unknown>(
	name: string,
	result: string,
	parameters: readonly string[],
): F {
	return processLibrary.func(name, result, [...parameters]) as unknown as F;
}
