import { resolve } from 'node:path';
import { type Answers, checkAnswers } from './answers.ts';
import { capabilityNotes } from './capabilities.ts';
import { commitTree } from './commit.ts';
import { nameNotes } from './names.ts';
import { type PlannedFile, planWrite } from './plan.ts';
import { templateFor } from './templates.ts';
import { projectTree } from './tree.ts';

export interface NewProjectOptions {
	/** Folder of the project; made if it is not there. */
	target: string;
	answers: Answers;
	/** Add to a folder that is not empty, and replace files of the same names. */
	force: boolean;
	/** Only say what would be written. */
	dryRun: boolean;
}

/** What `new` did, or would do; its `--json` result. */
export interface NewProjectResult {
	schemaVersion: 1;
	target: string;
	written: boolean;
	language: string;
	name: string;
	source: string | null;
	capabilities: readonly string[];
	templateVersion: number;
	files: readonly PlannedFile[];
	/** What the author should know. */
	notes: readonly string[];
}

/**
 * Makes a plugin project.
 * @throws UsageError for answers that don't fit and for a target that is not empty; CannotRunError where it can't be written.
 */
export async function newProject({ target, answers, force, dryRun }: NewProjectOptions): Promise<NewProjectResult> {
	const folder = resolve(target);
	const tree = projectTree(checkAnswers(answers));
	const files = planWrite(tree, folder, force);
	if (!dryRun) {
		const { writeTree } = await import('./generator.ts');
		await commitTree(tree, files, folder, writeTree);
	}
	return {
		schemaVersion: 1,
		target: folder,
		written: !dryRun,
		language: answers.language,
		name: answers.name,
		source: answers.source,
		capabilities: answers.capabilities,
		templateVersion: templateFor(answers).version,
		files,
		notes: [...nameNotes(answers.name), ...capabilityNotes(answers.capabilities)],
	};
}
