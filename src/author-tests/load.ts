import { readdirSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { readSamples } from '../conformance/samples.ts';
import { UsageError } from '../errors.ts';
import { configText, sampleBytes } from '../project/load.ts';
import { validateYaml } from '../project/validate.ts';
import { readYamlFile, type YamlFile } from '../project/yaml-file.ts';
import type { Place } from '../report/model.ts';
import { PRIORITIES, parsePriority } from '../rules/file/priority.ts';
import { yamlFilesAt } from '../run/config/text-file.ts';
import type { AuthorTest, ExpectedAlert, ExpectedValue, TestFile, WrittenTest } from './model.ts';

const DEFAULT_LIMIT = 10_000;
const DEFAULT_TIMEOUT_MS = 10_000;
const DEFAULT_GOLDEN_EVENTS = 100;

/** The files of tests in the `tests` folder of a project, in order of their names; none where there is no such folder. */
export function testFilesOf(projectFolder: string): string[] {
	const folder = join(projectFolder, 'tests');
	try {
		return readdirSync(folder, { withFileTypes: true })
			.filter((entry) => !entry.isDirectory() && /\.ya?ml$/.test(entry.name))
			.map((entry) => join(folder, entry.name))
			.sort();
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		if (code === 'ENOENT' || code === 'ENOTDIR') return [];
		throw new UsageError(`${folder}: can't be read (${code})`);
	}
}

/**
 * Reads files of tests and everything that they name.
 * @throws UsageError with file, line and column for what is wrong in them.
 */
export function loadTests(files: readonly string[]): AuthorTest[] {
	const tests = files.flatMap(loadFile);
	const seen = new Map<string, AuthorTest>();
	for (const test of tests) {
		const other = seen.get(test.id);
		if (other) {
			const { file, line, column } = test.place;
			throw new UsageError(
				`${file}:${line}:${column}: '${test.name}' is also the name of the test in line ${other.place.line}`,
			);
		}
		seen.set(test.id, test);
	}
	return tests;
}

function loadFile(path: string): AuthorTest[] {
	const yaml = readYamlFile(path, 'digits');
	const { tests } = validateYaml<TestFile>(yaml, 'plugin-tests');
	return tests.map((test, index) => resolveTest(test, ['tests', index], yaml));
}

function resolveTest(test: WrittenTest, keys: readonly (string | number)[], yaml: YamlFile): AuthorTest {
	const folder = dirname(yaml.path);
	const at = (...more: (string | number)[]): Place => placeIn(yaml, [...keys, ...more]);
	const { expect, samples } = test;
	refuseContradictions(test, keys, yaml);
	return {
		id: `${basename(yaml.path).replace(/\.ya?ml$/, '')}: ${test.name}`,
		name: test.name,
		place: at('name'),
		initConfig: test['init-config'] === undefined ? null : configText(test['init-config']),
		openParams: test['open-params'] ?? null,
		samples: samples
			? samples.flatMap((sample, index) =>
					typeof sample === 'object' && 'file' in sample
						? filesOf(sample.file, folder, yaml.positionOf([...keys, 'samples', index]))
						: [sampleBytes(sample)],
				)
			: null,
		source: test.source ?? null,
		limit: test.limit ?? DEFAULT_LIMIT,
		timeoutMs: test.timeout ?? DEFAULT_TIMEOUT_MS,
		events: expect.events === undefined ? null : { count: expect.events, place: at('expect', 'events') },
		values: (expect.values ?? []).flatMap(({ event, fields }, index) =>
			Object.entries(fields).map(
				([field, value]): ExpectedValue => ({
					event,
					field,
					value,
					place: at('expect', 'values', index, 'fields', field),
				}),
			),
		),
		golden: expect.golden
			? {
					path: resolve(folder, expect.golden.file),
					fields: expect.golden.fields,
					events: expect.golden.events ?? DEFAULT_GOLDEN_EVENTS,
					place: at('expect', 'golden', 'file'),
				}
			: null,
		rules:
			test.rules?.flatMap((path, index) => rulesAt(path, folder, yaml.positionOf([...keys, 'rules', index]))) ?? null,
		alerts: (expect.alerts ?? []).map(
			({ rule, count, output, priority }, index): ExpectedAlert => ({
				rule,
				...(count === undefined ? {} : { count }),
				...(output === undefined ? {} : { output }),
				...(priority === undefined
					? {}
					: { priority: priorityOf(priority, yaml.positionOf([...keys, 'expect', 'alerts', index, 'priority'])) }),
				place: at('expect', 'alerts', index, 'rule'),
			}),
		),
		error: expect.error
			? { call: expect.error.in, contains: expect.error.contains ?? null, place: at('expect', 'error') }
			: null,
	};
}

/** What the schema cannot say. */
function refuseContradictions(
	{ expect, samples, ...test }: WrittenTest,
	keys: readonly (string | number)[],
	yaml: YamlFile,
): void {
	if (samples && test['open-params'] !== undefined) {
		throw new UsageError(
			`${yaml.positionOf([...keys, 'open-params'])}: 'open-params' is for events of the plugin's own, and the test gives samples`,
		);
	}
	const { error, events, values, golden, alerts } = expect;
	if (error && error.in !== 'next_batch' && (events !== undefined || values || golden || alerts)) {
		throw new UsageError(
			`${yaml.positionOf([...keys, 'expect', 'error'])}: a plugin that refuses ${error.in} gives no events to expect anything of`,
		);
	}
}

function rulesAt(path: string, folder: string, position: string): string[] {
	const files = yamlFilesAt(resolve(folder, path));
	if (files.length === 0) throw new UsageError(`${position}: there is no rules file ${path}`);
	return files;
}

function priorityOf(text: string, position: string): ExpectedAlert['priority'] & string {
	const priority = parsePriority(text);
	if (priority !== undefined) return priority;
	throw new UsageError(`${position}: '${text}' is no priority`, [`Priorities are ${PRIORITIES.join(', ')}.`]);
}

function filesOf(file: string, folder: string, position: string): string[] {
	try {
		return readSamples([resolve(folder, file)]);
	} catch (error) {
		if (error instanceof UsageError) throw new UsageError(`${position}: ${error.message}`, error.suggestions);
		throw error;
	}
}

function placeIn(yaml: YamlFile, keys: readonly (string | number)[]): Place {
	const short = relative(process.cwd(), yaml.path);
	return { file: short.startsWith('..') ? yaml.path : short, ...yaml.placeOf(keys) };
}
