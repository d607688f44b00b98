/** Rules by the values of one field: which bits stay possible for a value, as `CandidateIndex` of `src/rules` has them. */
export interface ValueRows {
	readonly values: readonly Uint8Array[];
	/** The row of other and missing values, then that of each value; all of one length. */
	readonly rows: readonly ArrayLike<number>[];
}

/** The same as arrays that `filter.c` searches. */
export interface FilterTable {
	readonly buckets: Uint32Array;
	readonly mask: number;
	readonly lengths: Uint8Array;
	readonly values: Uint8Array;
	readonly bounds: Uint32Array;
	readonly rows: Uint32Array;
}

/** From this length on, lengths are not told apart. */
const LONG = 256;

/** Lays out a hash table of the values: open addressing, 0 is free, else the number of a value plus one. */
export function filterTable({ values, rows }: ValueRows): FilterTable {
	let size = 8;
	while (size < values.length * 2) size *= 2;
	const buckets = new Uint32Array(size);
	const lengths = new Uint8Array(LONG + 1);
	const bounds = new Uint32Array(values.length + 1);
	const bytes = new Uint8Array(values.reduce((total, value) => total + value.length, 0));
	values.forEach((value, index) => {
		const start = bounds[index] ?? 0;
		bytes.set(value, start);
		bounds[index + 1] = start + value.length;
		lengths[Math.min(value.length, LONG)] = 1;
		let bucket = hashOf(value) & (size - 1);
		while (buckets[bucket] !== 0) bucket = (bucket + 1) & (size - 1);
		buckets[bucket] = index + 1;
	});
	return {
		buckets,
		mask: size - 1,
		lengths,
		values: bytes,
		bounds,
		rows: Uint32Array.from(rows.flatMap((row) => Array.from(row))),
	};
}

function hashOf(bytes: Uint8Array): number {
	let hash = 0x811c9dc5;
	for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
	return (hash ^ (hash >>> 15)) >>> 0;
}
