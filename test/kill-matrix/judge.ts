import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Inputs, NO_INPUTS } from '../../harness/protocol/messages.ts';
import { loadTests } from '../../src/author-tests/load.ts';
import type { ConformanceOptions } from '../../src/conformance/options.ts';
import type { ReleaseInputs } from '../../src/conformance/release-subject.ts';
import { falcoBehaviour } from '../../src/falco/behaviour.ts';
import type { CheckReport, Report } from '../../src/report/model.ts';
import { buildPlugins } from '../plugins/build.ts';
import { CLEAN_PLUGINS, type CleanPlugin } from '../plugins/good/variants.ts';
import { buildFileMutant } from '../plugins/mutants/file/build.ts';
import { FILE_MUTANTS } from '../plugins/mutants/file/mutants.ts';
import { MUTANTS } from '../plugins/mutants/index.ts';

/** The built harness, since that is what authors run; its host children start in less than half the time of the sources. */
const { runConformance }: typeof import('../../src/conformance/conformance.ts') = await import(
	new URL('../../dist/src/conformance/conformance.js', import.meta.url).href
);

/** What the harness said of one mutant, beside what it should say. */
export interface MutantRun {
	name: string;
	check: string;
	verdict: string;
	severity: string;
	call: string | undefined;
	alsoFires: readonly string[];
	report: Report;
}

export interface CleanRun {
	plugin: CleanPlugin;
	report: Report;
}

/** Deadlines of a fifth: mutants that hang are to cost half a second, and no sound call takes that long. */
const TIMEOUT_SCALE = 0.2;
/** Runs at a time; the machine has two cores, and one run has its children too. */
const AT_ONCE = 3;

export function judge(
	library: string,
	inputs: Partial<Inputs> = {},
	timeoutScale = TIMEOUT_SCALE,
	testFiles: readonly string[] = [],
): Promise<Report> {
	return runConformance(optionsFor(library, inputs, timeoutScale, testFiles));
}

/** Runs the checks of a release on the library of a project. */
export function judgeRelease(library: string, release: ReleaseInputs): Promise<Report> {
	const options = optionsFor(library, {}, TIMEOUT_SCALE, []);
	return runConformance({ ...options, profile: 'release', select: ['registry.*'], release });
}

function optionsFor(
	library: string,
	inputs: Partial<Inputs>,
	timeoutScale: number,
	testFiles: readonly string[],
): ConformanceOptions {
	return {
		library,
		profile: 'ci',
		select: [],
		skip: [],
		inputs: { ...NO_INPUTS, ...inputs },
		falco: falcoBehaviour(),
		target: process.arch === 'arm64' ? 'aarch64' : 'x86_64',
		seed: 1,
		jobs: 1,
		timeoutScale,
		allow: [],
		suite: { tests: loadTests(testFiles), golden: 'compare', rulesFiles: [] },
		reproduceFlags: [],
		onProgress: () => {},
	};
}

/** Builds every mutant in one go and runs the whole harness on each. */
export async function judgeMutants(): Promise<MutantRun[]> {
	const folder = mkdtempSync(join(tmpdir(), 'kill-matrix-'));
	try {
		const libraries = await buildPlugins(MUTANTS);
		const rows = [
			...MUTANTS.map((mutant) => ({ ...mutant, library: libraries.get(mutant.name) ?? '' })),
			...FILE_MUTANTS.map((mutant) => ({
				name: `file.${mutant.name}`,
				check: mutant.check,
				verdict: mutant.verdict,
				severity: mutant.severity,
				call: undefined,
				alsoFires: [
					...(mutant.also ?? []),
					...(mutant.laterFires ?? []),
					...(mutant.refusedByDebian12 ? ['abi.dlopen-now'] : []),
				],
				inputs: undefined,
				library: buildFileMutant(mutant, folder),
			})),
		];
		return await eachAtOnce(rows, async (row) => ({
			name: row.name,
			check: row.check,
			verdict: row.verdict,
			severity: row.severity,
			call: row.call,
			alsoFires: row.alsoFires ?? [],
			report: await judge(row.library, row.inputs, TIMEOUT_SCALE, 'tests' in row && row.tests ? [row.tests] : []),
		}));
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

export async function judgeClean(): Promise<CleanRun[]> {
	const libraries = await buildPlugins(CLEAN_PLUGINS);
	return eachAtOnce(CLEAN_PLUGINS, async (plugin) => ({
		plugin,
		report: await judge(libraries.get(plugin.name) ?? ''),
	}));
}

/** Checks that say something an author must act on. */
export function firing(report: Report): CheckReport[] {
	return report.checks.filter(({ verdict }) => ['warning', 'fail', 'crash', 'hang', 'error'].includes(verdict));
}

/** Runs over all items, two at a time, and keeps their order. */
export async function eachAtOnce<T, R>(items: readonly T[], run: (item: T) => Promise<R>): Promise<R[]> {
	const results: R[] = [];
	let next = 0;
	const worker = async () => {
		for (let index = next++; index < items.length; index = next++) {
			results[index] = await run(items[index] as T);
			if ((index + 1) % 25 === 0) process.stdout.write(`kill matrix: ${index + 1} of ${items.length}\n`);
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, worker));
	return results;
}
