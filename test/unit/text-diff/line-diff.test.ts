import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffLines, linesOf, unifiedDiff } from '../../../src/text-diff/line-diff.ts';

const someLines = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 20 });

describe('diffLines', () => {
	it('holds both texts', () => {
		fc.assert(
			fc.property(someLines, someLines, (before, after) => {
				const runs = diffLines(before, after);
				expect(runs.flatMap((run) => (run.kind === 'same' ? run.lines : run.removed))).toEqual(before);
				expect(runs.flatMap((run) => (run.kind === 'same' ? run.lines : run.added))).toEqual(after);
			}),
		);
	});
});

describe('unifiedDiff', () => {
	it('shows a change with what is around it', () => {
		const before = '1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n';
		expect(unifiedDiff(before, before.replace('6', 'six'))).toEqual([
			'@@ line 3 @@',
			' 3',
			' 4',
			' 5',
			'-6',
			'+six',
			' 7',
			' 8',
			' 9',
		]);
		expect(unifiedDiff(before, before)).toEqual([]);
	});

	it('is no longer than its limit', () => {
		const many = Array.from({ length: 50 }, (_, index) => `${index}\n`).join('');
		expect(unifiedDiff('', many, 10)).toHaveLength(11);
	});
});

describe('linesOf', () => {
	it('takes a line feed for the end of a line', () => {
		expect([linesOf(''), linesOf('a'), linesOf('a\n'), linesOf('a\n\n')]).toEqual([[], ['a'], ['a'], ['a', '']]);
	});
});
