import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { loadProject } from '../project/load.ts';
import { readYamlFile } from '../project/yaml-file.ts';
import type { EntryMetadata } from './entry.ts';
import type { PluginProject } from './ports.ts';

/**
 * Reads a project for a registration: plugin-kit.yaml with its `registry` section, the rules files of `rules/` in order, the
 * README. Throws a UsageError, with file, line and column, for what is wrong in plugin-kit.yaml.
 */
export function readPluginProject(folder: string): PluginProject {
	const project = loadProject(folder);
	const { registry = {} } = readYamlFile(project.file).value as { registry?: EntryMetadata };
	const rules = join(project.folder, 'rules');
	const names = existsSync(rules) ? readdirSync(rules, { withFileTypes: true }) : [];
	const files = names
		.filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
		.map(({ name }) => join(rules, name));
	const readme = join(project.folder, 'README.md');
	return {
		folder: project.folder,
		library: project.build.output,
		registry,
		rules: files.sort(),
		readme: existsSync(readme) ? readme : undefined,
	};
}
