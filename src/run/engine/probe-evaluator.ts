import type { Position } from '../../rules/condition/ast.ts';
import { compileCondition } from '../../rules/condition/compile.ts';
import { EvaluationFailure } from '../../rules/condition/compile-failure.ts';
import type { Evaluate } from '../../rules/condition/evaluators.ts';
import { parseCondition } from '../../rules/condition/parse.ts';
import type { FieldRef } from '../../rules/fields/field.ts';
import { FieldTable } from '../../rules/fields/table.ts';
import { compileFormat } from '../../rules/output/format.ts';
import { fieldClassesOf } from '../field-classes.ts';
import type { ProbeResult, ProbeWork, RunMessage, RunPlan, RunSource } from '../plan.ts';
import type { Evaluator, Rows } from './evaluator.ts';

/** A condition or a format while events are read: what it does with a row, and what came of it so far. */
interface Probe {
	readonly take: (rows: Rows, row: number) => void;
	readonly result: () => ProbeResult;
}

/** Single conditions and formats on the events of a source, each on its own: an error of one leaves the others be. */
export class ProbeEvaluator implements Evaluator {
	readonly fields: FieldTable;
	readonly reads: readonly FieldRef[];
	readonly prints: readonly FieldRef[] = [];
	readonly wants = { kind: 'all' } as const;
	readonly failure = undefined;
	readonly #source: string;
	readonly #probes: readonly Probe[];

	constructor(plan: RunPlan, source: RunSource, work: ProbeWork) {
		this.#source = source.name;
		this.fields = new FieldTable(fieldClassesOf(source, plan.staticFields));
		this.#probes = [
			...work.conditions.map((condition) => conditionProbe(condition, plan, this.fields)),
			...work.formats.map((format) => formatProbe(format, work.maxLines, this.fields)),
		];
		this.reads = [...this.fields.refs];
	}

	evaluate(rows: Rows): void {
		for (const probe of this.#probes) {
			for (let row = 0; row < rows.size; row++) probe.take(rows, row);
		}
	}

	*tell(): Iterable<RunMessage> {}

	probesSoFar(): readonly ProbeResult[] {
		return this.#probes.map((probe) => withoutLines(probe.result()));
	}

	*finish(events: number): Iterable<RunMessage> {
		const results = this.#probes.map((probe) => probe.result());
		yield { kind: 'probe-results', source: this.#source, results };
		yield { kind: 'summary', source: this.#source, events, alerts: [], coverage: null };
	}
}

/** Lines may be many, and would be sent again and again. */
function withoutLines(result: ProbeResult): ProbeResult {
	if (result.kind !== 'lines') return result;
	return { ...result, lines: [], dropped: result.lines.length + result.dropped };
}

const START: Position = { offset: 0, line: 1, column: 1 };

function conditionProbe(condition: string, plan: RunPlan, fields: FieldTable): Probe {
	const parsed = parseCondition(condition, { release: plan.release });
	if (parsed.kind === 'error') {
		return failed(conditionError(condition, 'parse', parsed.message, parsed));
	}
	const compiled = compileCondition(parsed.ast, fields);
	if (compiled.kind === 'error') return failed(conditionError(condition, 'compile', compiled.message, compiled.at));
	return countingProbe(condition, compiled.evaluate);
}

function countingProbe(condition: string, evaluate: Evaluate): Probe {
	let matches = 0;
	let failure: string | undefined;
	return {
		take: (rows, row) => {
			if (failure !== undefined) return;
			try {
				if (evaluate(rows, row)) matches++;
			} catch (error) {
				failure = failureOf(error);
			}
		},
		result: () =>
			failure === undefined
				? { kind: 'matches', condition, matches }
				: conditionError(condition, 'evaluate', failure, START),
	};
}

function formatProbe(format: string, maxLines: number, fields: FieldTable): Probe {
	const compiled = compileFormat(format, fields);
	if (compiled.kind === 'error') {
		const message = `${compiled.message}${compiled.explanation === '' ? '' : ` (${compiled.explanation})`}`;
		return failed({ kind: 'format-error', format, stage: 'compile', message, offset: compiled.offset });
	}
	const lines: string[] = [];
	let dropped = 0;
	let failure: string | undefined;
	return {
		take: (rows, row) => {
			if (failure !== undefined) return;
			try {
				const line = compiled.print(rows, row);
				if (line === undefined) return;
				if (lines.length < maxLines) lines.push(line);
				else dropped++;
			} catch (error) {
				failure = failureOf(error);
			}
		},
		result: () =>
			failure === undefined
				? { kind: 'lines', format, lines, dropped }
				: { kind: 'format-error', format, stage: 'evaluate', message: failure, offset: 0 },
	};
}

function failed(result: ProbeResult): Probe {
	return { take: () => {}, result: () => result };
}

function conditionError(
	condition: string,
	stage: 'parse' | 'compile' | 'evaluate',
	message: string,
	{ offset, line, column }: Position,
): ProbeResult {
	return { kind: 'condition-error', condition, stage, message, offset, line, column };
}

function failureOf(error: unknown): string {
	if (error instanceof EvaluationFailure) return error.message;
	throw error;
}
