import { nextToken } from './yaml-places.ts';

/** What has been read of the innermost open flow collection, as yaml-cpp's parser sees it. */
interface OpenFlow {
	readonly close: ']' | '}';
	/** `entry`: a value or the end may come; `value`: a value stands here; `pair`: a value stands behind a colon. */
	has: 'entry' | 'value' | 'pair';
}

/**
 * Where yaml-cpp gives up in a flow collection that does not end as it should: at the first thing that is neither a
 * comma nor the end behind a value, at a `- `, or at the end of the text (its `SingleDocParser` and `Scanner`).
 */
export function flowErrorPlace(text: string, start: number): number {
	const open: OpenFlow[] = [];
	let at = start;
	let scalar = start;
	do {
		const byte = text.charAt(at);
		const flow = open.at(-1);
		if (byte === '') return text.length;
		if (byte === '-' && /[\s]|^$/.test(text.charAt(at + 1))) return at;
		if (byte === ',') {
			if (flow !== undefined) flow.has = 'entry';
			at++;
		} else if (byte === ':' && /^[\s,[\]{}]?$/.test(text.charAt(at + 1))) {
			// What goes over lines is no key.
			if (flow?.has === 'pair' || text.slice(scalar, at).includes('\n')) return at;
			if (flow !== undefined) flow.has = 'pair';
			at++;
		} else if (byte === ']' || byte === '}') {
			if (flow?.close !== byte) return at;
			open.pop();
			at++;
		} else {
			if (flow?.has === 'value') return at;
			const isBehindColon = flow?.has === 'pair' && text.charAt(lastToken(text, at)) === ':';
			if (flow?.has === 'pair' && !isBehindColon) return at;
			if (flow?.has === 'entry') flow.has = 'value';
			if (byte === '[' || byte === '{') open.push({ close: byte === '[' ? ']' : '}', has: 'entry' });
			scalar = at;
			at = byte === '[' || byte === '{' ? at + 1 : scalarEnd(text, at);
		}
		at = nextToken(text, at);
	} while (open.length > 0);
	return at;
}

function lastToken(text: string, at: number): number {
	let last = at - 1;
	while (last > 0 && /\s/.test(text.charAt(last))) last--;
	return last;
}

/** The place behind a scalar within a flow collection. */
function scalarEnd(text: string, start: number): number {
	const quote = text.charAt(start);
	if (quote === '"' || quote === "'") return quotedEnd(text, start) ?? text.length;
	const plain = /(?:[^,[\]{}:#]|:(?![\s,[\]{}])|(?<!\s)#)*/y;
	plain.lastIndex = start;
	const length = plain.exec(text)?.[0].trimEnd().length ?? 0;
	return start + Math.max(length, 1);
}

/** The place behind the closing quote; `undefined` where there is none. */
export function quotedEnd(text: string, start: number): number | undefined {
	const quote = text.charAt(start);
	for (let at = start + 1; at < text.length; at++) {
		if (quote === '"' && text.charAt(at) === '\\') at++;
		else if (text.charAt(at) !== quote) continue;
		else if (quote === "'" && text.charAt(at + 1) === quote) at++;
		else return at + 1;
	}
	return undefined;
}
