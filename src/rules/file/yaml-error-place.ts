import type { CST, YAMLError } from 'yaml';
import type { Mark, MarkTable } from './mark.ts';
import { flowErrorPlace } from './yaml-flow.ts';
import { nextToken } from './yaml-places.ts';
import { colonBehind, colonOfKey, flowBefore } from './yaml-tokens.ts';

const HEX_DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** Where yaml-cpp gives up on a text that the `yaml` library refuses with this error. */
export function errorMark(
	text: string,
	{ code, message, pos }: YAMLError,
	tokens: CST.Token[],
	marks: MarkTable,
): Mark {
	const [place] = pos;
	switch (code) {
		// "illegal map value": yaml-cpp takes the key for a plain value, and stumbles over the colon.
		case 'BLOCK_AS_IMPLICIT_KEY':
		case 'MULTILINE_IMPLICIT_KEY':
			return marks.at(colonOfKey(tokens, place) ?? nextToken(text, place));
		// Behind the letter, or behind the digits that should be there.
		case 'BAD_DQ_ESCAPE':
			return marks.at(place + 2 + (HEX_DIGITS[text.charAt(place + 1)] ?? 0));
		case 'TAB_AS_INDENT':
			return marks.at(nextToken(text, place));
		default:
			if (message.startsWith('Flow ') || / flow (?:sequence|map)/.test(message)) {
				const flow = flowBefore(tokens, place);
				const end = flowErrorPlace(text, flow ?? text.length);
				return end >= text.length ? marks.end : marks.at(end);
			}
			if (message.startsWith('Implicit map keys')) return marks.at(colonBehind(tokens, place) ?? place);
			return marks.at(tabOfIndentation(text, place) ?? nextToken(text, place));
	}
}

/** What is wrong, in yaml-cpp's words and with what to do where the `yaml` library's do not help. */
export function errorMessage({ code, message }: YAMLError): string {
	switch (code) {
		case 'BLOCK_AS_IMPLICIT_KEY':
		case 'MULTILINE_IMPLICIT_KEY':
			return "illegal map value: a value with ': ' in it, or ':' at its end, must be in quotes";
		case 'TAB_AS_INDENT':
			return 'illegal tab when looking for indentation: indent with blanks';
		default:
			return message.startsWith('Implicit map keys') ? "a word without ':' where a key is expected" : message;
	}
}

/** The tab that indents the line of a place; `undefined` where none does, or in the first line. */
function tabOfIndentation(text: string, place: number): number | undefined {
	const start = text.lastIndexOf('\n', place - 1) + 1;
	const blanks = /^ *(?=\t)/.exec(text.slice(start, place))?.[0];
	return start === 0 || blanks === undefined ? undefined : start + blanks.length;
}
