import {
	constants,
	copyFileSync,
	existsSync,
	mkdirSync,
	renameSync,
	rmSync,
	type Stats,
	statSync,
	utimesSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { builtLibraryProblem } from './built-library.ts';

/**
 * Guards the library of an earlier build while the next one runs. Build tools write in place, stop half-way, or delete
 * first: without this a failed build could leave half a library, or none.
 */
export class KeptLibrary {
	readonly #output: string;
	readonly #copy: string;
	readonly #old: Stats | undefined;

	/** `folder`, on the same file system, holds the copy meanwhile; the build may well delete the folder of the output. */
	constructor(output: string, folder: string) {
		this.#output = output;
		this.#copy = join(folder, `.${basename(output)}.kept-${process.pid}`);
		this.#old = builtLibraryProblem(output) === undefined ? statSync(output) : undefined;
		if (this.#old !== undefined) copyFileSync(output, this.#copy, constants.COPYFILE_FICLONE);
	}

	/** After a failed build: the old library is back as it was, or there is none. */
	restore(): void {
		const now = statSync(this.#output, { throwIfNoEntry: false });
		if (this.#old === undefined) {
			if (now?.isFile()) rmSync(this.#output);
			return;
		}
		if (now?.ino === this.#old.ino && now.size === this.#old.size && now.mtimeMs === this.#old.mtimeMs) return;
		if (!existsSync(this.#copy)) return;
		mkdirSync(dirname(this.#output), { recursive: true });
		renameSync(this.#copy, this.#output);
		// A library that looks newer than its sources would not be built again.
		utimesSync(this.#output, this.#old.atime, this.#old.mtime);
	}

	/** Ends the guard. */
	discard(): void {
		rmSync(this.#copy, { force: true });
	}
}
