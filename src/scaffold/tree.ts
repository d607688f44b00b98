import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../package-root.ts';
import type { Answers } from './answers.ts';
import { migrationsOf } from './migrations/index.ts';
import type { Migration } from './migrations/migration.ts';
import { render } from './render.ts';
import type { TemplateFile } from './template.ts';
import { SHARED_FILES, templateFor } from './templates.ts';
import { type TemplateView, viewOf } from './view.ts';

/** A project in memory: path inside it -> contents, in the order of the paths. */
export type FileTree = ReadonlyMap<string, string>;

/**
 * The files of a new project. Reads nothing but plugin-kit's own templates and depends on nothing but the answers.
 * @throws UsageError if no template fits the answers.
 */
export function projectTree(answers: Answers): FileTree {
	const template = templateFor(answers);
	return projectTreeAt(answers, template.version);
}

/**
 * The files that a version of the template makes, or made: those of today, with every later migration undone.
 * @throws UsageError if no template fits the answers.
 */
export function projectTreeAt(answers: Answers, version: number): FileTree {
	const template = { ...templateFor(answers), version };
	const view = viewOf(answers, template);
	const later = migrationsOf(answers.language).filter((migration) => migration.to > version);
	const files = [...SHARED_FILES, ...template.files]
		.filter((file) => isWanted(file, view) && !later.some(({ added }) => added.includes(file.to)))
		.map((file): [string, string] => [file.to.replace('NAME', answers.name), contentsOf(sourceOf(file, later), view)])
		.sort(([a], [b]) => (a < b ? -1 : 1));
	return new Map(files);
}

/** The first later migration that changed a file has kept how it was. */
function sourceOf({ from }: TemplateFile, later: readonly Migration[]): string {
	const migration = later.find(({ changed }) => changed.includes(from));
	return migration ? `${migration.kept}/${from}` : from;
}

function isWanted({ when }: TemplateFile, view: TemplateView): boolean {
	return when === undefined || when.some((condition) => view.has[condition]);
}

function contentsOf(from: string, view: TemplateView): string {
	const text = readFileSync(join(packageRoot, 'templates', from), 'utf8');
	return from.endsWith('.ejs') ? render(text, view, from) : text;
}
