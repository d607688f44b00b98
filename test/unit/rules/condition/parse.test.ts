import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Condition } from '../../../../src/rules/condition/ast.ts';
import { parseCondition } from '../../../../src/rules/condition/parse.ts';
import { printCondition } from '../../../../src/rules/condition/print.ts';
import { findRelease } from '../../../../src/rules/release.ts';
import { decodeText, fromBytes } from '../../../../src/rules/values/byte-text.ts';

const development = findRelease('0.45');

/** The canonical form, or the byte offset of the error. */
function answer(text: string): string | number {
	const parsed = parseCondition(text, { release: development });
	return parsed.kind === 'parsed' ? decodeText(printCondition(parsed.ast)) : parsed.offset;
}

function failure(text: string | Uint8Array): { message: string; offset: number; line: number; column: number } {
	const parsed = parseCondition(text, { release: development });
	if (parsed.kind === 'parsed') throw new Error('parsed');
	const { message, offset, line, column } = parsed;
	return { message, offset, line, column };
}

// Own rows; the expectation follows from the section of the rules facts that heads the group.
const ROWS: Record<string, readonly (readonly [input: string, answer: string | number])[]> = {
	'1.1 connectives': [
		['x.y=1 and z.w=2 or v.u=3', '((x.y = 1 and z.w = 2) or v.u = 3)'],
		['x.y=1 and (z.w=2 or v.u=3)', '(x.y = 1 and (z.w = 2 or v.u = 3))'],
		['(x.y=1 and z.w=2) and v.u=3', '((x.y = 1 and z.w = 2) and v.u = 3)'],
		['one or(two)', '(one or two)'],
		['one or(two) and three', 12],
		['one or (two) and three', '(one or (two and three))'],
		['one and(two) or three', '((one and two) or three)'],
		['one ortwo', 6],
		['not not one', 'one'],
		['not not not one', 'not one'],
		['not(not(one))', 'not not one'],
		['not one and two', '(not one and two)'],
		['not', 'not'],
		['notes', 'notes'],
		[' \t\r\n\bone\n', 'one'],
		['', 0],
		['   ', 3],
		['()', 1],
		['one two', 4],
	],
	'1.1 checks': [
		['x.y existsor z', '(x.y exists or z)'],
		['x.y exists', 'x.y exists'],
		['x.y pmatch(a)', 'x.y pmatch (a)'],
		['x.y intersectsabc', 'x.y intersects abc'],
		['x.y =', 5],
		['x.y', 3],
		['x.y.z_1.a2 != b', 'x.y.z_1.a2 != b'],
		['x.1 = 2', 1],
		['x.y = *.log', 'x.y = *.log'],
		['x.y = ::1', 'x.y = ::1'],
		['x.y >= +5', 'x.y >= +5'],
		['x.y >= 5.', 'x.y >= 5.'],
		['x.y >= abc', 7],
		['x.y > val(z.w)', 'x.y > val(z.w)'],
		['x.y contains"a"', 12],
		['x.y globin (a)', 'x.y in (a)'],
		['x.y\nstartswith\n"a"', 'x.y startswith a'],
	],
	'1.1 values and lists': [
		['x.y in ()', 'x.y in ()'],
		['x.y in ( )', 'x.y in ()'],
		['x.y in (a b)', 10],
		['x.y in (a,,b)', 10],
		['x.y in ((a))', 8],
		['x.y in (tolower(z.w))', 15],
		['x.y in 5', 7],
		['x.y in (5)', 'x.y in (5)'],
		['x.y = ""', 'x.y = '],
		['x.y in ("", a)', 'x.y in (, a)'],
		['x.y in ("\\q")', 'x.y in ()'],
		['x.y pmatch ( "\\q") and m', '(x.y pmatch () and m)'],
		['x.y in ("\\q" )', 12],
		['x.y in ("\\q", a)', 12],
		['x.y in (a, "\\q")', 15],
		['x.y = a\bb', 'x.y = "a\\bb"'],
		['x.y[a\bb] exists', 'x.y["a\\bb"] exists'],
	],
	'1.1 modifiers': [
		['x.y = oneof (a, b)', 'x.y = oneof (a, b)'],
		['x.y contains allof (a)', 'x.y contains allof (a)'],
		['x.y =\nanyof\t(a)', 'x.y = anyof (a)'],
		['x.y = oneof(a)', 11],
		['x.y = oneof "a"', 12],
		['x.y = oneof not z.w = 1', 12],
		['x.y = oneof nothing', 'x.y = oneof nothing'],
		['x.y > oneof (1)', 6],
		['x.y = anyof', 'x.y = anyof'],
		['x.y = anyof (a', 14],
	],
	'1.1 calls': [
		['len( x.y )>3', 'len(x.y) > 3'],
		['getopt(x.y,"ab:")[a] = z', 'getopt(x.y,ab:)[a] = z'],
		['toupper(getopt(x.y,"ab:")["a"]) = z', 'toupper(getopt(x.y,ab:)[a]) = z'],
		['join( "," , ( x.y , "a b" , 7 ) ) = z', 'join(,,(x.y,"a b",7)) = z'],
		['concat() = z', 7],
		['concat(a) = z', 7],
		['concat(x.y', 10],
		['concat(x.y,) = z', 11],
		['val(x.y) = z', 3],
		['x.y = val(z.w)[0]', 'x.y = val(z.w)[0]'],
		['x.y = concat(val(z.w),"a")', 13],
		['nosuch(x.y) = 1', 6],
		['tolower exists', 8],
	],
	'1.2 quoting': [
		[String.raw`x.y = "\b\f\n\r\t\\\/\""`, String.raw`x.y = "\b\f\n\r\t\\/\""`],
		[String.raw`x.y = "\x41\x62"`, 'x.y = Ab'],
		[String.raw`x.y = "\x4"`, 11],
		[String.raw`x.y = "a\.b"`, 12],
		[String.raw`x.y = "a\u0041"`, 15],
		[String.raw`x.y = "a\'b"`, 12],
		[String.raw`x.y = 'a\"b'`, 12],
		[String.raw`x.y = "a\\"`, 6],
		[String.raw`x.y = "a\x5c"`, String.raw`x.y = "a\\"`],
		[String.raw`x.y = "a\ b"`, String.raw`x.y = "a\\b"`],
		['x.y = "two\nlines"', String.raw`x.y = "two\nlines"`],
		['x.y = "open', 6],
		['x.y["a b"] = 1', 'x.y["a b"] = 1'],
		['x.y[a b] = 1', 5],
		['x.y[] = 1', 4],
		['x.y [a] = 1', 4],
		['x.y[ a] = 1', 4],
		['x.y[""] exists', 'x.y[""] exists'],
	],
};

