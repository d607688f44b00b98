import { type ByteText, decodeText } from '../values/byte-text.ts';
import type { Position } from './ast.ts';

/** The line of a condition that a position is in, and a caret under the place, as two lines of text. */
export function showPlace(input: ByteText, { offset, column }: Position): string {
	const start = offset - (column - 1);
	const length = input.slice(start).search(/[\r\n]/);
	const line = length < 0 ? input.slice(start) : input.slice(start, start + length);
	// Tabs stay tabs, so that the caret stands under its place however wide a terminal makes them.
	const indent = [...decodeText(line.slice(0, column - 1))].map((letter) => (letter === '\t' ? '\t' : ' ')).join('');
	return `${decodeText(line)}\n${indent}^`;
}
