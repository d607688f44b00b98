import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileField } from '../../../../src/rules/condition/operand.ts';
import { jsonOperandValue, printOperandValue } from '../../../../src/rules/condition/operand-value.ts';
import type { FieldRef } from '../../../../src/rules/fields/field.ts';
import { compileFormat, MISSING_TEXT } from '../../../../src/rules/output/format.ts';
import { decodeText } from '../../../../src/rules/values/byte-text.ts';
import { probeEvent, probeFields } from '../probe-events.ts';

type Answer = { error: true } | { shown: boolean; output?: string; fields?: Record<string, string> };

function answer(format: string): Answer {
	const fields = probeFields();
	const compiled = compileFormat(format, fields);
	if (compiled.kind === 'error') return { error: true };
	const event = probeEvent(fields);
	const output = compiled.print(event, 0);
	if (output === undefined) return { shown: false };
	const value = (ref: FieldRef) => decodeText(printOperandValue(compileField(ref), event, 0) ?? MISSING_TEXT);
	return {
		shown: true,
		output: decodeText(output),
		fields: Object.fromEntries(compiled.fields.map((ref) => [ref.text, value(ref)])),
	};
}

function printed(format: string): string {
	const got = answer(format);
	if ('error' in got) return 'error';
	return got.output ?? 'not shown';
}

// Own rows; the expectation follows from the section of the rules facts that heads the group.
const ROWS: Record<string, readonly (readonly [format: string, printed: string])[]> = {
	'3.1 missing values': [
		['a %p.null b', 'not shown'],
		['*a %p.null b', 'a <NA> b'],
		['**%p.str', '*Hello'],
		['a*%p.null', 'not shown'],
		['*%p.fail', '<NA>'],
		['*%p.listempty', '<NA>'],
		['*%b64(p.path)', '<NA>'],
		['%p.empty', ''],
	],
	'3.1 where a token ends': [
		['%p.str', 'Hello'],
		['%p.strfoo', 'Hellofoo'],
		['%p.str.', 'Hello.'],
		['%p.str.nope', 'Hello.nope'],
		['%p.str.sub', 'sub'],
		['%p.str.subs', 'subs'],
		['%p.str%p.u64', 'Hello42'],
		['%p.str[0]', 'Hello[0]'],
		['%p.key[a] %p.key["b,c"]', 'key=a idx=18446744073709551615 present=1 key=b,c idx=18446744073709551615 present=1'],
		['%p.idx', 'key=(null) idx=18446744073709551615 present=0'],
		['%p.idx[x]', 'key=(null) idx=18446744073709551615 present=0[x]'],
		['%p.key', 'error'],
		['%evt.num%', 'error'],
		['%p.u6', 'error'],
		['%val(p.str)', 'error'],
		['% p.str', 'error'],
		['%%p.str', 'error'],
		['50%', 'error'],
		['%toupper( p.str )!', 'HELLO!'],
		['%toupper(p.str)[%p.u64]', 'HELLO[42]'],
		['%toupper(p.str)[x]', 'HELLO[x]'],
		['%toupper(p.str)[', 'HELLO['],
		['%getopt(("-na"), "n")[n] %getopt(("-na"), "n")[nn]', 'n (n,?)[nn]'],
		['%getopt(p.list, "a")', '()'],
		['%toupper(p.nope)[x]', 'error'],
		['%toupper(p.u64)', 'error'],
		['%len(p.list)/%len(p.str)', '2/5'],
	],
	'3.1 width': [
		['%3p.str|', 'Hel|'],
		['%8p.str|', 'Hello   |'],
		['%5p.str|', 'Hello|'],
		['*%6p.null|', '<NA>  |'],
		['*%2p.null|', '<N|'],
		['%4p.utf|', 'caf\ufffd|'],
		['%-5p.str', 'error'],
		['%99999999999999999999p.str', 'error'],
	],
	'3.1 printed forms': [
		['%p.u64 %p.big', '42 18446744073709551615'],
		['%p.bt %p.bf %p.b2', 'true false true'],
		['%p.ip4 %p.ip6', '10.1.2.3 ::1'],
		['%p.net4', '<IPNET>'],
		['%p.abst %p.relt', '1700000000123456789 1500'],
		['%evt.rawtime.ns %evt.reltime %evt.reltime.ns %evt.reltime.s', '123456789 000000000 000000000 0'],
		['%p.list %p.ulist %p.netlist', '(a,b) (1,2,3) (<IPNET>,<IPNET>)'],
		['%join(",", p.ulist)', '1,2,3'],
	],
	'4 built-in fields': [
		['%evt.time %evt.time.s', '22:13:20.123456789 22:13:20'],
		['%evt.time.iso8601', '2023-11-14T22:13:20.123456789+0000'],
		['%evt.datetime %evt.datetime.s', '2023-11-14 22:13:20.123456789 2023-11-14 22:13:20'],
		['%evt.rawtime %evt.rawtime.s', '1700000000123456789 1700000000'],
		['%evt.num %evt.pluginname %evt.plugininfo %evt.source', '1 probe evt string probe_src'],
		['*%evt.is_async %evt.asynctype %evt.hostname', 'false <NA> HOST'],
		['%evt.type', 'error'],
	],
};