describe('parseCondition', () => {
	for (const [section, rows] of Object.entries(ROWS)) {
		it.each(rows)(`reads or refuses as Falco does (${section}): %j`, (input, expected) => {
			expect(answer(input)).toBe(expected);
		});
	}

	it('counts offsets and columns in bytes and starts a line after each CR and each LF', () => {
		expect(failure('é.b = 1')).toMatchObject({ offset: 0, line: 1, column: 1 });
		expect(failure('a.b = "é" x')).toMatchObject({ offset: 11, line: 1, column: 12 });
		expect(failure('a.b = 1\r\n  or !')).toMatchObject({ offset: 14, line: 3, column: 6 });
	});

	it("says what Falco says, with the last token that was read in 'unexpected token'", () => {
		expect(failure('a.b = x c').message).toBe("unexpected token after 'x', expecting 'or', 'and'");
		expect(failure('').message).toBe('filter input string is empty');
		expect(failure('a.b <> 1').message).toContain("expected a number value or a field with a valid transformer: 'val'");
		expect(failure('a.b ~ 1').message).toContain("expected a valid check operator: one of 'exists', '<='");
		expect(failure('a.b = "\\q"').message).toBe('unsupported string escape sequence: \\q');
		expect(failure('!').message).toBe("expected a '(' token, a field check, or an identifier");
	});

	it('limits nesting by productions as Falco 0.45 does (11.8)', () => {
		const parentheses = (levels: number) => `${'('.repeat(levels)}a.b = 1${')'.repeat(levels)}`;
		expect(answer(parentheses(18))).toBe('a.b = 1');
		expect(failure(parentheses(19)).message).toBe('exceeded max depth limit of 100');
		expect(answer(`${'not('.repeat(23)}a.b = 1${')'.repeat(23)}`)).toContain('not a.b = 1');
		expect(answer(`${'not('.repeat(24)}a.b = 1${')'.repeat(24)}`)).toBeTypeOf('number');
		expect(answer(`${'toupper('.repeat(29)}a.b${')'.repeat(29)} = 1`)).toBeTypeOf('string');
		expect(parseCondition(parentheses(19), { release: development, maxDepth: 1000 }).kind).toBe('parsed');
	});

	it('has no limit in 0.44 except one that keeps our own stack whole', () => {
		const parentheses = (levels: number) => `${'('.repeat(levels)}a.b = 1${')'.repeat(levels)}`;
		expect(parseCondition(parentheses(200)).kind).toBe('parsed');
		expect(parseCondition(parentheses(100_000)).kind).toBe('error');
		expect(parseCondition('not '.repeat(100_001).concat('a')).kind).toBe('parsed');
	});

	it('keeps bytes that are no UTF-8', () => {
		const parsed = parseCondition(Uint8Array.from([...Buffer.from('a.b = "'), 0xff, 0x22]));
		expect(parsed).toMatchObject({ ast: { right: { text: '\xff' } } });
	});

	it('never throws and never points outside the input, whatever the bytes', () => {
		const pieces = fc.constantFrom('a.b', 'not', '(', ')', ' ', 'and', 'or', '=', 'in', '"', "'", '\\', ',', '[', ']');
		const soup = fc.array(fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 3 })), { maxLength: 40 });
		fc.assert(
			fc.property(
				fc.oneof(
					fc.uint8Array(),
					soup.map((parts) => Buffer.from(parts.join(''))),
				),
				(bytes) => {
					const parsed = parseCondition(bytes, { release: development });
					if (parsed.kind === 'parsed') return;
					expect(parsed.offset).toBeLessThanOrEqual(bytes.length);
					expect(parsed.line).toBeGreaterThan(0);
				},
			),
			{ numRuns: 500 },
		);
	});

	it('prints what it reads back to the same print', () => {
		fc.assert(
			fc.property(conditions, (condition) => {
				const printed = printCondition(condition);
				const parsed = parseCondition(Buffer.from(printed, 'latin1'), { maxDepth: 1000 });
				expect(parsed.kind === 'parsed' ? printCondition(parsed.ast) : parsed.message).toBe(printed);
			}),
			{ numRuns: 300 },
		);
	});
});

