import { chmodSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { CannotRunError } from '../errors.ts';

/**
 * Gives a file new contents, as a whole or not at all; its mode stays.
 * @throws CannotRunError where the file system refuses.
 */
export function replaceFile(path: string, contents: string): void {
	const draft = `${path}.${process.pid}.tmp`;
	try {
		const mode = statSync(path, { throwIfNoEntry: false })?.mode;
		writeFileSync(draft, contents);
		if (mode !== undefined) chmodSync(draft, mode & 0o7777);
		renameSync(draft, path);
	} catch (error) {
		rmSync(draft, { force: true });
		throw new CannotRunError(`${path}: can't be written (${(error as NodeJS.ErrnoException).code})`, [], {
			cause: error,
		});
	}
}
