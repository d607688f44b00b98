import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { excerptOf } from '../../../../src/rules/file/excerpt.ts';
import { type Context, fileContext, within, withinExpression } from '../../../../src/rules/file/location.ts';
import { MarkTable } from '../../../../src/rules/file/mark.ts';
import { falcoSnippet } from '../../../../src/rules/file/snippet.ts';

const placeAt = (text: string, index: number): Context =>
	within(fileContext('f.yaml'), new MarkTable(text).at(index), 'rule', 'r');

describe('falcoSnippet', () => {
	it('shows the line of the place and marks it', () => {
		const text = '- a: 1\n- b: 2\n- c: 3\n';
		expect(falcoSnippet(placeAt(text, text.indexOf('b')), text)).toBe('- b: 2\n  ^\n');
	});

	it('goes back from a line break and from behind the text', () => {
		expect(falcoSnippet(placeAt('- a:\n', 4), '- a:\n')).toBe('- a:\n   ^\n');
		expect(falcoSnippet(placeAt('- a:', 4), '- a:')).toBe('- a:\n   ^\n');
	});

	it('cuts lines that are too long, 80 bytes to either side', () => {
		const text = 'x'.repeat(100) + 'y'.repeat(100);
		const [line = '', caret = ''] = falcoSnippet(placeAt(text, 100), text).split('\n');
		expect(line).toBe(`...${'x'.repeat(77)}${'y'.repeat(78)}...`);
		expect(caret.length).toBe(81);
	});

	it('has words for an empty text', () => {
		expect(falcoSnippet(fileContext('f'), '')).toBe('<No context available>\n');
	});

	it('is a line of the text with a caret, for any place of any text', () => {
		fc.assert(
			fc.property(
				fc.string({ unit: fc.constantFrom('a', 'é', '\n', ' ', '\t', 'x'.repeat(90)), maxLength: 20 }),
				fc.nat(200),
				(text, index) => {
					const [line = '', caret, ...rest] = falcoSnippet(placeAt(text, index), text).split('\n');
					if (line.startsWith('<No context')) return;
					expect(rest).toEqual(['']);
					expect(caret).toMatch(/^ *\^$/);
					expect(text).toContain(
						line
							.replace(/^\.\.\./, '')
							.replace(/\.\.\.$/, '')
							.replaceAll('\ufffd', ''),
					);
				},
			),
		);
	});
});

describe('excerptOf', () => {
	it('counts from 1, in characters, and puts the caret under the character', () => {
		const text = '- rule: é\n\tcondition: x\n';
		expect(excerptOf(placeAt(text, text.indexOf('condition')), text)).toEqual({
			place: 'f.yaml:2:2',
			lines: ['2 |     condition: x', '  |     ^'],
		});
		expect(excerptOf(placeAt('- é: x', 5), '- é: x')).toMatchObject({
			place: 'f.yaml:1:6',
			lines: ['1 | - é: x', '  |      ^'],
		});
	});

	it('shows a fault inside a condition with the lists put in', () => {
		const text = '- condition: a in (l) or b';
		const condition = within(fileContext('f.yaml'), new MarkTable(text).at(13), 'rule condition');
		const context = withinExpression(
			condition,
			'a in (l) or b',
			{ offset: 17, line: 1, column: 18 },
			'a in ( x, y ) or b',
		);
		expect(excerptOf(context, text)).toEqual({
			place: 'f.yaml:1:14',
			lines: [
				'1 | - condition: a in (l) or b',
				'  |              ^',
				'condition | a in ( x, y ) or b',
				'          |                  ^',
			],
		});
	});

	it('cuts long lines around the place', () => {
		const text = `${'x'.repeat(300)}!${'y'.repeat(300)}`;
		const { lines } = excerptOf(placeAt(text, 300), text);
		expect(lines[0]).toBe(`1 | …${'x'.repeat(50)}!${'y'.repeat(49)}…`);
		expect(lines[1]?.indexOf('^')).toBe(lines[0]?.indexOf('!'));
	});
});

describe('withinExpression', () => {
	it('names a condition by its beginning', () => {
		const nameOf = (text: string) =>
			withinExpression(fileContext('f'), text, { offset: 0, line: 1, column: 1 }).locations[1]?.name;
		expect(nameOf('x'.repeat(20))).toBe(`"${'x'.repeat(20)}"`);
		expect(nameOf('y'.repeat(21))).toBe(`"${'y'.repeat(17)}..."`);
		expect(nameOf('a\nb\rc')).toBe('"a b c"');
	});
});
