import { beforeAll, describe, expect, it } from 'vitest';
import { CATALOGUE } from '../../harness/catalogue.ts';
import { CLEAN_PLUGINS } from '../plugins/good/variants.ts';
import { FILE_MUTANTS } from '../plugins/mutants/file/mutants.ts';
import { MUTANTS } from '../plugins/mutants/index.ts';
import { type CleanRun, firing, judgeClean, judgeMutants, type MutantRun } from './judge.ts';

let mutants: MutantRun[] = [];
let clean: CleanRun[] = [];

beforeAll(async () => {
	mutants = await judgeMutants();
	clean = await judgeClean();
	const caught = mutants.filter((run) => problemOf(run) === undefined).length;
	const falsePositives = clean.filter(({ report }) => firing(report).length > 0).length;
	const line = `${CATALOGUE.length} checks, ${mutants.length} mutants, ${caught} caught, ${falsePositives} false positives`;
	process.stdout.write(`kill matrix: ${line}\n`);
}, 1_800_000);

/** Why a mutant was not caught as its row says; undefined where it was. */
function problemOf(run: MutantRun): string | undefined {
	const report = run.report.checks.find(({ id }) => id === run.check);
	if (!report) return `${run.check} is not in the report`;
	const said = `${report.verdict}${report.reason ? ` (${report.reason})` : ''}`;
	if (report.verdict !== run.verdict) return `${run.check} says ${said}, not ${run.verdict}`;
	const finding = report.findings.find(
		({ severity, call }) => severity === run.severity && (run.call === undefined || call === run.call),
	);
	if (!finding) return `${run.check} has no finding of severity ${run.severity} in ${run.call}`;
	const others = firing(run.report).filter(({ id }) => id !== run.check && !run.alsoFires.includes(id));
	if (others.length === 0) return undefined;
	return `fires too: ${others.map(({ id, verdict, findings, reason }) => `${id} ${verdict}: ${findings[0]?.message ?? reason}`).join('; ')}`;
}

const NAMES = [...MUTANTS.map(({ name }) => name), ...FILE_MUTANTS.map(({ name }) => `file.${name}`)];

describe('every mutant is caught by its check, with its verdict, severity and call, and by no other', () => {
	it.each(NAMES)('%s', (name) => {
		const run = mutants.find((one) => one.name === name);
		expect(run && problemOf(run)).toBeUndefined();
		expect(run).toBeDefined();
	});
});

describe('no clean plugin is complained about', () => {
	it.each(CLEAN_PLUGINS.map(({ name }) => name))('%s', (name) => {
		const run = clean.find(({ plugin }) => plugin.name === name);
		const complaints = run?.report.checks
			.filter((check) => firing(run.report).includes(check))
			.map(({ id, verdict, findings, reason }) => `${id} ${verdict}: ${findings[0]?.message ?? reason}`);
		expect(complaints).toEqual([]);
	});

	it('what is said of them for information is known', async () => {
		const infos = Object.fromEntries(
			clean.map(({ plugin, report }) => [
				plugin.name,
				report.checks // Figures of throughput are different each time.
					.filter(({ id }) => !id.startsWith('perf.'))
					.flatMap(({ id, findings }) => findings.map(({ message }) => `${id}: ${message}`))
					.toSorted(),
			]),
		);
		await expect(`${JSON.stringify(infos, null, '\t')}\n`).toMatchFileSnapshot('../golden/clean-infos.json');
	});
});

describe('the catalogue is proven', () => {
	it('every check has a mutant', () => {
		const proven = new Set([...MUTANTS, ...FILE_MUTANTS].map(({ check }) => check));
		expect(CATALOGUE.map(({ id }) => id).filter((id) => !proven.has(id as never))).toEqual([]);
	});

	it('every mutant names a check', () => {
		const ids = new Set<string>(CATALOGUE.map(({ id }) => id));
		expect([...MUTANTS, ...FILE_MUTANTS].filter(({ check }) => !ids.has(check))).toEqual([]);
	});
});
