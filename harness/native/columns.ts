import koffi from 'koffi';
import { FIELD_TYPES, type FieldType } from '../abi/fields.ts';
import { mapMemory } from '../memory/arena.ts';
import type { Address } from './library.ts';

/** Scalars that are bytes, by row: `bytes[starts[row]]` up to, not including, `bytes[ends[row]]`. */
export interface NativeBytes {
	readonly kind: 'bytes';
	/** 0 where the event has no value, by row. */
	readonly present: Uint8Array;
	readonly bytes: Uint8Array;
	readonly starts: Uint32Array;
	readonly ends: Uint32Array;
}

/** Scalars that are numbers, by row: the low word at `words[2 * row]`, the high word behind it. */
export interface NativeNumbers {
	readonly kind: 'number';
	readonly present: Uint8Array;
	readonly words: Uint32Array;
}

/** Lists: the values of a row are `offsets[row]` up to, not including, `offsets[row + 1]` of the elements. */
export interface NativeLists {
	readonly kind: 'list';
	readonly offsets: Uint32Array;
	readonly elements: NativeBytes | NativeNumbers;
}

/** A column as `src/rules` reads it, in memory that the native host fills. */
export type NativeColumn = NativeBytes | NativeNumbers | NativeLists;

/** Values of one list column in a batch at most; only what is touched costs memory. */
const LIST_CAPACITY = 1 << 20;

/** In the order of `enum nh_value_kind`. */
export const VALUE_KINDS = { text: 0, address: 1, number: 2, bool: 3 } as const;
const KIND_OF: Readonly<Record<FieldType, keyof typeof VALUE_KINDS>> = {
	string: 'text',
	ipaddr: 'address',
	ipnet: 'address',
	uint64: 'number',
	reltime: 'number',
	abstime: 'number',
	bool: 'bool',
};

/** Fresh memory that is never given back, as C and as JavaScript see it. */
export interface Mapped {
	readonly address: Address;
	readonly buffer: ArrayBuffer;
}

export function mapped(bytes: number): Mapped {
	const size = Math.max(bytes, 8);
	const address = mapMemory(size);
	return { address, buffer: koffi.view(address, size) };
}

/** The memory of one `nh_column`, and the column on it. */
export interface ColumnMemory {
	readonly column: NativeColumn;
	/** The members of the struct, without the request. */
	readonly members: {
		readonly kind: number;
		readonly isList: number;
		readonly capacity: number;
		readonly present: Address;
		readonly starts: Address;
		readonly ends: Address;
		readonly numbers: Address;
		readonly offsets: Address;
	};
}

/** Makes the memory of a column for so many rows; texts and addresses are ranges of `bytes`. */
export function columnMemory(type: FieldType, isList: boolean, rows: number, bytes: Uint8Array): ColumnMemory {
	const kind = KIND_OF[type];
	const capacity = isList ? LIST_CAPACITY : rows;
	const isBytes = kind === 'text' || kind === 'address';
	const present = isList ? undefined : mapped(capacity);
	const flags = new Uint8Array(present?.buffer ?? new ArrayBuffer(0));
	const starts = isBytes ? mapped(4 * capacity) : undefined;
	const ends = isBytes ? mapped(4 * capacity) : undefined;
	const numbers = isBytes ? undefined : mapped(8 * capacity);
	const offsets = isList ? mapped(4 * (rows + 1)) : undefined;
	const values: NativeBytes | NativeNumbers =
		starts && ends
			? {
					kind: 'bytes',
					present: flags,
					bytes,
					starts: new Uint32Array(starts.buffer),
					ends: new Uint32Array(ends.buffer),
				}
			: { kind: 'number', present: flags, words: new Uint32Array(numbers?.buffer ?? new ArrayBuffer(0)) };
	return {
		column: offsets ? { kind: 'list', offsets: new Uint32Array(offsets.buffer), elements: values } : values,
		members: {
			kind: VALUE_KINDS[kind],
			isList: isList ? 1 : 0,
			capacity,
			present: present?.address ?? 0n,
			starts: starts?.address ?? 0n,
			ends: ends?.address ?? 0n,
			numbers: numbers?.address ?? 0n,
			offsets: offsets?.address ?? 0n,
		},
	};
}

/** The number of the kind of a field's values. */
export function valueKind(type: FieldType): number {
	return VALUE_KINDS[KIND_OF[type]];
}

/** The number of a type in a request. */
export function requestType(type: FieldType): number {
	return FIELD_TYPES[type];
}
