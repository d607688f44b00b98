// Runs every suite, one after the other, and prints a line for each with its time; `--proof` adds the long proofs.
// The last line is `N passed, N failed, N skipped` over all of them.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

interface Suite {
	name: string;
	/** What a reader learns from it. */
	about: string;
	/** Only this file of it. */
	file?: string;
	repetitions?: number;
}

interface Tally {
	passed: number;
	failed: number;
	skipped: number;
	/** Full names of the tests that did not run, with their files. */
	skippedNames: string[];
}

const SUITES: readonly Suite[] = [
	{ name: 'unit', about: 'every part by itself' },
	{ name: 'contract', about: 'flags, JSON, exit codes, layers' },
	{ name: 'kill-matrix', about: 'every check catches its mutants, and no clean plugin is complained about' },
	{ name: 'e2e', about: 'the built command, and the product as installed' },
];
const PROOFS: readonly Suite[] = [
	{
		name: 'kill-matrix',
		about: 'the same verdicts, 20 times',
		file: 'test/kill-matrix/kill-matrix.test.ts',
		repetitions: 20,
	},
];

const root = fileURLToPath(new URL('..', import.meta.url));
const proof = process.argv.includes('--proof');
/** In CI a test that did not run because a tool is missing is a failure; the two that may be skipped say so by name. */
const strict = process.env.CI === 'true';
const PERMITTED_SKIPS = /plugin-sdk-cpp|shared data/;

function runSuite({ name, file }: Suite): Tally {
	const folder = mkdtempSync(join(tmpdir(), 'plugin-kit-suite-'));
	const output = join(folder, 'results.json');
	try {
		spawnSync(
			process.execPath,
			[
				'node_modules/vitest/vitest.mjs',
				'run',
				'--project',
				name,
				...(file === undefined ? [] : [file]),
				'--passWithNoTests',
				'--reporter=default',
				'--reporter=json',
				`--outputFile.json=${output}`,
			],
			{
				cwd: root,
				stdio: ['ignore', 'inherit', 'inherit'],
				env: { ...process.env, ...(proof ? { PLUGIN_KIT_PROOF: '1' } : {}) },
			},
		);
		return tallyOf(output);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

function tallyOf(file: string): Tally {
	try {
		const report = JSON.parse(readFileSync(file, 'utf8')) as {
			success: boolean;
			numPassedTests: number;
			numFailedTests: number;
			numPendingTests: number;
			numTodoTests: number;
			testResults: { name: string; status: string; assertionResults: { fullName: string; status: string }[] }[];
		};
		const skippedNames = report.testResults.flatMap(({ assertionResults }) =>
			assertionResults
				.filter(({ status }) => status === 'skipped' || status === 'pending')
				.map(({ fullName }) => fullName),
		);
		// A file that fails before its tests exist has no failed test of its own.
		const brokenFiles = report.testResults.filter(
			({ status, assertionResults }) =>
				status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
		).length;
		const failed = report.numFailedTests + brokenFiles;
		return {
			passed: report.numPassedTests,
			failed: failed === 0 && !report.success ? 1 : failed,
			skipped: report.numPendingTests + report.numTodoTests,
			skippedNames,
		};
	} catch {
		return { passed: 0, failed: 1, skipped: 0, skippedNames: [] };
	}
}

const total: Tally = { passed: 0, failed: 0, skipped: 0, skippedNames: [] };
const lines: string[] = [];
for (const suite of proof ? [...SUITES, ...PROOFS] : SUITES) {
	for (let repetition = 1; repetition <= (suite.repetitions ?? 1); repetition++) {
		const start = Date.now();
		process.stdout.write(`\n== ${suite.name}: ${suite.about}\n`);
		const tally = runSuite(suite);
		total.passed += tally.passed;
		total.failed += tally.failed;
		total.skipped += tally.skipped;
		total.skippedNames.push(...tally.skippedNames);
		const seconds = ((Date.now() - start) / 1000).toFixed(0);
		lines.push(
			`${suite.name.padEnd(12)} ${seconds.padStart(4)} s  ${tally.passed} passed, ${tally.failed} failed, ${tally.skipped} skipped`,
		);
	}
}
process.stdout.write(`\n${lines.join('\n')}\n`);
for (const name of total.skippedNames) process.stdout.write(`skipped: ${name}\n`);
const notPermitted = total.skippedNames.filter((name) => !PERMITTED_SKIPS.test(name));
if (strict && notPermitted.length > 0) {
	process.stdout.write(`${notPermitted.length} tests did not run, and in CI all have what they need\n`);
	total.failed += notPermitted.length;
	total.skipped -= notPermitted.length;
}
process.stdout.write(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`);
process.exitCode = total.failed > 0 ? 1 : 0;
