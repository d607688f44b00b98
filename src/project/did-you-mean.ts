/** The candidate that a misspelt word is nearest to, if it is near enough to be meant: at most a third of it differs. */
export function didYouMean(word: string, candidates: readonly string[]): string | undefined {
	const ranked = candidates
		.map((candidate) => ({ candidate, distance: editDistance(word.toLowerCase(), candidate.toLowerCase()) }))
		.sort((a, b) => a.distance - b.distance);
	const [best] = ranked;
	if (best === undefined || best.distance > Math.max(1, Math.floor(best.candidate.length / 3))) return undefined;
	return best.candidate;
}

/** Insertions, deletions, replacements and swaps of neighbours that make one word the other. */
function editDistance(a: string, b: string): number {
	const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, column) => column)];
	const at = (row: number, column: number) => rows[row]?.[column] ?? Number.POSITIVE_INFINITY;
	for (let i = 1; i <= a.length; i++) {
		rows[i] = [i];
		for (let j = 1; j <= b.length; j++) {
			const replaced = at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
			const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY;
			(rows[i] as number[])[j] = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, replaced, swapped);
		}
	}
	return at(a.length, b.length);
}
