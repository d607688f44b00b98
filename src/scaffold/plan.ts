import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { CannotRunError, UsageError } from '../errors.ts';
import type { FileTree } from './tree.ts';

/** What happens to one file of the target. */
export interface PlannedFile {
	path: string;
	action: 'create' | 'replace' | 'identical';
}

/** How many entries of a folder that is in the way are named. */
const NAMED_ENTRIES = 3;

/**
 * What writing the tree into a folder would do; looks only.
 * @throws UsageError where the folder holds something and `force` is not given, or where a file would have to become a
 * folder or the other way round; CannotRunError where it can't be read.
 */
export function planWrite(tree: FileTree, target: string, force: boolean): PlannedFile[] {
	const entries = entriesOf(target);
	if (entries.length > 0 && !force) {
		const names = entries.slice(0, NAMED_ENTRIES).map((entry) => entry.name);
		const more = entries.length > names.length ? ' ...' : '';
		throw new UsageError(`${target} is not empty: ${names.join(', ')}${more}`, [
			'Give another folder, or --force to add the files and to replace those that have the same names.',
		]);
	}
	return [...tree].map(([path, contents]) => ({ path, action: actionFor(join(target, path), contents) }));
}

function entriesOf(target: string): Dirent[] {
	try {
		return readdirSync(target, { withFileTypes: true });
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		if (code === 'ENOENT') return [];
		if (code === 'ENOTDIR') throw new UsageError(`${target} is not a folder`);
		throw new CannotRunError(`${target}: can't be read (${code})`);
	}
}

function actionFor(file: string, contents: string): PlannedFile['action'] {
	const stats = statSync(file, { throwIfNoEntry: false });
	if (stats === undefined) return 'create';
	if (!stats.isFile()) throw new UsageError(`${file} is in the way: it is not a file`);
	return stats.size === Buffer.byteLength(contents) && readFileSync(file, 'utf8') === contents
		? 'identical'
		: 'replace';
}
