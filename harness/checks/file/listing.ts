/** Mangled names beyond this many characters are cut. */
const LONGEST = 60;

/** `a, b, c and 12 more`: enough of a long list to recognise it. */
export function listing(names: readonly string[], limit = 8): string {
	const shown = names
		.slice(0, limit)
		.map((name) => (name.length > LONGEST ? `${name.slice(0, LONGEST)}...` : name))
		.join(', ');
	return names.length > limit ? `${shown} and ${names.length - limit} more` : shown;
}

/** `1 symbol`, `3 symbols`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
	return `${count} ${count === 1 ? noun : plural}`;
}

/** `A`, `A and B`, `A, B and C`. */
export function conjunction(parts: readonly string[]): string {
	return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
