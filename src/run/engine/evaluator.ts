import type { Screen } from '../../rules/condition/screen.ts';
import type { EventBatch } from '../../rules/fields/batch.ts';
import type { FieldRef } from '../../rules/fields/field.ts';
import type { FieldTable } from '../../rules/fields/table.ts';
import type { ProbeResult, RunMessage } from '../plan.ts';

/** The rows of a batch with what belongs to no column. */
export interface Rows extends EventBatch {
	/** `evt.num` and the timestamp of a row, in nanoseconds. */
	numberOf(row: number): number;
	timeOf(row: number): bigint;
}

/** What is done with the events of a source: rules, or single conditions and formats. */
export interface Evaluator {
	/** The numbering of the fields; batches have a column for each slot. */
	readonly fields: FieldTable;
	/** What is read to evaluate. */
	readonly reads: readonly FieldRef[];
	/** What is read besides for rows that `evaluate` marked. */
	readonly prints: readonly FieldRef[];
	/** `nothing`: events are only counted. `screened`: only events of which the screen leaves something possible. */
	readonly wants: { readonly kind: 'nothing' | 'all' } | { readonly kind: 'screened'; readonly screen: Screen };
	/** Evaluates all rows and marks those that there is something to tell of. */
	evaluate(rows: Rows, marks: Uint8Array): void;
	/** What there is to tell of the rows evaluated last. */
	tell(rows: Rows): Iterable<RunMessage>;
	/** Where Falco's process would have ended while it evaluated or printed: in its words. */
	readonly failure: string | undefined;
	/** What is known of single conditions and formats so far, without lines; empty where there are only rules. */
	probesSoFar(): readonly ProbeResult[];
	/** What there is to tell in the end. */
	finish(events: number): Iterable<RunMessage>;
}