const at = { offset: 0, line: 1, column: 1 };
const name = fc.stringMatching(/^[a-z][a-z0-9_]{0,5}$/).filter((word) => !/^(and|or|not|exists|in|pmatch)/.test(word));
// What prints without a loss: no empty text, and where it prints bare, no byte that ends a word.
const text = fc
	.uint8Array({ minLength: 1, maxLength: 8 })
	.map(fromBytes)
	.filter((bytes) => !/[(),\v]|^[0-9+-]|^(oneof|anyof|allof)|[\\'"]$|\f/.test(bytes));
const subscript = fc.option(
	text.filter((bytes) => !/[[\]]/.test(bytes)),
	{ nil: undefined },
);
const field = fc.record({
	kind: fc.constant('field' as const),
	name: fc.tuple(name, name).map((parts) => parts.join('.')),
	argument: subscript,
	at: fc.constant(at),
});
const call = fc.record({
	kind: fc.constant('call' as const),
	function: fc.constantFrom('tolower' as const, 'len' as const),
	arguments: fc.array(field, { minLength: 1, maxLength: 2 }),
	subscript,
	at: fc.constant(at),
});
const operand = fc.oneof(field, call);
const value = fc.record({ kind: fc.constant('value' as const), text, at: fc.constant(at) });
const values = fc.record({
	kind: fc.constant('values' as const),
	items: fc.array(text, { maxLength: 3 }),
	at: fc.constant(at),
});
const conditions: fc.Arbitrary<Condition> = fc.letrec<{ condition: Condition }>((tie) => ({
	condition: fc.oneof(
		{ maxDepth: 4, withCrossShrink: true },
		fc.record({ kind: fc.constant('macro' as const), name, at: fc.constant(at) }),
		fc.record({ kind: fc.constant('exists' as const), left: operand, at: fc.constant(at) }),
		fc.record({
			kind: fc.constant('comparison' as const),
			left: operand,
			operator: fc.constantFrom('=' as const, '!=' as const, 'contains' as const, 'regex' as const),
			modifier: fc.constant(undefined),
			right: fc.oneof(value, call),
			at: fc.constant(at),
		}),
		fc.record({
			kind: fc.constant('comparison' as const),
			left: operand,
			operator: fc.constantFrom('in' as const, 'intersects' as const, 'pmatch' as const),
			modifier: fc.constant(undefined),
			right: values,
			at: fc.constant(at),
		}),
		// Two printed nots are read as none.
		fc.record({
			kind: fc.constant('not' as const),
			child: tie('condition').filter((child) => child.kind !== 'not'),
			at: fc.constant(at),
		}),
		fc.record({
			kind: fc.constantFrom('and' as const, 'or' as const),
			children: fc.array(tie('condition'), { minLength: 2, maxLength: 3 }),
			at: fc.constant(at),
		}),
	),
})).condition;

const oracle = new URL('../../../../../shared/data/oracle/parser.tsv', import.meta.url);
describe.skipIf(!existsSync(oracle))("the real parser's answers (shared data)", () => {
	const rows = existsSync(oracle)
		? readFileSync(oracle, 'utf8')
				.split('\n')
				.filter((line) => line !== '' && !line.startsWith('#'))
		: [];

	it('has rows', () => expect(rows.length).toBeGreaterThan(100));

	it.each(rows)('agrees: %j', (row) => {
		const verdict = row.slice(0, row.indexOf('\t'));
		const expected = row.slice(row.lastIndexOf('\t') + 1);
		const input = row.slice(row.indexOf('\t') + 1, row.lastIndexOf('\t'));
		expect(answer(input)).toBe(verdict === 'OK' ? expected : Number(expected));
	});
});
