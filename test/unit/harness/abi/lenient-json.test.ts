import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAsHost, toPlain } from '../../../../harness/abi/lenient-json.ts';

const plain = (text: string) => {
	const parsed = parseAsHost(text);
	return parsed.kind === 'value' ? JSON.parse(JSON.stringify(toPlain(parsed.value))) : `refused: ${parsed.message}`;
};
const refused = (text: string) => parseAsHost(text).kind === 'refused';

describe('JSON as Falco reads it', () => {
	it('gives for every JSON text what JSON.parse gives', () => {
		fc.assert(
			fc.property(fc.json({ maxDepth: 6 }), (text) => {
				expect(plain(text)).toEqual(JSON.parse(JSON.stringify(JSON.parse(text))));
			}),
		);
	});

	it('never does anything but give a value or a refusal', () => {
		const near = fc
			.array(fc.constantFrom(...'{}[],:"\\/*ue0-.1 \n'.split(''), 'true', 'null', '"a"', '//'))
			.map((parts) => parts.join(''));
		fc.assert(
			fc.property(fc.oneof(fc.string(), near), (text) => {
				expect(['value', 'refused']).toContain(parseAsHost(text).kind);
			}),
			{ numRuns: 1000 },
		);
	});

	it('accepts whatever JSON.parse accepts, of ordinary depth', () => {
		const near = fc
			.array(fc.constantFrom(...'{}[],:0-.1 '.split(''), '"a"', 'null', '[]'))
			.map((parts) => parts.join(''));
		fc.assert(
			fc.property(near, (text) => {
				let strict: unknown;
				try {
					strict = JSON.parse(text);
				} catch {
					return;
				}
				expect(plain(text)).toEqual(JSON.parse(JSON.stringify(strict)));
			}),
			{ numRuns: 1000 },
		);
	});

	it('accepts comments where values and commas stand', () => {
		expect(plain('/* a */ [1, // one\n 2 /* two */]')).toEqual([1, 2]);
		expect(plain('{ /* a */ "a": /* b */ 1 /* c */ }')).toEqual({ a: 1 });
	});

	it('refuses a comment alone in an array and one before a colon', () => {
		expect(refused('[ /* nothing */ ]')).toBe(true);
		expect(refused('{"a" /* b */ : 1}')).toBe(true);
	});

	it('accepts anything after the first value', () => {
		expect(plain('[1] and more')).toEqual([1]);
		expect(plain('[1]]]')).toEqual([1]);
	});

	it('keeps the last of repeated keys and says which were repeated', () => {
		const parsed = parseAsHost('{"a":1,"b":2,"a":3}');
		expect(parsed).toMatchObject({ kind: 'value', value: { type: 'object', repeated: ['a'] } });
		expect(plain('{"a":1,"a":3}')).toEqual({ a: 3 });
	});

	it('keeps the text of numbers and accepts the odd ones', () => {
		expect(parseAsHost('10000000000000000001')).toEqual({
			kind: 'value',
			value: { type: 'number', text: '10000000000000000001' },
		});
		for (const odd of ['007', '-.5', '1.', '-']) expect(refused(odd)).toBe(false);
		for (const wrong of ['1e', '1e+', '-.', '.5', '+1', '1e999', 'NaN', 'Infinity']) expect(refused(wrong)).toBe(true);
	});

	it('accepts control characters in strings', () => {
		expect(plain('"a\nb\tc"')).toBe('a\nb\tc');
	});

	it('joins surrogate escapes and refuses a first one alone', () => {
		expect(plain('"\\ud83d\\ude00"')).toBe('\u{1f600}');
		expect(refused('"\\ud83d"')).toBe(true);
	});

	it('refuses trailing commas, single quotes, bad escapes and empty text', () => {
		for (const wrong of [
			'[1,]',
			'{"a":1,}',
			"['a']",
			'"\\x"',
			'"\\u12"',
			'',
			' ',
			'// nothing',
			'[1',
			'{"a"}',
			'\ufeff[1]',
		]) {
			expect(refused(wrong), wrong).toBe(true);
		}
	});

	it('refuses what is nested deeper than 1000 levels', () => {
		expect(refused('['.repeat(999) + ']'.repeat(999))).toBe(false);
		expect(refused('['.repeat(1001) + ']'.repeat(1001))).toBe(true);
	});

	it('says where it stopped', () => {
		expect(parseAsHost('[\n  1,\n  oops\n]')).toMatchObject({ kind: 'refused', line: 3, column: 3 });
	});
});
