import { bytesColumn, type EventBatch } from '../fields/batch.ts';
import type { FieldRef } from '../fields/field.ts';
import type { FieldTable } from '../fields/table.ts';
import { ByteSet } from '../values/byte-set.ts';
import { type ByteText, toBytes } from '../values/byte-text.ts';
import { type Alternative, alternatives } from './alternatives.ts';
import type { Condition } from './ast.ts';

/**
 * Tells which of many conditions may hold for an event, by the values of a few fields: rules are dispatched by equality
 * instead of being evaluated one by one. Each alternative of each condition is a bit; each value of a field that some
 * condition asks for has a row of the bits that it leaves possible, and all other values share one row. The rows of an
 * event's values are intersected. Allocates nothing per event.
 */
export class CandidateIndex {
	/** The fields that `find` reads, those first that rule out most. */
	readonly fields: readonly FieldRef[];
	/** The numbers of the conditions that the last `find` left possible, ascending. */
	readonly found: Uint32Array;
	readonly #filters: readonly FieldFilter[];
	/** The condition of each bit, ascending. */
	readonly #owners: Uint32Array;
	readonly #words: Int32Array;
	readonly #all: Int32Array;

	/** `conditions` in the order in which they are to be tried; all of them compile for the fields. */
	constructor(conditions: readonly Condition[], fields: FieldTable) {
		const bits = conditions.flatMap((condition, owner) =>
			alternatives(condition, fields).map((alternative) => ({ owner, alternative })),
		);
		const asked = new Set(bits.flatMap(({ alternative }) => alternative.map(({ field }) => field)));
		this.#filters = [...asked]
			.map(
				(field) =>
					new FieldFilter(
						field,
						bits.map(({ alternative }) => alternative),
					),
			)
			.sort((left, right) => left.possibleOtherwise - right.possibleOtherwise);
		this.fields = this.#filters.map(({ field }) => field);
		this.#owners = Uint32Array.from(bits, ({ owner }) => owner);
		this.#all = fullRow(bits.length);
		this.#words = new Int32Array(this.#all.length);
		this.found = new Uint32Array(conditions.length);
	}

	/** Puts the conditions that may hold for the event into `found`, and gives their number. */
	find(batch: EventBatch, event: number): number {
		const words = this.#words;
		words.set(this.#all);
		for (let index = 0; index < this.#filters.length; index++) {
			if (!(this.#filters[index] as FieldFilter).narrow(words, batch, event)) return 0;
		}
		let count = 0;
		for (let word = 0; word < words.length; word++) {
			for (let rest = words[word] as number; rest !== 0; rest &= rest - 1) {
				const owner = this.#owners[word * 32 + 31 - Math.clz32(rest & -rest)] as number;
				if (count === 0 || this.found[count - 1] !== owner) {
					this.found[count] = owner;
					count++;
				}
			}
		}
		return count;
	}
}

/** The rows of one field: that of other and missing values, then that of each value that is asked for. */
class FieldFilter {
	readonly field: FieldRef;
	readonly rows: readonly Int32Array[];
	/** How many bits stay possible for values that nobody asks for. */
	readonly possibleOtherwise: number;
	readonly #values: ByteSet;

	constructor(field: FieldRef, bits: readonly Alternative[]) {
		this.field = field;
		const others = fullRow(bits.length);
		const askedBy = new Map<ByteText, number[]>();
		let possibleOtherwise = bits.length;
		bits.forEach((alternative, bit) => {
			const required = alternative.find((one) => one.field === field);
			if (required === undefined) return;
			possibleOtherwise--;
			others[bit >> 5] = (others[bit >> 5] as number) & ~(1 << (bit & 31));
			for (const value of required.values) {
				const asking = askedBy.get(value);
				if (asking === undefined) askedBy.set(value, [bit]);
				else asking.push(bit);
			}
		});
		this.possibleOtherwise = possibleOtherwise;
		this.#values = new ByteSet([...askedBy.keys()].map(toBytes));
		// The values of a long list are all asked for by the same rules, and share a row.
		const rows = new Map<string, Int32Array>();
		this.rows = [others, ...[...askedBy.values()].map((asking) => rowOf(asking, others, rows))];
	}

	/** Keeps the bits that the event's value leaves possible; whether any is left. */
	narrow(words: Int32Array, batch: EventBatch, event: number): boolean {
		const column = bytesColumn(batch, this.field.slot);
		const entry =
			column.present[event] === 0
				? -1
				: this.#values.find(column.bytes, column.starts[event] as number, column.ends[event] as number);
		const row = this.rows[entry + 1] as Int32Array;
		let left = 0;
		for (let word = 0; word < words.length; word++) {
			const kept = (words[word] as number) & (row[word] as number);
			words[word] = kept;
			left |= kept;
		}
		return left !== 0;
	}
}

/** The row of other values and these bits; equal rows are one. */
function rowOf(bits: readonly number[], others: Int32Array, known: Map<string, Int32Array>): Int32Array {
	const key = bits.join();
	const row = known.get(key) ?? others.slice();
	known.set(key, row);
	for (const bit of bits) row[bit >> 5] = (row[bit >> 5] as number) | (1 << (bit & 31));
	return row;
}

/** A row with this many bits set. */
function fullRow(bits: number): Int32Array {
	return Int32Array.from({ length: Math.ceil(bits / 32) }, (_, word) =>
		word * 32 + 32 <= bits ? -1 : (1 << (bits & 31)) - 1,
	);
}
