import { decodeText, encodeText } from '../values/byte-text.ts';
import { type Context, innermost } from './location.ts';

/** Falco's limit for a shown line, in bytes. */
const SNIPPET_BYTES = 160;
const NO_CONTEXT = '<No context available>\n';

/**
 * The line around a place with a `^` under it, cut as Falco cuts it: at most 80 bytes to either side, `...` where the
 * line goes on, and the marker under the byte that Falco's (summed) position names. Always ends with a line break.
 */
export function falcoSnippet(context: Context, fileText: string): string {
	const { mark } = innermost(context);
	const content = encodeText(context.expression?.text || fileText);
	if (content === '') return NO_CONTEXT;
	const at = backToText(content, mark.offset);
	const reach = SNIPPET_BYTES / 2;
	let from = at;
	while (from > 0 && content[from] !== '\n' && at - from < reach) from--;
	let to = at;
	while (to < content.length - 1 && content[to] !== '\n' && to - at < reach) to++;
	if (content[from] === '\n') from++;
	if (content[to] === '\n') to--;
	let line = content.slice(from, to + 1);
	if (line === '') return NO_CONTEXT;
	if (at - from >= reach) line = `...${line.slice(3)}`;
	if (to - at >= reach) line = `${line.slice(0, -3)}...`;
	return `${decodeText(line)}\n${' '.repeat(Math.max(0, at - from))}^\n`;
}

/** A position can stand behind the text or on a line break: then the last byte before it is meant. */
function backToText(content: string, offset: number): number {
	let at = offset;
	while (at > 0 && (at >= content.length || content[at] === '\n')) at--;
	return at;
}
