import type { FileTree } from '../scaffold/tree.ts';
import { type Conflict, mergeTexts } from '../text-diff/merge.ts';

/** What happens to one file of a project. */
export interface UpdatedFile {
	path: string;
	/** `merge`: changes of the author's and of the template, both in it; `keep`: left as the author has it. */
	action: 'create' | 'replace' | 'merge' | 'keep';
	/** Why, where the author would ask. */
	note: string | null;
	/** Places where both have changed the same lines, and what was taken. */
	conflicts: readonly (Conflict & { taken: 'yours' | 'template' })[];
}

/** A question about one place that both have changed. */
export type AskConflict = (path: string, conflict: Conflict) => Promise<'yours' | 'template'>;

export interface Step {
	files: readonly UpdatedFile[];
	/** New contents of the files that change. */
	contents: FileTree;
}

/**
 * Brings the files of a project from one state of the template to the next, file by file: one that the author left as it was is
 * replaced; one that he changed is merged, his lines going first unless he says otherwise; one that he deleted stays deleted.
 */
export async function bringForward(
	before: FileTree,
	after: FileTree,
	read: (path: string) => string | undefined,
	ask: AskConflict,
): Promise<Step> {
	const files: UpdatedFile[] = [];
	const contents = new Map<string, string>();
	for (const [path, next] of after) {
		const old = before.get(path);
		if (old === next) continue;
		const yours = read(path);
		if (yours === next) continue;
		if (yours === undefined) {
			if (old !== undefined) {
				files.push({ path, action: 'keep', note: 'you have deleted it', conflicts: [] });
				continue;
			}
			files.push({ path, action: 'create', note: null, conflicts: [] });
			contents.set(path, next);
		} else if (old === undefined) {
			files.push({ path, action: 'keep', note: 'you have a file of this name', conflicts: [] });
		} else if (yours === old) {
			files.push({ path, action: 'replace', note: null, conflicts: [] });
			contents.set(path, next);
		} else {
			const merged = await merge(path, { old, yours, next }, ask);
			files.push(merged.file);
			if (merged.text !== yours) contents.set(path, merged.text);
		}
	}
	for (const path of before.keys()) {
		if (!after.has(path) && read(path) !== undefined) {
			files.push({ path, action: 'keep', note: 'the template has it no more', conflicts: [] });
		}
	}
	return { files, contents };
}

async function merge(
	path: string,
	{ old, yours, next }: { old: string; yours: string; next: string },
	ask: AskConflict,
): Promise<{ file: UpdatedFile; text: string }> {
	const conflicts: Conflict[] = [];
	mergeTexts(old, yours, next, (conflict) => {
		conflicts.push(conflict);
		return 'yours';
	});
	const taken: ('yours' | 'template')[] = [];
	for (const conflict of conflicts) taken.push(await ask(path, conflict));
	let asked = 0;
	const merged = mergeTexts(old, yours, next, () => taken[asked++] ?? 'yours');
	// The merge ends every line; whether the last one has an end is the author's.
	const text = yours.endsWith('\n') ? merged : merged.replace(/\n$/, '');
	const note = text === yours ? 'you have changed all that the template changes' : null;
	const file: UpdatedFile = {
		path,
		action: text === yours ? 'keep' : 'merge',
		note,
		conflicts: conflicts.map((conflict, index) => ({ ...conflict, taken: taken[index] ?? 'yours' })),
	};
	return { file, text };
}
