import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByteIndex } from '../../../../src/rules/ruleset/byte-index.ts';
import { fromBytes } from '../../../../src/rules/values/byte-text.ts';

const bytes = fc.uint8Array({ maxLength: 6, max: 3 });

describe('ByteIndex', () => {
	it('finds each key by its number, and nothing else', () => {
		fc.assert(
			fc.property(fc.uniqueArray(bytes.map(fromBytes), { maxLength: 40 }), bytes, bytes, (keys, sought, around) => {
				const index = new ByteIndex(keys);
				const column = Uint8Array.from([...around, ...sought, ...around]);
				expect(index.find(column, around.length, around.length + sought.length)).toBe(keys.indexOf(fromBytes(sought)));
			}),
		);
	});

	it('finds the empty key, and has no keys when it was given none', () => {
		expect(new ByteIndex(['a', '']).find(new Uint8Array(), 0, 0)).toBe(1);
		expect(new ByteIndex([]).find(new Uint8Array([1]), 0, 1)).toBe(-1);
	});
});
