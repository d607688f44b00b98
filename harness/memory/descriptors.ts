import { libcFunction } from '../native/library.ts';

const memfdCreate = libcFunction<(name: string, flags: number) => number>('memfd_create', 'int', [
	'const char *',
	'int',
]);
const dup = libcFunction<(fd: number) => number>('dup', 'int', ['int']);
const dup2 = libcFunction<(from: number, to: number) => number>('dup2', 'int', ['int', 'int']);
const fflush = libcFunction<(stream: bigint) => number>('fflush', 'int', ['void *']);

/** A file in memory without a name in any file system. */
export function memoryFile(label: string): number {
	return checked(memfdCreate(label, 0), 'memfd_create');
}

export function duplicate(fd: number): number {
	return checked(dup(fd), 'dup');
}

/** Makes `to` the same open file as `from`. */
export function duplicateOnto(from: number, to: number): void {
	checked(dup2(from, to), 'dup2');
}

/** Writes out what C code in this process has printed through stdio and is still in its buffers. */
export function flushStdio(): void {
	fflush(0n);
}

function checked(result: number, call: string): number {
	if (result < 0) throw new Error(`${call} failed`);
	return result;
}
