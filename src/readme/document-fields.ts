import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Field, parseFields } from '../../harness/abi/fields.ts';
import { CannotRunError, UsageError } from '../errors.ts';
import { discoverPlugin } from '../inspect/discover-plugin.ts';
import { FIELDS_BEGIN, FIELDS_END } from '../project/fields-table.ts';
import { loadProject } from '../project/load.ts';
import { replaceFile } from '../project/replace-file.ts';
import { unifiedDiff } from '../text-diff/line-diff.ts';
import { withFieldsTable } from './fields-section.ts';

/** What `docs` found or did; its `--json` result. */
export interface DocsResult {
	schemaVersion: 1;
	/** Absolute path of the README. */
	file: string;
	/** `stale` only with --check: it would be written. */
	state: 'current' | 'stale' | 'written';
	/** Names of the plugin's fields. */
	fields: readonly string[];
	/** What differs, `-` what is there and `+` what should be; empty where it is current. */
	diff: readonly string[];
}

/**
 * Brings the table of fields in the README of a project in line with its built library, or only compares them.
 * @throws UsageError where the library is not built, or the README has no place for the table; CannotRunError where the library
 * says nothing.
 */
export async function documentFields(folder: string, mode: 'write' | 'check'): Promise<DocsResult> {
	const project = loadProject(folder);
	const file = join(project.folder, 'README.md');
	const fields = await fieldsOf(project.build.output);
	const readme = readReadme(file);
	const names = fields.map(({ name }) => name);
	const result = withFieldsTable(readme, fields);
	if ('problem' in result) {
		// A plugin without fields needs no table.
		if (fields.length === 0) return { schemaVersion: 1, file, state: 'current', fields: [], diff: [] };
		throw new UsageError(`${file} ${result.problem}`, [
			`Write these two lines where the table belongs: ${FIELDS_BEGIN} and ${FIELDS_END}`,
		]);
	}
	const diff = unifiedDiff(readme, result.text);
	if (result.text === readme) return { schemaVersion: 1, file, state: 'current', fields: names, diff };
	if (mode === 'write') replaceFile(file, result.text);
	return { schemaVersion: 1, file, state: mode === 'write' ? 'written' : 'stale', fields: names, diff };
}

async function fieldsOf(library: string): Promise<Field[]> {
	if (!existsSync(library)) {
		throw new UsageError(`${library} is not there: the table comes from the built library`, ['Run plugin-kit build.']);
	}
	const discovery = await discoverPlugin(library);
	if (discovery.kind === 'none')
		throw new CannotRunError(`${library} does not say what its fields are: ${discovery.reason}`);
	const { description } = discovery;
	if (description.load.kind === 'refused') {
		throw new CannotRunError(`${library} does not load: ${description.load.error}`);
	}
	return parseFields(description.fields);
}

function readReadme(file: string): string {
	try {
		return readFileSync(file, 'utf8');
	} catch (error) {
		throw new UsageError(`${file}: can't be read (${(error as NodeJS.ErrnoException).code})`);
	}
}
