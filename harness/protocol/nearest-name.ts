/**
 * The known name that a misspelt one most likely means, or undefined where none is near. Case is ignored; a third of the
 * word may be wrong, counted in single-character edits.
 */
export function nearestName<Name extends string>(word: string, known: Iterable<Name>): Name | undefined {
	return nearestNames(word, known)[0];
}

/** All known names near a misspelt one, the nearest first. */
export function nearestNames<Name extends string>(word: string, known: Iterable<Name>): Name[] {
	const lower = word.toLowerCase();
	return [...known]
		.map((name) => ({ name, distance: editDistance(lower, name.toLowerCase()) }))
		.filter(({ name, distance }) => distance * 3 <= Math.max(word.length, name.length))
		.toSorted((a, b) => a.distance - b.distance)
		.map(({ name }) => name);
}

/** Levenshtein distance: insertions, deletions and substitutions of one character. */
function editDistance(a: string, b: string): number {
	let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
	for (let row = 1; row <= a.length; row += 1) {
		const current = [row];
		for (let column = 1; column <= b.length; column += 1) {
			const substitution = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
			current.push(Math.min(substitution, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
		}
		previous = current;
	}
	return previous[b.length] ?? 0;
}
