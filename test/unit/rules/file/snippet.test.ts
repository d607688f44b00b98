import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Context, fileContext, within } from '../../../../src/rules/file/location.ts';
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
