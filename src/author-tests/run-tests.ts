import { parseFields } from '../../harness/abi/fields.ts';
import type { Description } from '../../harness/subjects.ts';
import { runChild } from '../conformance/child-run.ts';
import { deathOf } from '../conformance/deaths.ts';
import type { ConformanceOptions } from '../conformance/options.ts';
import { shellQuote } from '../conformance/reproduce.ts';
import type { Mismatch, TestReport } from '../report/model.ts';
import { compare } from './compare.ts';
import { checkGolden, goldenText } from './golden.ts';
import { judgeAlerts } from './judge-alerts.ts';
import type { AuthorTest } from './model.ts';
import { type PlannedTest, planTest } from './plan.ts';

/** The author's tests of a run. */
export interface TestSuite {
	tests: readonly AuthorTest[];
	/** What becomes of golden files that differ. */
	golden: 'compare' | 'update';
	/** The rules files of the project, absolute, for tests that expect alerts. */
	rulesFiles: readonly string[];
}

/** What came of a suite; null where the run was ended. */
export type SuiteRun = { reports: TestReport[] } | { interrupted: true };

/**
 * Runs the author's tests, each in a child process of its own, `options.jobs` at a time: no test sees what another has left, and a
 * death names its test.
 */
export async function runTests(
	suite: TestSuite,
	description: Description,
	options: ConformanceOptions,
): Promise<SuiteRun> {
	const reports: TestReport[] = [];
	let next = 0;
	let interrupted = false;
	const worker = async (): Promise<void> => {
		for (let index = next++; index < suite.tests.length && !interrupted; index = next++) {
			const test = suite.tests[index];
			const report = test && (await runTest(test, suite, description, options));
			if (!report) {
				interrupted = true;
				return;
			}
			reports[index] = report;
			options.onProgress({ kind: 'check', id: test.id, done: index + 1, total: suite.tests.length });
		}
	};
	await Promise.all(Array.from({ length: options.jobs }, worker));
	return interrupted ? { interrupted: true } : { reports };
}

/** Reports of tests of a plugin that cannot be called: nothing that they expect holds. */
export function failedTests(suite: TestSuite, reason: string, options: ConformanceOptions): TestReport[] {
	return suite.tests.map((test) => ({
		...blank(test, options),
		verdict: 'fail',
		mismatches: [{ message: `it could not be run: ${reason}`, place: test.place }],
	}));
}

/** Reports of tests that a bug of plugin-kit keeps from running. */
export function brokenTests(suite: TestSuite, reason: string, options: ConformanceOptions): TestReport[] {
	return suite.tests.map((test) => ({ ...blank(test, options), verdict: 'error', reason }));
}

async function runTest(
	test: AuthorTest,
	{ golden, rulesFiles }: TestSuite,
	description: Description,
	options: ConformanceOptions,
): Promise<TestReport | undefined> {
	const plan = planTest(test, parseFields(description.fields), options.inputs);
	const start = performance.now();
	const { messages, end } = await runChild(options, { kind: 'author-test', description, scenario: plan.scenario });
	const report = { ...blank(test, options), durationMs: Math.round(performance.now() - start) };
	const death = deathOf(end);
	if (death.kind === 'interrupted') return undefined;
	if (death.kind !== 'none') {
		const { message, expected, observed, evidence } = death.draft;
		const mismatch: Mismatch = {
			message,
			place: test.place,
			expected,
			observed,
			...(evidence ? { diff: evidence } : {}),
		};
		return { ...report, verdict: death.kind === 'hang' ? 'hang' : 'crash', mismatches: [...plan.mismatches, mismatch] };
	}
	const finished = messages.find((message) => message.kind === 'scenario-finished');
	if (!finished) {
		const broken = messages.find((message) => message.kind === 'broken');
		return { ...report, verdict: 'error', reason: broken?.message ?? 'the host ended without a result' };
	}
	const { result } = finished;
	const mismatches = [...plan.mismatches, ...compare(test, plan.values, result)];
	const written: string[] = [];
	if (test.golden && result.kind === 'read' && plan.golden.length === test.golden.fields.length) {
		const checked = checkGolden(test.golden, goldenText(test.golden, plan.golden, result), golden);
		mismatches.push(...checked.mismatches);
		if (checked.written) written.push(test.golden.path);
	}
	const judgement =
		test.alerts.length > 0 && result.kind === 'read'
			? await judgeAlerts(test, plan, rulesFiles, description, options)
			: ({ kind: 'judged', mismatches: [] } as const);
	if (judgement.kind === 'interrupted') return undefined;
	mismatches.push(...judgement.mismatches);
	const fails = mismatches.length === 0 ? 'pass' : 'fail';
	return {
		...report,
		durationMs: Math.round(performance.now() - start),
		verdict: judgement.kind === 'died' ? judgement.verdict : fails,
		tried: triedOf(test, plan, result.kind === 'read' ? result.events : 0),
		mismatches,
		written,
		seen: result.kind === 'read' ? fieldsWithValues(result.answers) : [],
	};
}

function fieldsWithValues(answers: readonly { field: string; answer: { kind: string } }[]): string[] {
	const seen = answers.filter(({ answer }) => answer.kind === 'values').map(({ field }) => field.replace(/\[.*$/, ''));
	return [...new Set(seen)].sort();
}

function triedOf({ alerts }: AuthorTest, { values }: PlannedTest, events: number): string {
	const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`;
	const parts = [counted(events, 'event'), counted(values.length, 'expected value')];
	return [...parts, ...(alerts.length === 0 ? [] : [counted(alerts.length, 'expected alert')])].join(', ');
}

function blank(test: AuthorTest, { library, reproduceFlags }: ConformanceOptions): TestReport {
	const words = ['plugin-kit', 'test', library, '--check', 'types.golden-values', '--test', test.id, ...reproduceFlags];
	return {
		id: test.id,
		name: test.name,
		place: test.place,
		verdict: 'pass',
		reason: null,
		tried: null,
		durationMs: 0,
		mismatches: [],
		written: [],
		seen: [],
		reproduce: words.map(shellQuote).join(' '),
	};
}
