import type { CST } from 'yaml';

/** A token of the `yaml` library's syntax tree, at any depth. */
export type AnyToken = CST.Token;

/** All tokens of a syntax tree, outer ones first. Walks with its own stack: the text is foreign. */
export function tokensOf(roots: readonly CST.Token[]): AnyToken[] {
	const found: AnyToken[] = [];
	const pending = [...roots].reverse();
	for (let token = pending.pop(); token !== undefined; token = pending.pop()) {
		found.push(token);
		if (token.type === 'document' && token.value) pending.push(token.value);
		if (!('items' in token)) continue;
		for (const item of [...token.items].reverse()) {
			if (item.value) pending.push(item.value);
			if (item.key) pending.push(item.key);
		}
	}
	return found;
}

/** Where the last flow collection that is in no other one begins, at or before a place; `undefined` where none does. */
export function flowBefore(roots: readonly CST.Token[], place: number): number | undefined {
	let last: number | undefined;
	let end = -1;
	for (const token of tokensOf(roots)) {
		if (token.type !== 'flow-collection' || token.start.offset > place || token.start.offset < end) continue;
		last = token.start.offset;
		end = endOf(token);
	}
	return last;
}

function endOf({ start, items, end }: CST.FlowCollection): number {
	const closing = end.findLast(({ type }) => type === 'flow-seq-end' || type === 'flow-map-end');
	return closing === undefined ? (items.length > 0 ? Number.MAX_SAFE_INTEGER : start.offset) : closing.offset;
}

/** Where the first `:` of a block mapping behind a place is; `undefined` where there is none. */
export function colonBehind(roots: readonly CST.Token[], place: number): number | undefined {
	const colons = tokensOf(roots)
		.flatMap((token) => (token.type === 'block-map' ? token.items : []))
		.flatMap(({ sep }) => sep?.find(({ type, offset }) => type === 'map-value-ind' && offset > place)?.offset ?? []);
	return colons.length === 0 ? undefined : Math.min(...colons);
}

/** Where the `:` behind the key at a place is; `undefined` where there is no such key. */
export function colonOfKey(roots: readonly CST.Token[], place: number): number | undefined {
	for (const token of tokensOf(roots)) {
		if (!('items' in token)) continue;
		for (const { key, sep } of token.items) {
			const colon = sep?.find(({ type }) => type === 'map-value-ind');
			if (colon !== undefined && key && startOf(key) === place) return colon.offset;
		}
	}
	return undefined;
}

function startOf(token: CST.Token): number {
	return token.type === 'flow-collection' ? token.start.offset : token.offset;
}
