import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Answers } from '../../../src/scaffold/answers.ts';
import { projectTree } from '../../../src/scaffold/tree.ts';
import { sampleAnswers } from './sample-answers.ts';

/** Writes the project of these answers into a folder. */
export function writeProject(folder: string, changes: Partial<Answers>): void {
	for (const [path, contents] of projectTree(sampleAnswers(changes))) {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), contents);
	}
}
