import { dirname, isAbsolute, relative, resolve } from 'node:path';
import { UsageError } from '../errors.ts';
import { findProjectFile } from './find.ts';
import type { ConformanceInputs, ConformanceSection, Project, ProjectFile, Sample } from './model.ts';
import { splitCommand } from './split-command.ts';
import { validateProjectFile } from './validate.ts';
import { readYamlFile, type YamlFile } from './yaml-file.ts';

/**
 * The project that a folder belongs to: finds its plugin-kit.yaml, there or above, and reads it.
 * @throws UsageError where there is none, and with file, line and column for what is wrong in it.
 */
export function loadProject(folder: string): Project {
	const yaml = readYamlFile(findProjectFile(folder));
	const file = validateProjectFile(yaml);
	const root = dirname(yaml.path);
	return {
		folder: root,
		file: yaml.path,
		name: file.name,
		language: file.language,
		templateVersion: file.template?.version ?? null,
		build: { command: commandOf(file, yaml), output: outputOf(file, yaml, root), env: file.build.env ?? {} },
		conformance: inputsOf(file.conformance ?? {}, root),
		allow: file.allow ?? [],
	};
}

function commandOf({ build }: ProjectFile, yaml: YamlFile): Project['build']['command'] {
	if (typeof build.command !== 'string') return build.command as unknown as Project['build']['command'];
	const split = splitCommand(build.command);
	if ('words' in split) return split.words;
	throw new UsageError(`${yaml.positionOf(['build', 'command'])}: 'build.command' ${split.problem}`);
}

/** Absolute path of the library; it lies inside the project, so that a build never replaces anything else. */
function outputOf({ build }: ProjectFile, yaml: YamlFile, root: string): string {
	const output = resolve(root, build.output);
	const inside = relative(root, output);
	if (inside === '' || inside.startsWith('..') || isAbsolute(inside)) {
		throw new UsageError(`${yaml.positionOf(['build', 'output'])}: 'build.output' has to lie in the project's folder`);
	}
	return output;
}

function inputsOf(section: ConformanceSection, root: string): ConformanceInputs {
	return {
		initConfig: section['init-config'] === undefined ? null : configText(section['init-config']),
		badInitConfigs: (section['bad-init-config'] ?? []).map(configText),
		openParams: section['open-params'] ?? null,
		badOpenParams: section['bad-open-params'] ?? [],
		expectEvents: section['expect-events'] ?? null,
		samples: (section.samples ?? []).map(sampleBytes),
		with: section.with === undefined ? null : resolve(root, section.with),
	};
}

/** Falco passes a mapping as compact JSON (facts/abi.md 4.6), its keys sorted (facts/rules.md 5.1). */
export function configText(config: string | Record<string, unknown>): string {
	return typeof config === 'string' ? config : JSON.stringify(sortKeys(config));
}

function sortKeys(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(sortKeys);
	if (typeof value !== 'object' || value === null) return value;
	const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
	return Object.fromEntries(entries.map(([key, inner]) => [key, sortKeys(inner)]));
}

/** The bytes of a sample, one char each. */
export function sampleBytes(sample: Sample): string {
	const bytes = typeof sample === 'string' ? Buffer.from(sample, 'utf8') : Buffer.from(sample.hex, 'hex');
	return bytes.toString('latin1');
}
