import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compileCondition } from '../../../src/rules/condition/compile.ts';
import { EvaluationFailure } from '../../../src/rules/condition/compile-failure.ts';
import { parseCondition } from '../../../src/rules/condition/parse.ts';
import { findRelease } from '../../../src/rules/release.ts';
import { probeEvent, probeFields } from './probe-events.ts';

/** The answer in the words of the recording (T or F, E and a stage, or X), and whether we claim to differ from Falco. */
function answer(condition: string): { verdict: string; diverges: boolean } {
	const parsed = parseCondition(condition, { release: findRelease('0.45') });
	if (parsed.kind === 'error') return { verdict: 'E parse', diverges: false };
	const fields = probeFields();
	const compiled = compileCondition(parsed.ast, fields);
	if (compiled.kind === 'error') return { verdict: 'E compile', diverges: false };
	const diverges = compiled.warnings.some(({ kind }) => kind === 'divergence');
	try {
		return { verdict: compiled.evaluate(probeEvent(fields), 0) ? 'T' : 'F', diverges };
	} catch (error) {
		if (error instanceof EvaluationFailure) return { verdict: 'X', diverges };
		throw error;
	}
}

const oracle = new URL('../../../../shared/data/oracle/filters.tsv', import.meta.url);
describe.skipIf(!existsSync(oracle))("the real engine's answers (shared data)", () => {
	const rows = existsSync(oracle)
		? readFileSync(oracle, 'utf8')
				.split('\n')
				.filter((line) => line !== '' && !line.startsWith('#'))
		: [];

	it('has rows', () => expect(rows.length).toBeGreaterThan(100));

	// Two tabs at least: the stage is the last column, the condition may hold tabs of its own.
	it.each(rows)('agrees: %j', (row) => {
		const verdict = row.slice(0, row.indexOf('\t'));
		const stage = row.slice(row.lastIndexOf('\t') + 1);
		const condition = row.slice(row.indexOf('\t') + 1, row.lastIndexOf('\t'));
		const expected = stage === '' ? verdict : `${verdict} ${stage}`;
		const { verdict: got, diverges } = answer(condition);
		// Upstream bugs are not copied: such a row must come with a warning that says so.
		if (diverges) expect(got).toMatch(/^[TF]$/);
		else expect(got).toBe(expected);
	});
});
