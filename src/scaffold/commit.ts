import { existsSync, mkdirSync, mkdtempSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { CannotRunError } from '../errors.ts';
import type { PlannedFile } from './plan.ts';
import type { FileTree } from './tree.ts';

/** Writes a tree into an existing, empty folder. */
export type TreeWriter = (tree: FileTree, folder: string) => Promise<void>;

/**
 * Brings the planned files into the target: they are written into a folder of their own first and then renamed, so that a failure leaves
 * the target as it was. Nothing in the target is ever deleted.
 * @throws CannotRunError where the file system refuses.
 */
export async function commitTree(
	tree: FileTree,
	plan: readonly PlannedFile[],
	target: string,
	write: TreeWriter,
): Promise<void> {
	const made: string[] = [];
	try {
		makeFolders(dirname(target), made);
		// Beside or in the target: a file is renamed only within a file system, and the target may be the root of one.
		const staging = mkdtempSync(join(existsSync(target) ? target : dirname(target), `.${basename(target)}.new-`));
		try {
			const fresh = join(staging, 'fresh');
			mkdirSync(fresh);
			await write(tree, fresh);
			makeFolders(target, made);
			moveInto(target, fresh, join(staging, 'replaced'), plan, made);
		} finally {
			rmSync(staging, { recursive: true, force: true });
		}
	} catch (error) {
		for (const folder of made.reverse()) removeEmpty(folder);
		const { code, path } = error as NodeJS.ErrnoException;
		if (code === undefined) throw error;
		// The staging folder has a name of ours, which would only puzzle.
		const place = path?.startsWith(`${target}/`) ? path : target;
		throw new CannotRunError(`${place}: can't be written (${code})`, [], { cause: error });
	}
}

/** Moves all changed files, or none: what was moved goes back when one can't be. */
function moveInto(target: string, fresh: string, replaced: string, plan: readonly PlannedFile[], made: string[]): void {
	const undo: (() => void)[] = [];
	try {
		for (const { path, action } of plan) {
			if (action === 'identical') continue;
			const file = join(target, path);
			makeFolders(dirname(file), made);
			if (action === 'replace') {
				const kept = join(replaced, path);
				mkdirSync(dirname(kept), { recursive: true });
				renameSync(file, kept);
				undo.push(() => renameSync(kept, file));
			}
			renameSync(join(fresh, path), file);
			if (action === 'create') undo.push(() => rmSync(file));
		}
	} catch (error) {
		for (const step of undo.reverse()) step();
		throw error;
	}
}

/** Makes a folder and those above it, and notes each that was not there before. */
function makeFolders(folder: string, made: string[]): void {
	if (existsSync(folder)) return;
	makeFolders(dirname(folder), made);
	mkdirSync(folder);
	made.push(folder);
}

function removeEmpty(folder: string): void {
	try {
		rmdirSync(folder);
	} catch {
		// Somebody else has put something into it meanwhile, which is not ours to delete.
	}
}
