import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText, encodeText, fromBytes, toBytes } from '../../../../src/rules/values/byte-text.ts';

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
