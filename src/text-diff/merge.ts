import { diffLines, linesOf } from './line-diff.ts';

/** A change of the template that touches lines that the author has changed as well. */
export interface Conflict {
	/** First line of the author's text that it is about, from 1. */
	line: number;
	/** The author's lines. */
	yours: readonly string[];
	/** The lines that the template would have there. */
	template: readonly string[];
}

/** Lines of the common text, from `start` up to and without `end`, that one side has replaced. */
interface Change {
	start: number;
	end: number;
	lines: readonly string[];
}

/** What becomes of a conflict. */
export type Decide = (conflict: Conflict) => 'yours' | 'template';

/**
 * Merges line by line what two sides made of a common text: every change of the template that lies apart from the author's changes
 * is taken over; where they touch, it is decided. Changes that both made alike are no conflict.
 */
export function mergeTexts(base: string, yours: string, template: string, decide: Decide): string {
	const common = linesOf(base);
	const mine = changesOf(common, linesOf(yours));
	const out: string[] = [];
	let at = 0;
	for (const group of grouped(mine, changesOf(common, linesOf(template)))) {
		out.push(...common.slice(at, group.start));
		const here = applied(common, group.mine, group.start, group.end);
		const there = applied(common, group.theirs, group.start, group.end);
		const same = here.length === there.length && here.every((line, index) => line === there[index]);
		if (group.mine.length === 0) out.push(...there);
		else if (group.theirs.length === 0 || same) out.push(...here);
		else {
			// `out` holds the author's lines and what was merged into them so far; his own text has its own numbers.
			const line = yourLine(mine, group.start);
			out.push(...(decide({ line, yours: here, template: there }) === 'template' ? there : here));
		}
		at = group.end;
	}
	out.push(...common.slice(at));
	return out.length === 0 ? '' : `${out.join('\n')}\n`;
}

function changesOf(before: readonly string[], after: readonly string[]): Change[] {
	let at = 0;
	return diffLines(before, after).flatMap((run): Change[] => {
		const start = at;
		if (run.kind === 'same') {
			at += run.lines.length;
			return [];
		}
		at += run.removed.length;
		return [{ start, end: at, lines: run.added }];
	});
}

interface Group {
	start: number;
	end: number;
	mine: Change[];
	theirs: Change[];
}

/** Changes that overlap or touch, together; in order. */
function grouped(mine: readonly Change[], theirs: readonly Change[]): Group[] {
	const all = [
		...mine.map((change) => ({ change, side: 'mine' as const })),
		...theirs.map((change) => ({ change, side: 'theirs' as const })),
	];
	all.sort((a, b) => a.change.start - b.change.start || a.change.end - b.change.end);
	const groups: Group[] = [];
	for (const { change, side } of all) {
		let group = groups.at(-1);
		if (!group || change.start > group.end) {
			group = { start: change.start, end: change.end, mine: [], theirs: [] };
			groups.push(group);
		}
		group.end = Math.max(group.end, change.end);
		group[side].push(change);
	}
	return groups;
}

/** The common lines of a range with these changes made. */
function applied(common: readonly string[], changes: readonly Change[], start: number, end: number): string[] {
	const out: string[] = [];
	let at = start;
	for (const change of changes) {
		out.push(...common.slice(at, change.start), ...change.lines);
		at = change.end;
	}
	return [...out, ...common.slice(at, end)];
}

function yourLine(mine: readonly Change[], start: number): number {
	const before = mine.filter((change) => change.end <= start && change.start < start);
	return start + 1 + before.reduce((sum, { start: from, end, lines }) => sum + lines.length - (end - from), 0);
}
