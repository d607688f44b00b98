/** Rules by the values of one field: which bits stay possible for a value, as `CandidateIndex` of `src/rules` has them. */
export interface ValueRows {
	readonly values: readonly Uint8Array[];
	/** The row of other and missing values, then that of each value, which has all bits of the first; all of one length. */
	readonly rows: readonly ArrayLike<number>[];
}

/** The same as arrays that `filter.c` searches. */
export interface FilterTable {
	/** Open addressing; 0 is free. */
	readonly hashes: BigUint64Array;
	/** The row of each. */
	readonly entries: Uint32Array;
	readonly rows: Uint32Array;
}

/** Lays out a hash table of the values. */
export function filterTable({ values, rows }: ValueRows): FilterTable {
	let size = 8;
	while (size < values.length * 4) size *= 2;
	const hashes = new BigUint64Array(size);
	const entries = new Uint32Array(size);
	values.forEach((value, index) => {
		const hash = hashOf(value);
		let bucket = Number(hash & BigInt(size - 1));
		while (hashes[bucket] !== 0n) bucket = (bucket + 1) & (size - 1);
		hashes[bucket] = hash;
		entries[bucket] = index + 1;
	});
	return { hashes, entries, rows: Uint32Array.from(rows.flatMap((row) => Array.from(row))) };
}

/** As `hash_text` of `filter.c`: words of 8 bytes, the last one filled up with zeros, and the length. */
function hashOf(bytes: Uint8Array): bigint {
	const padded = new DataView(new ArrayBuffer(8 * (Math.floor(bytes.length / 8) + 1)));
	bytes.forEach((byte, index) => {
		padded.setUint8(index, byte);
	});
	let hash = 0n;
	for (let at = 0; at < padded.byteLength; at += 8) hash = mixed(hash, padded.getBigUint64(at, true));
	const product = BigInt.asUintN(64, (hash ^ BigInt(bytes.length)) * 0x9e3779b97f4a7c15n);
	const finished = product ^ (product >> 32n);
	return finished === 0n ? 1n : finished;
}

function mixed(hash: bigint, word: bigint): bigint {
	const rotated = BigInt.asUintN(64, hash << 29n) | (hash >> 35n);
	return BigInt.asUintN(64, rotated * 5n + word);
}
