import { describe, expect, it } from 'vitest';
import { STATE_TYPES } from '../../../../../harness/abi/enums.ts';
import { bitsOf, cutTo, sampleKeys, sampleValues } from '../../../../../harness/checks/tables/table-samples.ts';

const NUMBERS = ['int8', 'int16', 'int32', 'int64', 'uint8', 'uint16', 'uint32', 'uint64'] as const;

describe('samples for tables', () => {
	it.each(NUMBERS)('keys of type %s are two that the type can hold, without a sign', (name) => {
		const type = STATE_TYPES[name];
		const bits = Number(name.replace(/\D+/, ''));
		const keys = sampleKeys(type);
		expect(new Set(keys.map((key) => bitsOf(type, key))).size).toBe(2);
		for (const key of keys) expect(BigInt(key) < 1n << BigInt(bits - 1)).toBe(true);
	});

	it('keys of more than a byte are one key where their upper half is lost', () => {
		for (const [type, half] of [
			[STATE_TYPES.uint64, 32],
			[STATE_TYPES.int32, 16],
			[STATE_TYPES.int16, 8],
		] as const) {
			expect(new Set(sampleKeys(type).map((key) => BigInt.asUintN(half, BigInt(key)))).size).toBe(1);
		}
	});

	it('values differ by entry where they are full', () => {
		const full = (entry: number) => sampleValues(STATE_TYPES.uint64, entry).find((sample) => sample.full)?.value;
		expect(full(0)).not.toBe(full(1));
	});

	it('tell a value that was cut from one that became another', () => {
		expect(cutTo(0x1122334455667708n, 0x55667708n)).toBe(32);
		expect(cutTo(0x1122334455667708n, 0x08n)).toBe(8);
		expect(cutTo(0x1122334455667708n, 1_000n)).toBeUndefined();
	});

	it('a table cannot be a key or a value', () => {
		expect(sampleValues(STATE_TYPES.table, 0)).toEqual([]);
	});
});
