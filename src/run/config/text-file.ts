import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readTextFile } from '../../project/read-file.ts';
import { YAML_BOUNDS } from '../../rules/file/yaml-bounds.ts';

/**
 * The text of a configuration or rules file.
 * @throws UsageError for what cannot be read, is larger than any YAML that is accepted, or is not UTF-8.
 */
export function readText(path: string): string {
	return readTextFile(path, YAML_BOUNDS.bytes);
}

/**
 * The files that an entry of `rules_files` or `config_files` names: itself, or what a directory holds of `.yaml` and
 * `.yml`, sorted by path. Empty where nothing is there (rules facts, section 2.8).
 */
export function yamlFilesAt(path: string): string[] {
	const stat = statSync(path, { throwIfNoEntry: false });
	if (stat === undefined) return [];
	if (!stat.isDirectory()) return [path];
	return readdirSync(path)
		.filter((name) => /\.ya?ml$/.test(name))
		.map((name) => join(path, name))
		.filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile() === true)
		.sort();
}
