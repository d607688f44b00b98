import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Inputs, NO_INPUTS } from '../../harness/protocol/messages.ts';
import { testFilesOf } from '../author-tests/load.ts';
import { UsageError } from '../errors.ts';
import { findProjectFile } from '../project/find.ts';
import { loadProject } from '../project/load.ts';
import type { Project } from '../project/model.ts';
import { yamlFilesAt } from '../run/config/text-file.ts';
import { buildProject } from '../toolchain/build-project.ts';
import { diagnosticLine } from '../toolchain/diagnostic.ts';
import type { Allow } from './options.ts';
import { NO_RELEASE_INPUTS, type ReleaseInputs } from './release-subject.ts';

/** What is tested: a library, with what its project says about it. */
export interface TestSubject {
	/** Absolute path. */
	library: string;
	inputs: Inputs;
	allow: readonly Allow[];
	/** The author's own tests. */
	testFiles: readonly string[];
	/** The rules that come with the plugin, which tests may expect alerts of. */
	rulesFiles: readonly string[];
	release: ReleaseInputs;
}

/**
 * A directory is a project: it is built first, and its plugin-kit.yaml gives inputs and allowances. A file is a library; the
 * project that it is the output of, if there is one above it, gives the same.
 */
export async function subjectOfTest(path: string, signal: AbortSignal): Promise<TestSubject> {
	const absolute = resolve(path);
	if (statSync(absolute, { throwIfNoEntry: false })?.isDirectory()) return built(absolute, signal);
	const project = projectAbove(absolute);
	if (project?.build.output !== absolute) {
		return {
			library: absolute,
			inputs: NO_INPUTS,
			allow: [],
			testFiles: [],
			rulesFiles: [],
			release: NO_RELEASE_INPUTS,
		};
	}
	return subjectOf(project, absolute);
}

async function built(folder: string, signal: AbortSignal): Promise<TestSubject> {
	const project = loadProject(folder);
	const result = await buildProject(folder, { signal });
	if (result.library === null) {
		for (const diagnostic of result.diagnostics) process.stderr.write(`${diagnosticLine(diagnostic)}\n`);
		if (result.output !== null) process.stderr.write(`${result.output}\n`);
		throw new UsageError(`${project.name} does not build, so there is nothing to test`, [
			'Mend the errors above, or name a library: plugin-kit test ./libdemo.so',
		]);
	}
	return subjectOf(project, resolve(result.library.path));
}

function subjectOf({ folder, conformance, allow, registryFile }: Project, library: string): TestSubject {
	const release = { project: folder, registry: registryFile, previous: null };
	const rulesFiles = yamlFilesAt(join(folder, 'rules'));
	return { library, inputs: conformance, allow, testFiles: testFilesOf(folder), rulesFiles, release };
}

function projectAbove(file: string): Project | undefined {
	const folder = resolve(file, '..');
	try {
		findProjectFile(folder);
	} catch {
		return undefined;
	}
	return loadProject(folder);
}
