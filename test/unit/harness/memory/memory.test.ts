import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Arena, mapMemory } from '../../../../harness/memory/arena.ts';
import { fencedOutput } from '../../../../harness/memory/fenced-output.ts';
import { isUnwritten, POISON_BYTE, unwrittenTail } from '../../../../harness/memory/poison.ts';
import { readMemory, readPointerArray, readText } from '../../../../harness/memory/safe-read.ts';
import { NativeHost } from '../../../../harness/native/native-host.ts';

NativeHost.start({ crashes: 'without-recorder' });

describe('an arena', () => {
	it('keeps places apart, aligned, and at the address that it says', () => {
		const arena = new Arena(1 << 20);
		const sizes = fc.array(fc.record({ size: fc.nat(100), bits: fc.integer({ min: 0, max: 6 }) }), { maxLength: 40 });
		fc.assert(
			fc.property(sizes, (wanted) => {
				arena.reset();
				let end = 0;
				for (const [i, { size, bits }] of wanted.entries()) {
					const { address, offset } = arena.allocate(size, 1 << bits);
					expect(offset % (1 << bits)).toBe(0);
					expect(offset).toBeGreaterThanOrEqual(end);
					arena.bytes.fill(i, offset, offset + size);
					expect(readMemory(address, size)).toEqual({ kind: 'bytes', bytes: new Uint8Array(size).fill(i) });
					end = offset + size;
				}
			}),
			{ numRuns: 30 },
		);
	});

	it('gives back what came after a mark, zeroed when it is used again', () => {
		const arena = new Arena(4096);
		arena.text('kept');
		const mark = arena.mark();
		const first = arena.place(Buffer.from('gone'));
		arena.reset(mark);
		const second = arena.allocate(4);
		expect(second.offset).toBe(first.offset);
		expect(arena.bytes.slice(second.offset, second.offset + 4)).toEqual(new Uint8Array(4));
		expect(() => arena.allocate(5000)).toThrow(RangeError);
	});
});

describe('a fenced output', () => {
	const arena = new Arena(4096);

	it('lets its own bytes be written, to both ends', () => {
		const output = fencedOutput(arena, 24, 8);
		output.bytes.fill(0);
		expect(readMemory(output.address, 24)).toEqual({ kind: 'bytes', bytes: new Uint8Array(24) });
		expect(output.overrun()).toBe(false);
	});

	it.each([-8, -1, 24, 31])('sees a byte written %i from its beginning', (at) => {
		const output = fencedOutput(arena, 24, 8);
		arena.bytes[Number(output.address - arena.base) + at] = 0;
		expect(output.overrun()).toBe(true);
	});
});

describe('reading what a plugin returned', () => {
	const arena = new Arena(65536);
	/** The last bytes of readable memory. */
	const atEnd = (bytes: string) => {
		arena.bytes.set(Buffer.from(bytes, 'latin1'), 65536 - bytes.length);
		return arena.base + BigInt(65536 - bytes.length);
	};
	// Whatever is mapped behind the arena must not be readable for these tests.
	const guarded = () => {
		const whole = mapMemory(3 * 65536, 0);
		return whole + 65536n;
	};

	it('says where unreadable memory begins', () => {
		const address = guarded();
		expect(readMemory(address, 16)).toEqual({ kind: 'fault', bytes: new Uint8Array(0), at: address });
		expect(readText(address, 100)).toEqual({ kind: 'fault', address: `0x${address.toString(16)}`, readable: 0 });
		expect(readText(0n, 100)).toEqual({ kind: 'null' });
	});

	it('reads texts to their end, and no further than the bound', () => {
		expect(readText(atEnd('abc\xff\0'), 100)).toEqual({ kind: 'text', latin1: 'abc\xff' });
		expect(readText(atEnd('abcdef\0'), 4)).toEqual({ kind: 'unterminated', latin1: 'abcd' });
		expect(readText(atEnd('\0'), 4)).toEqual({ kind: 'text', latin1: '' });
	});

	it('reads a text that crosses pages', () => {
		const long = `${'x'.repeat(10_000)}\0`;
		expect(readText(atEnd(long), 1 << 20)).toEqual({ kind: 'text', latin1: 'x'.repeat(10_000) });
	});

	it('reads arrays of pointers', () => {
		const { address, offset } = arena.allocate(16);
		arena.view.setBigUint64(offset, 0xfedcba9876543210n, true);
		expect(readPointerArray(address, 2)).toEqual({ kind: 'pointers', pointers: [0xfedcba9876543210n, 0n] });
		expect(readPointerArray(guarded(), 2)).toMatchObject({ kind: 'fault', pointers: [] });
	});
});

describe('poison', () => {
	it('is recognised, and the part that was written is not', () => {
		const bytes = new Uint8Array(8).fill(POISON_BYTE);
		expect(isUnwritten(bytes)).toBe(true);
		bytes[2] = 0;
		expect(isUnwritten(bytes)).toBe(false);
		expect(unwrittenTail(bytes)).toBe(5);
	});
});
