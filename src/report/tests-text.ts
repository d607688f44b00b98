import { visibleText } from '../../harness/protocol/visible-text.ts';
import { placeText } from './every-result.ts';
import type { Mismatch, TestReport } from './model.ts';
import { type Paint, wrap } from './text.ts';

const WORDS: Record<TestReport['verdict'], string> = {
	pass: 'pass',
	fail: 'FAIL',
	crash: 'CRASH',
	hang: 'HANG',
	skipped: 'skipped',
	error: 'BUG IN PLUGIN-KIT',
};

/** The author's tests for a person: each that did not pass with what differs, then one line of counts. */
export function renderTests(tests: readonly TestReport[], paint: Paint, width: number): string[] {
	if (tests.length === 0) return [];
	const lines: string[] = [];
	for (const test of tests) {
		for (const file of test.written) lines.push(`  ${paint('cyan', 'written')}   ${visibleText(file)}`);
		if (test.verdict === 'pass' || test.verdict === 'skipped') continue;
		lines.push(`${paint('red', WORDS[test.verdict])} ${paint('bold', visibleText(test.id))}`);
		if (test.reason) lines.push(...wrap(test.reason, width, '  '));
		for (const mismatch of test.mismatches) lines.push(...renderMismatch(mismatch, paint));
		lines.push(`  ${paint('gray', 'reproduce')} ${visibleText(test.reproduce)}`, '');
	}
	const skipped = tests.find(({ verdict }) => verdict === 'skipped');
	const reason = skipped?.reason ? ` (${visibleText(skipped.reason)})` : '';
	const counts = [...Map.groupBy(tests, ({ verdict }) => verdict)].map(
		([verdict, same]) => `${same.length} ${WORDS[verdict]}${verdict === 'skipped' ? reason : ''}`,
	);
	lines.push(`${tests.length} tests of the plugin's own: ${counts.join(', ')}`, '');
	return lines;
}

function renderMismatch({ message, place, expected, observed, diff }: Mismatch, paint: Paint): string[] {
	return [
		`  ${visibleText(placeText(place))}: ${visibleText(message)}`,
		...(expected === undefined ? [] : [paint('green', `    - expected ${visibleText(expected)}`)]),
		...(observed === undefined ? [] : [paint('red', `    + observed ${visibleText(observed)}`)]),
		...(diff ?? '').split('\n').flatMap((line) => (line === '' ? [] : [paintDiff(`    ${visibleText(line)}`, paint)])),
	];
}

function paintDiff(line: string, paint: Paint): string {
	const mark = line.trimStart()[0];
	if (mark === '-') return paint('green', line);
	return mark === '+' ? paint('red', line) : line;
}
