import { describe, expect, it } from 'vitest';
import { excerptOf } from '../../../../src/rules/file/excerpt.ts';
import { type Context, fileContext, within, withinExpression } from '../../../../src/rules/file/location.ts';
import { MarkTable } from '../../../../src/rules/file/mark.ts';

const placeAt = (text: string, index: number): Context =>
	within(fileContext('f.yaml'), new MarkTable(text).at(index), 'rule', 'r');

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
