import type { Collector } from '../../../harness/native/collector.ts';
import type { FieldColumn } from '../../rules/fields/batch.ts';
import type { FieldRef } from '../../rules/fields/field.ts';
import type { Rows } from '../engine/evaluator.ts';
import type { HostColumns } from './host-columns.ts';

/** The rows of the collector as rules read them: one object for the life of a source, filled again for each batch. */
export class RowBatch implements Rows {
	size = 0;
	readonly columns: (FieldColumn | undefined)[] = [];
	readonly #collector: Collector;
	readonly #host: HostColumns;
	/** Fields of the host that are made anew for each batch: of all rows, and of marked ones. */
	readonly #read: readonly FieldRef[];
	readonly #printed: readonly FieldRef[];

	/**
	 * @param native the place of each plugin field's column in the collector, by slot
	 * @param reads the fields that are evaluated, of any class
	 */
	constructor(
		collector: Collector,
		host: HostColumns,
		native: ReadonlyMap<number, number>,
		reads: readonly FieldRef[],
		prints: readonly FieldRef[],
	) {
		this.#collector = collector;
		this.#host = host;
		const place = (ref: FieldRef): boolean => {
			const index = native.get(ref.slot);
			this.columns[ref.slot] = index === undefined ? host.lasting(ref) : collector.columns[index];
			return this.columns[ref.slot] === undefined;
		};
		this.#read = reads.filter(place);
		this.#printed = prints.filter(place);
	}

	numberOf(row: number): number {
		return this.#host.numberOf(row);
	}

	timeOf(row: number): bigint {
		return this.#host.timeOf(row);
	}

	/** Takes over the rows of the collector's last run. */
	refresh(): void {
		this.size = this.#collector.rows;
		for (const ref of this.#read) this.columns[ref.slot] = this.#host.made(ref, this.size, undefined);
	}

	/** Makes what is printed of marked rows. */
	complete(marks: Uint8Array): void {
		for (const ref of this.#printed) this.columns[ref.slot] = this.#host.made(ref, this.size, marks);
	}
}
