import { type AuthorTestsCheck, defineCheck } from '../../define-check.ts';
import type { FindingDraft } from '../../protocol/verdict.ts';
import { judged, skipped } from '../../protocol/verdict.ts';

/** How many of the fields without a value are named. */
const NAMED = 12;

export default defineCheck<AuthorTestsCheck>({
	id: 'types.golden-values',
	title: "the values are those that the author's tests expect",
	asserts:
		"Every expectation of the author's own tests (tests/*.yaml) holds, and every field has a value in one of them.",
	severity: 'error',
	capabilities: 'all',
	profile: 'dev',
	stage: 'author-tests',
	why: 'Wrong and missing values are among the most frequent faults of plugins, and no host can see them: only the author knows what a field must hold.',
	fix: 'Mend the plugin, or the test where it expects the wrong thing; `plugin-kit test --update` writes golden files anew.',
	judge({ tests, fields }) {
		if (tests.length === 0) return skipped('no tests of the author in tests/*.yaml');
		const findings = tests.flatMap(({ id, problems }): FindingDraft[] => {
			const [first] = problems;
			if (!first) return [];
			const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
			return [{ ...first, message: `test "${id}": ${first.message}${more}` }];
		});
		const seen = new Set(tests.flatMap((test) => test.seen));
		const uncovered = fields.filter((field) => !seen.has(field));
		if (uncovered.length > 0) findings.push(neverSeen(uncovered));
		return judged(findings, `${tests.length} tests, ${fields.length - uncovered.length} of ${fields.length} fields`);
	},
});

function neverSeen(fields: readonly string[]): FindingDraft {
	const names = fields.slice(0, NAMED).join(', ');
	const more = fields.length > NAMED ? ` and ${fields.length - NAMED} more` : '';
	return {
		severity: 'info',
		message: `no test sees a value of ${names}${more}`,
		fix: 'Expect a value of each field in a test, so that a field that never works is noticed.',
	};
}
