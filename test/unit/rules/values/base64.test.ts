import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { base64Capacity, decodeBase64 } from '../../../../src/rules/values/base64.ts';
import { toBytes } from '../../../../src/rules/values/byte-text.ts';

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

	it.each(['a', 'aGVsbG8!', 'aGVs bG8', '=', '==', '====', 'a===', 'YWJj===', 'aGVs-G8'])('refuses %j', (text) => {
		expect(decode(text)).toBeUndefined();
	});

	it.each(['YR==', 'YR', 'YWJ', 'YWJ='])('refuses bits that no byte takes: %j', (text) => {
		expect(decode(text)).toBeUndefined();
	});

	it.each([
		['YWI==', 'ab'],
		['YWJj=', 'abc'],
		['YWJj==', 'abc'],
	])('takes padding that nothing asks for: %j', (text, expected) => {
		expect(decode(text)).toEqual(toBytes(expected));
	});
});
