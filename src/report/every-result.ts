import type { CheckReport, Finding, Mismatch, Report, TestReport } from './model.ts';

/** Checks and the author's tests in one form, for formats that make no difference between them; a test is in the group `tests`. */
export function everyResult({ checks, tests }: Report): CheckReport[] {
	return [...checks, ...tests.map(testAsCheck)];
}

function testAsCheck(test: TestReport): CheckReport {
	return {
		id: `tests.${test.id}`,
		title: test.name,
		verdict: test.verdict,
		reason: test.reason,
		tried: test.tried,
		durationMs: test.durationMs,
		findings: test.mismatches.map((mismatch) => asFinding(mismatch, test)),
	};
}

function asFinding({ message, place, expected, observed, diff }: Mismatch, { reproduce }: TestReport): Finding {
	return {
		severity: 'error',
		message: `${placeText(place)}: ${message}`,
		...(expected === undefined ? {} : { expected }),
		...(observed === undefined ? {} : { observed }),
		...(diff === undefined ? {} : { evidence: diff }),
		fix: 'Mend the plugin, or the test where it expects the wrong thing.',
		reproduce,
		place,
	};
}

/** A place as compilers write it and editors open it. */
export function placeText({ file, line, column }: Mismatch['place']): string {
	return `${file}:${line}:${column}`;
}
