/**
 * Scalars that are bytes: strings, and addresses of type `ipaddr` and `ipnet`. Event `i` has `bytes[starts[i]]` up to,
 * not including, `bytes[ends[i]]`; strings come without their NUL.
 */
export interface BytesColumn {
	readonly kind: 'bytes';
	/** 0 where the event has no value, per event. */
	readonly present: Uint8Array;
	readonly bytes: Uint8Array;
	readonly starts: Uint32Array;
	readonly ends: Uint32Array;
}

/**
 * Scalars that are numbers: `uint64`, `reltime`, `abstime`, and `bool` as the number that the plugin gave. Event `i`
 * has its low word at `words[2 * i]` and its high word behind it: an array of `uint64_t` on a little-endian machine.
 */
export interface NumberColumn {
	readonly kind: 'number';
	/** 0 where the event has no value, per event. */
	readonly present: Uint8Array;
	readonly words: Uint32Array;
}

/**
 * Lists. The elements of event `i` are the entries `offsets[i]` up to, not including, `offsets[i + 1]` of `elements`
 * (whose `present` nobody reads). No elements means that the value is missing.
 */
export interface ListColumn {
	readonly kind: 'list';
	readonly offsets: Uint32Array;
	readonly elements: BytesColumn | NumberColumn;
}

export type FieldColumn = BytesColumn | NumberColumn | ListColumn;

/** Some events of one source and what they have in the fields of a `FieldTable`. */
export interface EventBatch {
	/** How many events there are. */
	readonly size: number;
	/**
	 * By the slot of the field. Only what is read must be there, and evaluation reads from left to right and stops as
	 * Falco does, so that a getter can fill a column late.
	 */
	readonly columns: ArrayLike<FieldColumn | undefined>;
}

/** The column of a slot, which must be of bytes. A miss is a bug of whoever built the batch. */
export function bytesColumn(batch: EventBatch, slot: number): BytesColumn {
	const column = batch.columns[slot];
	if (column?.kind !== 'bytes') throw wrongColumn(slot, 'bytes', column);
	return column;
}

/** The column of a slot, which must be of numbers. */
export function numberColumn(batch: EventBatch, slot: number): NumberColumn {
	const column = batch.columns[slot];
	if (column?.kind !== 'number') throw wrongColumn(slot, 'number', column);
	return column;
}

/** The column of a slot, which must be of lists. */
export function listColumn(batch: EventBatch, slot: number): ListColumn {
	const column = batch.columns[slot];
	if (column?.kind !== 'list') throw wrongColumn(slot, 'list', column);
	return column;
}

function wrongColumn(slot: number, expected: string, column: FieldColumn | undefined): Error {
	return new Error(`slot ${slot} of the batch: a column of kind ${expected} expected, ${column?.kind ?? 'none'} found`);
}
