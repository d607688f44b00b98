import type { Cursor } from './cursor.ts';

/**
 * Our own bound where a Falco release has none: its parser would run out of stack at some depth that depends on the
 * build, ours must never.
 */
const SAFE_DEPTH = 1200;

/** Runs a production one level deeper, within the limit. Falco counts productions, not parentheses. */
export function nested<T>(cursor: Cursor, production: () => T): T {
	const limit = Math.min(cursor.maxDepth ?? SAFE_DEPTH, SAFE_DEPTH);
	cursor.depth++;
	if (cursor.depth >= limit) cursor.fail(`exceeded max depth limit of ${limit}`);
	const result = production();
	cursor.depth--;
	return result;
}
