import { isIP } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { networkContains, parseAddress, parseNetwork, printAddress } from '../../../../src/rules/values/address.ts';
import { base64Capacity, decodeBase64 } from '../../../../src/rules/values/base64.ts';
import { ByteSet } from '../../../../src/rules/values/byte-set.ts';
import { decodeText, encodeText, fromBytes, toBytes } from '../../../../src/rules/values/byte-text.ts';
import { compareRanges, rangeContains, rangeContainsFolded } from '../../../../src/rules/values/bytes.ts';
import { fromWords, NumberSet, parseNumber, toWords } from '../../../../src/rules/values/number.ts';
import { printClock, printDate, UTC } from '../../../../src/rules/values/time.ts';

const chunk = fc.uint8Array({ maxLength: 6, max: 3 });

describe('byte text', () => {
	it('holds any bytes, and any text as its UTF-8', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 20_000 }), fc.string({ unit: 'binary' }), (bytes, text) => {
				expect(toBytes(fromBytes(bytes))).toEqual(bytes);
				expect(decodeText(encodeText(text))).toBe(text);
			}),
		);
		expect(encodeText('é')).toBe('\xc3\xa9');
		expect(decodeText('x\xff')).toBe('x\ufffd');
		expect(decodeText('\xef\xbb\xbfx')).toBe('\ufeffx');
	});
});

describe('byte ranges', () => {
	it('compare and contain as Buffer does', () => {
		fc.assert(
			fc.property(chunk, chunk, (left, right) => {
				const order = compareRanges(left, 0, left.length, right, 0, right.length);
				expect(Math.sign(order)).toBe(Buffer.compare(left, right));
				expect(rangeContains(left, 0, left.length, right, 0, right.length)).toBe(
					Buffer.from(left).includes(Buffer.from(right)),
				);
			}),
		);
	});

	it('fold ASCII letters and no other bytes', () => {
		const contains = (text: string, part: string) =>
			rangeContainsFolded(toBytes(text), 0, text.length, toBytes(part), 0, part.length);
		expect(contains('xHELlo', 'hEllO')).toBe(true);
		expect(contains('[', '{')).toBe(false);
		expect(contains('\xc9', '\xe9')).toBe(false);
		expect(contains('a', '')).toBe(true);
		expect(contains('', 'a')).toBe(false);
	});
});

describe('ByteSet', () => {
	it('finds what it holds, and nothing else', () => {
		fc.assert(
			fc.property(fc.array(chunk, { maxLength: 40 }), chunk, (entries, asked) => {
				const expected = entries.findIndex((entry) => Buffer.compare(entry, asked) === 0);
				const framed = Uint8Array.from([9, ...asked, 9]);
				expect(new ByteSet(entries).find(framed, 1, framed.length - 1)).toBe(expected);
			}),
		);
		// Long strings that differ in the middle alone, and lengths beyond those that are told apart.
		const long = ['x', 'y', 'z'].map((middle) => toBytes('a'.repeat(150) + middle + 'b'.repeat(150)));
		const set = new ByteSet(long);
		expect(long.map((entry) => set.find(entry, 0, entry.length))).toEqual([0, 1, 2]);
		expect(set.find(toBytes('a'.repeat(301)), 0, 301)).toBe(-1);
	});
});

describe('numbers', () => {
	it.each([
		['42', 42n],
		['042', 42n],
		['+42', 42n],
		[' \t42', 42n],
		['-1', 2n ** 64n - 1n],
		['-18446744073709551574', 42n],
		['18446744073709551615', 2n ** 64n - 1n],
		['18446744073709551616', 2n ** 64n - 1n],
		['-99999999999999999999', 2n ** 64n - 1n],
		['42 ', undefined],
		['0x2a', undefined],
		['4.0', undefined],
		['4e+1', undefined],
		['', undefined],
		['-', undefined],
		['+-1', undefined],
	])('reads %j as strtoull does, to %s (1.5, 11.12)', (text, expected) => {
		expect(parseNumber(text)).toBe(expected);
	});

	it('keeps all 64 bits in two halves', () => {
		fc.assert(
			fc.property(
				fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
				fc.array(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })),
				(value, others) => {
					const { low, high } = toWords(value);
					expect(fromWords(low, high)).toBe(value);
					expect(new NumberSet([...others, value]).has(low, high)).toBe(true);
					expect(new NumberSet(others).has(low, high)).toBe(others.includes(value));
				},
			),
		);
	});
});