describe('compileFormat', () => {
	for (const [section, rows] of Object.entries(ROWS)) {
		it.each(rows)(`prints as Falco does (${section}): %j`, (format, expected) => {
			expect(printed(format)).toBe(expected);
		});
	}

	it('gives the fields that are read, also those within calls, once and sorted', () => {
		expect(answer('*%toupper(p.str) %p.u64 %p.str %concat(p.null, p.str)')).toMatchObject({
			fields: { 'p.null': '<NA>', 'p.str': 'Hello', 'p.u64': '42' },
		});
	});

	it('says which part is wrong, where Falco says nothing', () => {
		const got = compileFormat('x=%p.str y=%q.nope', probeFields());
		expect(got).toMatchObject({
			message: "unknown filter: unexpected token after '",
			explanation: 'filter_check called with nonexistent field q.nope',
			offset: 11,
			isForgivable: true,
		});
	});

	it.each([
		['', 'empty formatting token', false],
		['50%', 'invalid formatting syntax: formatting cannot end with a %', false],
		['x %5', 'invalid formatting syntax: formatting cannot end with a number', false],
		['%p.key', "unknown filter: unexpected token after '", true],
		['%%', "unknown filter: unexpected token after '", true],
		['%% ', "unknown filter: unexpected token after '", true],
		['%toupper(p.u64)', "unknown filter: unexpected token after '", true],
	])('refuses %j, and says whether a rule may forgive it', (format, message, isForgivable) => {
		expect(compileFormat(format, probeFields())).toMatchObject({ kind: 'error', message, isForgivable });
	});

	it('gives typed values as JSON, with numbers of 64 bits whole', () => {
		const fields = probeFields();
		const compiled = compileFormat('%p.big %p.null %p.list %p.bt %p.ip6 %p.quote %p.netlist %p.bad %p.ulist', fields);
		if (compiled.kind === 'error') throw new Error(compiled.explanation);
		const event = probeEvent(fields);
		expect(compiled.fields.map((ref) => `${ref.text} ${jsonOperandValue(compileField(ref), event, 0)}`)).toEqual([
			'p.bad "x\ufffd"',
			'p.big 18446744073709551615',
			'p.bt true',
			'p.ip6 "::1"',
			'p.list ["a","b"]',
			'p.netlist ["<IPNET>","<IPNET>"]',
			'p.null null',
			String.raw`p.quote "a\"b\\c\nd"`,
			'p.ulist [1,2,3]',
		]);
	});

	it('ends as Falco does at an address of a wrong length', () => {
		expect(() => printed('%p.ipbad')).toThrow('rawval_to_string called with IP address of incorrect size 5');
	});

	it('never throws, whatever the text', () => {
		const pieces = fc.constantFrom('%', '*', '[', ']', '(', ')', 'p.str', 'toupper(', 'evt', '.', '12', ' ', '"');
		fc.assert(
			fc.property(fc.array(fc.oneof(pieces, fc.string({ maxLength: 3 })), { maxLength: 12 }), (parts) => {
				expect(printed(parts.join(''))).toBeTypeOf('string');
			}),
			{ numRuns: 300 },
		);
	});
});

const oracle = new URL('../../../../../shared/data/oracle/format.jsonl', import.meta.url);
describe.skipIf(!existsSync(oracle))("the real formatter's answers (shared data)", () => {
	const rows = existsSync(oracle) ? readFileSync(oracle, 'utf8').trim().split('\n') : [];

	it('has rows', () => expect(rows.length).toBeGreaterThan(15));

	it.each(rows)('agrees: %s', (row) => {
		const { format, ...expected } = JSON.parse(row) as { format: string };
		expect(answer(format)).toMatchObject(expected);
	});
});
