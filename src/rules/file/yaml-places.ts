/** The place of what comes next in a text: behind blanks, line breaks and comments. */
export function nextToken(text: string, place: number): number {
	let next = place;
	while (/[ \t\r\n]/.test(text.charAt(next)) || isComment(text, next)) {
		next = isComment(text, next) ? endOfLine(text, next) : next + 1;
	}
	return next;
}

function isComment(text: string, place: number): boolean {
	return text.charAt(place) === '#' && /^\s?$/.test(text.charAt(place - 1));
}

function endOfLine(text: string, place: number): number {
	const found = text.indexOf('\n', place);
	return found < 0 ? text.length : found;
}
