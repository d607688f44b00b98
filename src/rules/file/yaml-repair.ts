import { type CST, isScalar, parseDocument, type YAMLError } from 'yaml';
import { quotedEnd } from './yaml-flow.ts';
import { type AnyToken, flowBefore, tokensOf } from './yaml-tokens.ts';

/**
 * A text that the `yaml` library reads where yaml-cpp reads the original. Every change keeps the length, so that places
 * in the one are places in the other.
 */
export interface Readable {
	readonly source: string;
	/** The text of quoted scalars that were replaced by fillers, by their place. */
	readonly quoted: ReadonlyMap<number, string>;
	/** Where yaml-cpp sees the nulls that were filled in, by the filler's place. */
	readonly nulls: ReadonlyMap<number, number>;
}

/**
 * The text without what one error of the `yaml` library is about, where yaml-cpp takes it: flow collections that go on
 * left of their key, and empty elements of a flow sequence. `undefined` where it is an error for both.
 */
export function withoutFault(text: Readable, { message, pos }: YAMLError, tokens: CST.Token[]): Readable | undefined {
	if (message === 'Unexpected , in flow sequence') return fillEmptyItem(text, pos[0]);
	if (message.startsWith('Flow ')) return joinFlowLines(text, pos[0], tokens);
	return undefined;
}

/**
 * The text with fillers on one line for the quoted scalars that the library ends elsewhere than yaml-cpp does, which is
 * where their lines are not indented, or where the text ends in them. `undefined` where there are none.
 */
export function withClosedQuotes(text: Readable, tokens: CST.Token[]): Readable | undefined {
	let filled = text;
	let last = 0;
	for (const token of tokensOf(tokens)) {
		// What seems to begin within a scalar that was filled is none.
		if (!isQuoted(token) || token.offset < last) continue;
		const end = quotedEnd(text.source, token.offset);
		if (end === token.offset + token.source.length) continue;
		const next = fillQuotedAt(filled, token.offset);
		if (next === undefined) break;
		filled = next;
		last = end ?? text.source.length;
	}
	return filled === text ? undefined : filled;
}

function isQuoted(token: AnyToken): token is CST.FlowScalar {
	return token.type === 'double-quoted-scalar' || token.type === 'single-quoted-scalar';
}

function fillQuotedAt({ source, quoted, nulls }: Readable, start: number): Readable | undefined {
	const quote = source.charAt(start);
	const end = quotedEnd(source, start);
	const raw = end === undefined ? `${source.slice(start)}${quote}` : source.slice(start, end);
	const { contents, errors } = parseDocument(raw, { schema: 'failsafe', logLevel: 'silent' });
	if (errors.length > 0 || !isScalar(contents) || typeof contents.value !== 'string') return undefined;
	const to = end ?? source.length;
	if (to - start < 2) return undefined;
	const filler = `${quote}${'x'.repeat(to - start - 2)}${quote}`;
	return {
		source: `${source.slice(0, start)}${filler}${source.slice(to)}`,
		quoted: new Map(quoted).set(start, contents.value),
		nulls,
	};
}

function fillEmptyItem({ source, quoted, nulls }: Readable, comma: number): Readable | undefined {
	if (source.charAt(comma - 1) !== ' ') return undefined;
	return {
		source: `${source.slice(0, comma - 1)}~${source.slice(comma)}`,
		quoted,
		nulls: new Map(nulls).set(comma - 1, comma),
	};
}

/** Puts the flow collection that the library gives up in on one line. */
function joinFlowLines(text: Readable, place: number, tokens: CST.Token[]): Readable | undefined {
	const start = flowBefore(tokens, place);
	if (start === undefined) return undefined;
	let joined: Readable | undefined = text;
	const changed: string[] = [];
	let level = 0;
	let at = start;
	do {
		const { source } = joined as Readable;
		const byte = source.charAt(at);
		if (byte === '') return undefined;
		if (/["']/.test(byte) && /[\s[{,:]/.test(source.charAt(at - 1))) {
			joined = fillQuotedAt(joined as Readable, at);
			if (joined === undefined) return undefined;
			const end = quotedEnd(joined.source, at) ?? joined.source.length;
			changed.push(joined.source.slice(at, end));
			at = end;
			continue;
		}
		if (byte === '#' && /\s/.test(source.charAt(at - 1))) {
			const line = source.indexOf('\n', at);
			const end = line < 0 ? source.length : line;
			changed.push(' '.repeat(end - at));
			at = end;
			continue;
		}
		if (/[[{]/.test(byte)) level++;
		if (/[\]}]/.test(byte)) level--;
		changed.push(/[\r\n]/.test(byte) ? ' ' : byte);
		at++;
	} while (level > 0);
	const { source, quoted, nulls } = joined as Readable;
	const line = changed.join('');
	if (line === source.slice(start, at)) return undefined;
	return { source: `${source.slice(0, start)}${line}${source.slice(at)}`, quoted, nulls };
}
