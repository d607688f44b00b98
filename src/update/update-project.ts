import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseDocument } from 'yaml';
import { CannotRunError, UsageError } from '../errors.ts';
import { findProjectFile } from '../project/find.ts';
import { validateProjectFile } from '../project/validate.ts';
import { readYamlFile } from '../project/yaml-file.ts';
import { commitTree, type TreeWriter } from '../scaffold/commit.ts';
import { migrationsOf } from '../scaffold/migrations/index.ts';
import { templateFor } from '../scaffold/templates.ts';
import { projectTreeAt } from '../scaffold/tree.ts';
import { type AskConflict, bringForward, type UpdatedFile } from './bring-forward.ts';
import { recoverAnswers } from './recover-answers.ts';

/** What `update` did, or would do; its `--json` result. */
export interface UpdateResult {
	schemaVersion: 1;
	/** Absolute path of the project. */
	folder: string;
	/** Versions of the template, of the project before and after. */
	from: number;
	to: number;
	/** False with --dry-run, and where there was nothing to do. */
	written: boolean;
	migrations: readonly { to: number; title: string }[];
	files: readonly UpdatedFile[];
}

export interface UpdateOptions {
	dryRun: boolean;
	/** Asked for each place that the author and the template have both changed. */
	ask: AskConflict;
}

/**
 * Brings a project that `new` made to the newest version of its template, one numbered migration after the other. All files are
 * written or none; where a migration was made already, nothing happens.
 * @throws UsageError where no template made the project, or what it was told can't be found out; CannotRunError where the files can't be
 * read or written.
 */
export async function updateProject(folder: string, { dryRun, ask }: UpdateOptions): Promise<UpdateResult> {
	const yaml = readYamlFile(findProjectFile(folder));
	const file = validateProjectFile(yaml);
	const root = dirname(yaml.path);
	const { language, template } = file;
	if (template === undefined || language === 'other') {
		throw new UsageError(
			`${yaml.path}: no template of plugin-kit made this project, so there is nothing to bring forward`,
		);
	}
	const newest = templateFor({ language, capabilities: [] }).version;
	const from = template.version;
	if (from > newest) {
		throw new UsageError(
			`${yaml.positionOf(['template', 'version'])}: version ${from} of the template is newer than this plugin-kit, which knows ${newest}`,
			['Install a newer plugin-kit.'],
		);
	}
	const done: UpdateResult = {
		schemaVersion: 1,
		folder: root,
		from,
		to: newest,
		written: false,
		migrations: [],
		files: [],
	};
	if (from === newest) return done;
	const answers = recoverAnswers(root, file, language);
	const steps = migrationsOf(language).filter(({ to }) => to > from);
	const changed = new Map<string, string>();
	const files = new Map<string, UpdatedFile>();
	const read = (path: string) => changed.get(path) ?? readIfThere(join(root, path));
	for (const { to } of steps) {
		const step = await bringForward(projectTreeAt(answers, to - 1), projectTreeAt(answers, to), read, ask);
		for (const [path, contents] of step.contents) changed.set(path, contents);
		for (const each of step.files)
			files.set(each.path, files.get(each.path)?.action === 'create' ? { ...each, action: 'create' } : each);
	}
	recordVersion(changed, files, read, newest);
	const result = { ...done, migrations: steps.map(({ to, title }) => ({ to, title })), files: [...files.values()] };
	if (dryRun) return result;
	const plan = [...changed.keys()].map((path) => ({
		path,
		action: files.get(path)?.action === 'create' ? ('create' as const) : ('replace' as const),
	}));
	await commitTree(changed, plan, root, writeFiles);
	return { ...result, written: true };
}

/** The version has to be the new one, whatever the author made of the lines around it. */
function recordVersion(
	changed: Map<string, string>,
	files: Map<string, UpdatedFile>,
	read: (path: string) => string | undefined,
	version: number,
): void {
	const path = 'plugin-kit.yaml';
	const document = parseDocument(read(path) ?? '');
	if (document.getIn(['template', 'version']) === version) return;
	document.setIn(['template', 'version'], version);
	changed.set(path, document.toString({ lineWidth: 0 }));
	const known = files.get(path);
	files.set(path, { path, action: 'merge', note: null, conflicts: known?.conflicts ?? [] });
}

function readIfThere(path: string): string | undefined {
	try {
		return readFileSync(path, 'utf8');
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		if (code === 'ENOENT') return undefined;
		throw new CannotRunError(`${path}: can't be read (${code})`);
	}
}

const writeFiles: TreeWriter = async (tree, folder) => {
	for (const [path, contents] of tree) {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), contents);
	}
};
