import { decodeText, encodeText } from '../values/byte-text.ts';
import { type Context, innermostInFile } from './location.ts';

/** The widest line that is shown whole, in characters. */
const EXCERPT_WIDTH = 100;
const TAB = '    ';

/**
 * Where the author has to look, exactly: `file:line:column` as editors count (from 1, characters), the line, and a
 * caret under the very character. For a fault inside a condition the condition follows, as it reads once lists and
 * exceptions are put in, with its own caret.
 */
export interface Excerpt {
	readonly place: string;
	readonly lines: readonly string[];
}

/** Our own rendering of a place, beside Falco's (`falcoSnippet`). */
export function excerptOf(context: Context, fileText: string): Excerpt {
	const location = innermostInFile(context);
	const line = fileText.split('\n')[location.mark.line] ?? '';
	const column = charactersIn(line, location.mark.column);
	const place = `${location.name}:${location.mark.line + 1}:${column + 1}`;
	const lines = underlined(line, column, `${location.mark.line + 1}`);
	if (context.expression === undefined) return { place, lines };
	const { expanded, at } = context.expression;
	const inner = expanded.split(/\r\n|\r|\n/)[at.line - 1] ?? '';
	return { place, lines: [...lines, ...underlined(inner, charactersIn(inner, at.column - 1), 'condition')] };
}

/** `label | text` and the caret line below it; long lines are cut around the caret. */
function underlined(line: string, column: number, label: string): string[] {
	const from = line.length > EXCERPT_WIDTH ? Math.max(0, column - EXCERPT_WIDTH / 2) : 0;
	const cut = line.slice(from, from + EXCERPT_WIDTH);
	const before = expandTabs(`${from > 0 ? '…' : ''}${cut.slice(0, column - from)}`);
	const shown = `${from > 0 ? '…' : ''}${cut}${from + EXCERPT_WIDTH < line.length ? '…' : ''}`;
	return [`${label} | ${expandTabs(shown)}`.trimEnd(), `${' '.repeat(label.length)} | ${' '.repeat(before.length)}^`];
}

function expandTabs(text: string): string {
	return text.replaceAll('\t', TAB).replaceAll('\r', '');
}

/** How many UTF-16 units the first bytes of a line are. */
function charactersIn(line: string, bytes: number): number {
	return decodeText(encodeText(line).slice(0, bytes)).length;
}
