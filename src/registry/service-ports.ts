import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { TestProgress } from '../cli/progress.ts';
import { runConformance } from '../conformance/conformance.ts';
import { subjectOfTest } from '../conformance/test-subject.ts';
import { CannotRunError, UsageError } from '../errors.ts';
import { falcoBehaviour } from '../falco/behaviour.ts';
import { discoverPlugin } from '../inspect/discover-plugin.ts';
import { HERE } from '../inspect/here.ts';
import { exitCodeOf, type Report } from '../report/model.ts';
import { buildProject } from '../toolchain/build-project.ts';
import { diagnosticLine } from '../toolchain/diagnostic.ts';
import type { PluginPorts, TestedLibrary } from './ports.ts';
import { readPluginProject } from './project-metadata.ts';

/** Host children at a time: as many as `plugin-kit test` has by default. */
const JOBS = 2;

/** The ports as the rest of plugin-kit fills them: builds with the toolchain, loads the library in child processes only. */
export const servicePorts: PluginPorts = {
	project: async (folder) => readPluginProject(folder),
	build: async (folder) => {
		const { outcome, diagnostics, output } = await buildProject(folder);
		if (outcome === 'built') return;
		const lines = [...diagnostics.map(diagnosticLine), ...(output === null ? [] : [output])];
		throw new UsageError('the project does not build', lines.slice(0, 20));
	},
	describe: async (library) => {
		const discovery = await discoverPlugin(library);
		if (discovery.kind === 'described') return discovery.description;
		throw new UsageError(`${library} cannot be asked who it is: ${discovery.reason}`, [
			`See: plugin-kit test ${library}`,
		]);
	},
	test: testRelease,
};

/**
 * Runs the release profile on a library, with the inputs of its project. The hash is that of the file before and after, so
 * that nobody swaps it meanwhile.
 */
async function testRelease(library: string): Promise<TestedLibrary> {
	const interruption = new AbortController();
	const progress = new TestProgress('shown');
	const interrupt = () => interruption.abort();
	process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
	const before = hashOf(library);
	try {
		const { inputs, allow } = await subjectOfTest(library, interruption.signal);
		const report = await runConformance({
			library,
			profile: 'release',
			select: [],
			skip: [],
			inputs,
			falco: falcoBehaviour(),
			target: HERE,
			seed: 1,
			jobs: JOBS,
			timeoutScale: 1,
			allow,
			reproduceFlags: [],
			onProgress: (step) => progress.show(step),
			signal: interruption.signal,
		});
		if (hashOf(library) !== before) throw new UsageError(`${library} changed while it was tested`);
		return { ok: exitCodeOf(report, 'error') === 0, sha256: before, summary: summaryOf(report) };
	} finally {
		progress.end();
		process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
	}
}

function hashOf(library: string): string {
	try {
		return createHash('sha256').update(readFileSync(library)).digest('hex');
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		if (code === 'ENOENT') throw new UsageError(`there is no ${library}`, ['Build it first: plugin-kit build']);
		throw new CannotRunError(`cannot read ${library}: ${code}`, [], { cause: error });
	}
}

/** The verdicts that occurred, and the checks that failed by name. */
function summaryOf({ summary, checks }: Report): string {
	const counts = Object.entries(summary).filter(([, count]) => count > 0);
	const bad = checks.filter(({ verdict }) => ['fail', 'crash', 'hang', 'error'].includes(verdict)).map(({ id }) => id);
	const words = counts.map(([verdict, count]) => `${count} ${verdict}`).join(', ');
	return bad.length === 0 ? words : `${words}; ${bad.join(', ')}`;
}
