import { constants, openSync } from 'node:fs';

/**
 * Opens a file that the user named, for reading. A named pipe opens at once too, where a plain open would wait for a writer:
 * what it is says fstat. Throws what the file system says.
 */
export function openForReading(path: string): number {
	return openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
}
