import { parseFields } from '../../harness/abi/fields.ts';
import type { AuthorTestsCheck } from '../../harness/define-check.ts';
import type { Description } from '../../harness/subjects.ts';
import { brokenTests, failedTests, runTests } from '../author-tests/run-tests.ts';
import type { TestReport } from '../report/model.ts';
import { Interrupted } from './interrupted.ts';
import type { ConformanceOptions } from './options.ts';
import type { Results } from './results.ts';

/** What discovery came to. */
export interface Discovered {
	description: Description | undefined;
	/** Why nothing more can be called; undefined where the plugin loads. */
	refusal: string | undefined;
	/** A bug of plugin-kit that kept discovery from its end. */
	broken?: string;
}

/** Whether there is anything of the author's to run. */
export function wantsTests(checks: readonly AuthorTestsCheck[], { suite }: ConformanceOptions): boolean {
	return checks.length > 0 && suite !== null && suite.tests.length > 0;
}

/** The author's own tests, after all that a host does of itself, and the verdicts that rest on them. */
export async function runSuite(
	checks: readonly AuthorTestsCheck[],
	{ description, refusal, broken }: Discovered,
	options: ConformanceOptions,
	results: Results,
): Promise<readonly TestReport[]> {
	if (checks.length === 0) return [];
	const { suite } = options;
	if (!suite || suite.tests.length === 0) {
		for (const check of checks) results.outcome(check, check.judge({ tests: [], fields: [] }), 0);
		return [];
	}
	if (!description || refusal !== undefined) {
		const reason = refusal ?? 'the plugin was not loaded';
		for (const check of checks) results.skip(check, reason);
		return broken ? brokenTests(suite, broken, options) : failedTests(suite, reason, options);
	}
	options.onProgress({ kind: 'phase', phase: 'tests', total: suite.tests.length });
	const run = await runTests(suite, description, options);
	if ('interrupted' in run) throw new Interrupted();
	const fields = parseFields(description.fields).map(({ name }) => name);
	const tests = run.reports.map(({ id, mismatches, seen }) => ({ id, problems: mismatches, seen }));
	for (const check of checks) results.outcome(check, check.judge({ tests, fields }), 0);
	return run.reports;
}
