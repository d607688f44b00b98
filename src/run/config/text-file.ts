import { closeSync, fstatSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../../errors.ts';
import { YAML_BOUNDS } from '../../rules/file/yaml-bounds.ts';

/**
 * The text of a configuration or rules file.
 * @throws UsageError for what cannot be read, is larger than any YAML that is accepted, or is not UTF-8.
 */
export function readText(path: string): string {
	let file: number;
	try {
		file = openSync(path, 'r');
	} catch (error) {
		throw new UsageError(`${path}: can't be read (${(error as NodeJS.ErrnoException).code})`);
	}
	try {
		const { size } = regularFile(file, path);
		const content = Buffer.alloc(size);
		let length = 0;
		for (let got = -1; got !== 0 && length < size; length += got) {
			got = readSync(file, content, length, size - length, null);
		}
		return new TextDecoder('utf-8', { fatal: true }).decode(content.subarray(0, length));
	} catch (error) {
		if (error instanceof TypeError) throw new UsageError(`${path}: is not UTF-8`);
		throw error;
	} finally {
		closeSync(file);
	}
}

function regularFile(file: number, path: string): { size: number } {
	const stat = fstatSync(file);
	if (!stat.isFile()) throw new UsageError(`${path}: is not a file`);
	if (stat.size > YAML_BOUNDS.bytes) throw new UsageError(`${path}: is larger than ${YAML_BOUNDS.bytes} bytes`);
	return stat;
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
