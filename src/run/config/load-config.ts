import { UsageError } from '../../errors.ts';
import { parseYaml } from '../../rules/file/yaml-parse.ts';
import { type ConfigMapping, configAt, configDocument, placesIn } from './config-node.ts';
import { type Environment, expandNode } from './environment.ts';
import { MERGE_STRATEGIES, type MergeStrategy, mergeConfig } from './merge.ts';
import { applyOverride, parseOverride } from './override.ts';
import { Section, type Warn } from './section.ts';
import { readText, yamlFilesAt } from './text-file.ts';

const INCLUDES = 'config_files';

/**
 * The configuration as one mapping: the file, what its `config_files` add, then `-o` (rules facts, section 5.2).
 * @param file falco.yaml; without one only the overrides count
 * @throws UsageError with `file:line:column` or the flag
 */
export function loadConfig(
	file: string | undefined,
	overrides: readonly string[],
	environment: Environment,
	warn: Warn,
): ConfigMapping {
	const parsed = overrides.map(parseOverride);
	const isInclude = ({ path: [step] }: (typeof parsed)[number]) => step?.kind === 'key' && step.key === INCLUDES;
	const main: ConfigMapping =
		file === undefined ? { kind: 'mapping', place: 'command line', entries: [] } : readConfig(file, environment, warn);
	// Which files are included can be said on the command line, so that has to be known before.
	let config = parsed.filter(isInclude).reduce(applyOverride, main);
	for (const { path, strategy } of includesOf(config, warn)) {
		for (const included of yamlFilesAt(path)) {
			config = mergeConfig(config, readIncluded(included, environment, warn), strategy);
		}
	}
	return parsed.filter((override) => !isInclude(override)).reduce(applyOverride, config);
}

function readConfig(file: string, environment: Environment, warn: Warn): ConfigMapping {
	const text = readText(file);
	const placeOf = placesIn(file, text);
	const parsed = parseYaml(text);
	if (!parsed.ok) throw new UsageError(`${placeOf(parsed.error.mark)}: ${parsed.error.message}`);
	const [document] = parsed.documents;
	if (document === undefined || document.kind === 'null') {
		return { kind: 'mapping', place: `${file}:1:1`, entries: [] };
	}
	const { root, warnings } = configDocument(document, placeOf);
	for (const warning of warnings) warn(warning);
	if (root.kind !== 'mapping') throw new UsageError(`${root.place}: a Falco configuration is a mapping of keys`);
	return { ...root, entries: root.entries.map((entry) => ({ ...entry, value: expandNode(entry.value, environment) })) };
}

function readIncluded(file: string, environment: Environment, warn: Warn): ConfigMapping {
	const included = readConfig(file, environment, warn);
	const nested = included.entries.find(({ key }) => key === INCLUDES);
	if (nested === undefined) return included;
	throw new UsageError(`${nested.keyPlace}: '${INCLUDES}' is not allowed in a file that is included itself`);
}

interface Include {
	readonly path: string;
	readonly strategy: MergeStrategy;
}

function includesOf(config: ConfigMapping, warn: Warn): Include[] {
	const section = new Section(config, '', warn);
	if (configAt(config, INCLUDES) === undefined) return [];
	return (section.items(INCLUDES) ?? []).map((item, index) => {
		if (item.kind === 'scalar') return { path: item.text, strategy: 'append' };
		const entry = section.inner(item, `${INCLUDES}[${index}]`);
		const include = {
			path: entry.required('path'),
			strategy: entry.choice('strategy', MERGE_STRATEGIES, 'append'),
		};
		entry.finish();
		return include;
	});
}
