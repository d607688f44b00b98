import { diff } from 'node:util';

/** A run of lines that both texts have, or that stand in one place of the old text and are others in the new. */
export type Run =
	| { kind: 'same'; lines: readonly string[] }
	| { kind: 'changed'; removed: readonly string[]; added: readonly string[] };

/** A text as lines; a line feed at its end ends the last line and begins no other. */
export function linesOf(text: string): string[] {
	if (text === '') return [];
	const lines = text.split('\n');
	if (lines.at(-1) === '') lines.pop();
	return lines;
}

/** The runs of lines that make one list of lines the other, by Myers' algorithm (node:util). */
export function diffLines(before: readonly string[], after: readonly string[]): Run[] {
	// node:util has no answer for two empty lists.
	if (before.length + after.length === 0) return [];
	const runs: { same: string[]; removed: string[]; added: string[] }[] = [];
	let current = { same: [] as string[], removed: [] as string[], added: [] as string[] };
	for (const [operation, line] of diff(before, after) as [number, string][]) {
		if (operation === 0) {
			if (current.removed.length + current.added.length > 0) {
				runs.push(current);
				current = { same: [], removed: [], added: [] };
			}
			current.same.push(line);
		} else if (operation === 1) current.removed.push(line);
		else current.added.push(line);
	}
	runs.push(current);
	return runs.flatMap(({ same, removed, added }): Run[] => [
		...(same.length > 0 ? [{ kind: 'same' as const, lines: same }] : []),
		...(removed.length + added.length > 0 ? [{ kind: 'changed' as const, removed, added }] : []),
	]);
}

const CONTEXT = 3;

/**
 * A diff as people know it: `-` expected or old, `+` observed or new, with three lines around each change and `@@` where
 * lines are left out. At most `limit` lines; empty where the texts are equal.
 */
export function unifiedDiff(before: string, after: string, limit = 200): string[] {
	const runs = diffLines(linesOf(before), linesOf(after));
	const out: string[] = [];
	let line = 1;
	for (const [index, run] of runs.entries()) {
		if (run.kind === 'changed') {
			out.push(...run.removed.map((text) => `-${text}`), ...run.added.map((text) => `+${text}`));
			line += run.removed.length;
			continue;
		}
		const head = index === 0 ? [] : run.lines.slice(0, CONTEXT);
		const tail = index === runs.length - 1 ? [] : run.lines.slice(Math.max(head.length, run.lines.length - CONTEXT));
		out.push(...head.map((text) => ` ${text}`));
		const left = run.lines.length - head.length - tail.length;
		line += run.lines.length;
		if (tail.length > 0 && (left > 0 || index === 0)) out.push(`@@ line ${line - tail.length} @@`);
		out.push(...tail.map((text) => ` ${text}`));
	}
	if (runs.every((run) => run.kind === 'same')) return [];
	return out.length > limit ? [...out.slice(0, limit), `(${out.length - limit} more lines)`] : out;
}
