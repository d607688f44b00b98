import { STATE_TYPES } from '../../abi/enums.ts';
import type { TableData } from '../../plugin/table.ts';

/** Bits of the numbers among `ss_plugin_state_type`. */
const BITS: ReadonlyMap<number, number> = new Map([
	[STATE_TYPES.int8, 8],
	[STATE_TYPES.int16, 16],
	[STATE_TYPES.int32, 32],
	[STATE_TYPES.int64, 64],
	[STATE_TYPES.uint8, 8],
	[STATE_TYPES.uint16, 16],
	[STATE_TYPES.uint32, 32],
	[STATE_TYPES.uint64, 64],
]);

const UNUSED = 0x5an;
/** Bits that only the upper half of a number has. */
const UPPER = 0x1122_3344n;
/** Every byte is another one, and the sign is not set in any width. */
const PATTERN = 0x1122_3344_5566_7708n;

/**
 * Keys that are hardly in use. The second number differs from the first in its upper half only, so that a table which loses
 * half of a key takes one for the other.
 */
export function sampleKeys(type: number): readonly TableData[] {
	if (type === STATE_TYPES.string) return ['plugin-kit-unused', 'plugin-kit-unused-too'];
	const bits = BITS.get(type);
	if (bits === undefined) return [UNUSED];
	if (bits === 8) return [UNUSED, UNUSED + 1n];
	const half = BigInt(bits / 2);
	return [UNUSED, UNUSED + ((UPPER >> (32n - half)) << half)];
}

/** A value to be written to the entry of that number; `full` where it fills the type. */
export interface SampleValue {
	value: TableData;
	full: boolean;
}

export function sampleValues(type: number, entry: number): readonly SampleValue[] {
	if (type === STATE_TYPES.string) return [{ value: `written ${entry}`, full: false }];
	if (type === STATE_TYPES.bool) return [{ value: 1n, full: false }];
	const bits = BITS.get(type);
	if (bits === undefined) return [];
	const wide = { value: BigInt.asUintN(bits, PATTERN) + BigInt(entry), full: true };
	return bits === 8 ? [{ value: 1n, full: false }] : [{ value: 1n, full: false }, wide];
}

/** What of the 8 bytes of `ss_plugin_state_data` belongs to the type. A bool has four bytes, of which the lowest counts. */
export function bitsOf(type: number, data: TableData): TableData {
	if (typeof data === 'string') return data;
	return BigInt.asUintN(type === STATE_TYPES.bool ? 8 : (BITS.get(type) ?? 64), data);
}

/** How many bits of a value are left of it; undefined where it became something else. */
export function cutTo(value: bigint, found: TableData): number | undefined {
	if (typeof found === 'string') return undefined;
	return [8, 16, 32].find((bits) => BigInt.asUintN(bits, value) === found);
}

export function hex(value: bigint): string {
	return value < 256n ? String(value) : `0x${value.toString(16)}`;
}
