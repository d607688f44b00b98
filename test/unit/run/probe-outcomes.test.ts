import { describe, expect, it } from 'vitest';
import type { ProbeResult } from '../../../src/run/plan.ts';
import { probeOutcomes } from '../../../src/run/probe-outcomes.ts';

const matches = (count: number): ProbeResult => ({ kind: 'matches', condition: 'c', matches: count });
const unknown: ProbeResult = {
	kind: 'condition-error',
	condition: 'c',
	stage: 'compile',
	message: 'no field',
	offset: 0,
	line: 1,
	column: 1,
};
const lines = (...texts: string[]): ProbeResult => ({ kind: 'lines', format: 'f', lines: texts, dropped: 1 });

describe('probes of several sources', () => {
	it('are added up', () => {
		expect(
			probeOutcomes([
				[matches(2), lines('a')],
				[matches(3), lines('b')],
			]),
		).toEqual([
			{ condition: 'c', matches: 5 },
			{ format: 'f', lines: ['a', 'b'], dropped: 2 },
		]);
		expect(probeOutcomes([])).toEqual([]);
	});

	it('fail only where no source can answer', () => {
		expect(probeOutcomes([[unknown], [matches(3)]])).toEqual([{ condition: 'c', matches: 3 }]);
		expect(probeOutcomes([[matches(3)], [unknown]])).toEqual([{ condition: 'c', matches: 3 }]);
		expect(probeOutcomes([[unknown], [unknown]])).toMatchObject([{ error: { message: 'no field' } }]);
	});

	it('tell where in a format an error is, and decode what was printed', () => {
		const error: ProbeResult = { kind: 'format-error', format: 'é\nab%x', stage: 'compile', message: 'm', offset: 5 };
		expect(probeOutcomes([[error, { kind: 'lines', format: 'f', lines: ['caf\xc3\xa9'], dropped: 0 }]])).toEqual([
			{ format: 'é\nab%x', error: { stage: 'compile', message: 'm', offset: 5, line: 2, column: 3 } },
			{ format: 'f', lines: ['café'] },
		]);
	});
});