describe('addresses', () => {
	it('are read exactly where Node reads them, zones and IPv4 in IPv6 aside', () => {
		const groups = fc.constantFrom('0', '1', 'ff', 'abcd', '12345', 'g', '', ':', '::', '.', '255', '256', '01');
		const separator = fc.constantFrom(':', '.');
		const text = fc.tuple(fc.array(groups, { maxLength: 9 }), separator).map(([parts, glue]) => parts.join(glue));
		fc.assert(
			fc.property(fc.oneof(text, fc.ipV4(), fc.ipV6()), (address) => {
				const hasDot = address.includes('.');
				if (hasDot && address.includes(':')) return;
				const parsed = parseAddress(address);
				expect(parsed.kind === 'address').toBe(isIP(address) !== 0);
				if (parsed.kind === 'address') expect(parsed.bytes.length).toBe(hasDot ? 4 : 16);
			}),
			{ numRuns: 1000 },
		);
	});

	it('are refused with an IPv4 address in an IPv6 one (1.5)', () => {
		expect(parseAddress('::ffff:1.2.3.4')).toEqual({
			kind: 'error',
			message: 'unrecognized IPv4 address ::ffff:1.2.3.4',
		});
	});

	it.each([
		['0:0:0:0:0:0:0:0', '::'],
		['::1', '::1'],
		['1::', '1::'],
		['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
		['2001:0db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
		['0:1:2:3:4:5:6:7', '0:1:2:3:4:5:6:7'],
		['::ffff:102:304', '::ffff:1.2.3.4'],
		['10.0.0.1', '10.0.0.1'],
	])('%j prints as %j', (text, printed) => {
		const parsed = parseAddress(text);
		expect(parsed.kind === 'address' && printAddress(parsed.bytes)).toBe(printed);
	});

	it('print to what is read back the same', () => {
		fc.assert(
			fc.property(fc.uint8Array({ minLength: 16, maxLength: 16, max: 2 }), (bytes) => {
				const printed = printAddress(bytes) ?? '';
				if (printed.includes('.')) return;
				expect(parseAddress(printed)).toEqual({ kind: 'address', bytes });
			}),
		);
	});

	it('are in a network where their first bits are the same', () => {
		const bits = (bytes: Uint8Array) => [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
		const four = fc.uint8Array({ minLength: 4, maxLength: 4, max: 3 });
		fc.assert(
			fc.property(four, four, fc.nat(32), (network, address, prefix) => {
				const parsed = parseNetwork(`${network.join('.')}/${prefix}`);
				if (parsed.kind === 'error') throw new Error(parsed.message);
				const isInside = networkContains(parsed.network, Uint8Array.from([9, ...address]), 1, 5);
				expect(isInside).toBe(bits(network).slice(0, prefix) === bits(address).slice(0, prefix));
			}),
		);
	});
});

describe('decodeBase64', () => {
	const decode = (text: string) => {
		const target = new Uint8Array(base64Capacity(text.length));
		const written = decodeBase64(toBytes(text), 0, text.length, target);
		return written < 0 ? undefined : target.slice(0, written);
	};

	it('undoes encoding, with padding and without', () => {
		fc.assert(
			fc.property(fc.uint8Array(), (bytes) => {
				const text = Buffer.from(bytes).toString('base64');
				expect(decode(text)).toEqual(bytes);
				expect(decode(text.replaceAll('=', ''))).toEqual(bytes);
			}),
		);
	});

	it.each(['a', 'aGVsbG8!', 'aGVs bG8', 'aGVsbG8==', '====', 'a===', 'aGVs-G8'])('refuses %j', (text) => {
		expect(decode(text)).toBeUndefined();
	});
});

describe('times', () => {
	it('print in UTC and in a zone, with nine digits', () => {
		const timestamp = 1700000000000000042n;
		expect(printDate(timestamp, UTC)).toBe('2023-11-14');
		expect(printClock(timestamp, UTC, 'nanoseconds')).toBe('22:13:20.000000042');
		expect(printDate(timestamp, { offsetSeconds: 7200 })).toBe('2023-11-15');
		expect(printClock(timestamp, { offsetSeconds: -12_600 }, 'seconds')).toBe('18:43:20');
		expect(printDate(2n ** 64n - 1n, UTC)).toBe('2554-07-21');
	});
});
