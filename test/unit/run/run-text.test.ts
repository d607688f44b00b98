import { describe, expect, it } from 'vitest';
import type { SourceResult } from '../../../src/run/run-result.ts';
import { coverageText, endText, explanationText, probeText } from '../../../src/run/run-text.ts';

const part = { reached: 3, held: 3, parts: [] };

describe('what a run shows', () => {
	it('puts a caret under what is wrong in a condition of several lines', () => {
		const error = { stage: 'parse', message: 'no', offset: 9, line: 2, column: 3 } as const;
		expect(probeText({ condition: 'é = 1\nor', error }, 5)).toBe('error: no (line 2, column 3, byte 9)\nor\n  ^\n');
	});

	it('marks parts of a condition that Falco would not have looked at, and missing values', () => {
		const leaf = { holds: false, parts: [] };
		const parts = [
			{ ...leaf, condition: 'a.b = 1', reached: true, operands: [{ operand: 'a.b', value: null }] },
			{ ...leaf, condition: 'c.d = 1', reached: false, operands: [] },
		];
		const explanation = { condition: '(a.b = 1 and c.d = 1)', holds: false, reached: true, operands: [], parts };
		expect(explanationText({ source: 's', rule: 'R', event: 2, explanation })).toBe(`R does not match event 2 of s:
  false (a.b = 1 and c.d = 1)
    false a.b = 1   [a.b = <NA>]
      -   c.d = 1
`);
	});

	it('tells of rules that matched only where a part of them never held', () => {
		const condition = {
			...part,
			condition: 'x',
			parts: [
				{ ...part, condition: 'a' },
				{ ...part, condition: 'b', held: 0 },
			],
		};
		const rules = [
			{ rule: 'Whole', matched: 3, condition: { ...part, condition: 'y' } },
			{ rule: 'Half', matched: 2, condition },
		];
		expect(coverageText('s', { rules, unreadFields: ['f.g', 'f.h'] })).toBe(`Coverage of s: 2 of 2 rules matched
  Half: matched 2 times
    never true: b (looked at 3 times)
  fields that no rule reads: f.g, f.h
`);
	});

	it('tells how a source ended', () => {
		const ended = (end: SourceResult['end'], events: number, evidence = ''): string =>
			endText({ source: 's', events, end, message: 'why', evidence, coverage: null });
		expect(ended('eof', 1)).toBe('s: 1 events, to the end\n');
		expect(ended('failure', 2)).toBe('s: 2 events, then failure: why\n');
		expect(ended('crash', 0, 'stack\n')).toBe('s: crash: why\nstack\n');
		expect(ended('hang', 7)).toBe('s: hang after at least 7 events: why\n');
	});
});
