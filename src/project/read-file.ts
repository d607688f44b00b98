import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { UsageError } from '../errors.ts';

/** A pipe that nobody writes to would be waited for when it is opened, and not even Ctrl-C would be heard. */
const WITHOUT_WAITING = constants.O_RDONLY | constants.O_NONBLOCK;

/** Opens what is at a path, without waiting for whatever that is. Throws as `openSync` does. */
export function openWithoutWaiting(path: string): number {
	return openSync(path, WITHOUT_WAITING);
}

/**
 * The content of a file that the user named.
 * @throws UsageError, with the path, for what is no regular file, can't be read, or has more bytes than that
 */
export function readRegularFile(path: string, mostBytes: number): Buffer {
	let file: number;
	try {
		file = openWithoutWaiting(path);
	} catch (error) {
		throw new UsageError(`${path}: can't be read (${(error as NodeJS.ErrnoException).code})`);
	}
	try {
		const stat = fstatSync(file);
		if (!stat.isFile()) throw new UsageError(`${path}: is not a file`);
		if (stat.size > mostBytes) throw tooLarge(path, mostBytes);
		return readBounded(file, stat.size, path, mostBytes);
	} finally {
		closeSync(file);
	}
}

/** Files of the kernel say that they are empty, and others may grow: what counts is what is read. */
function readBounded(file: number, size: number, path: string, mostBytes: number): Buffer {
	const chunks: Buffer[] = [];
	let length = 0;
	for (;;) {
		const chunk = Buffer.alloc(Math.max(size - length, 4096));
		const got = readSync(file, chunk, 0, chunk.length, null);
		if (got === 0) return Buffer.concat(chunks);
		chunks.push(chunk.subarray(0, got));
		length += got;
		if (length > mostBytes) throw tooLarge(path, mostBytes);
	}
}

function tooLarge(path: string, mostBytes: number): UsageError {
	return new UsageError(`${path}: is larger than ${mostBytes / 1024} KiB`);
}

/**
 * The content as text.
 * @throws UsageError as `readRegularFile`, and for bytes that are not UTF-8
 */
export function readTextFile(path: string, mostBytes: number): string {
	const content = readRegularFile(path, mostBytes);
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(content);
	} catch {
		throw new UsageError(`${path}: is not UTF-8`);
	}
}
