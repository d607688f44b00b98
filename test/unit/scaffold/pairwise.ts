/**
 * Selections of the words such that every two words occur together, each alone, and neither, in some selection; greedy and
 * deterministic, so not the smallest set but a small one.
 */
export function pairwise<T>(words: readonly T[]): T[][] {
	const open = new Set<string>();
	for (let i = 0; i < words.length; i++) {
		for (let j = i + 1; j < words.length; j++)
			for (const both of ['00', '01', '10', '11']) open.add(`${i},${j},${both}`);
	}
	const covered = (selection: number) =>
		[...open].filter((pair) => {
			const [i = '', j = '', both] = pair.split(',');
			return both === `${(selection >> Number(i)) & 1}${(selection >> Number(j)) & 1}`;
		});
	const selections: T[][] = [];
	while (open.size > 0) {
		let best: { selection: number; pairs: string[] } = { selection: 0, pairs: [] };
		for (let selection = 0; selection < 1 << words.length; selection++) {
			const pairs = covered(selection);
			if (pairs.length > best.pairs.length) best = { selection, pairs };
		}
		for (const pair of best.pairs) open.delete(pair);
		selections.push(words.filter((_, index) => (best.selection >> index) & 1));
	}
	return selections;
}
