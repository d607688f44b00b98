import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { UsageError } from '../errors.ts';

const PROJECT_FILE = 'plugin-kit.yaml';

/**
 * Path of the project file of a folder: there or in the nearest folder above it.
 * @throws UsageError if there is none, or no such folder.
 */
export function findProjectFile(folder: string): string {
	const start = resolve(folder);
	if (!statSync(start, { throwIfNoEntry: false })?.isDirectory()) throw new UsageError(`${folder} is not a folder`);
	for (let at = start; ; at = dirname(at)) {
		const file = join(at, PROJECT_FILE);
		if (existsSync(file)) return file;
		if (at === dirname(at)) break;
	}
	throw new UsageError(`${start}: no ${PROJECT_FILE} here or in a folder above`, [
		'Make a project with `plugin-kit new`, or write the file; docs/schemas/plugin-kit.yaml.schema.json says what is in it.',
	]);
}
