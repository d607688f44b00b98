/** A list as conditions see it: its items after references to other lists are put in, one level deep. */
export interface SubstitutedList {
	readonly name: string;
	readonly items: readonly string[];
}

const BLANKS = ' \t\n\r';
const DELIMITERS = `${BLANKS}(),=`;

/** Bounds of ours on what lists make of a condition, in UTF-16 units and places: lists multiply text. */
const LONGEST_CONDITION = 1024 * 1024;
const MOST_PLACES = 10_000;

export const TOO_MANY_ITEMS = `lists make the condition longer than ${LONGEST_CONDITION} characters, or stand in it at more than ${MOST_PLACES} places`;

/**
 * Puts the items of a list where its name stands in a condition, before the condition is parsed (facts on rules files,
 * "Lists"). It is text in text: the name counts wherever blanks, parentheses, commas or `=` surround it, also inside
 * quotes. `undefined` when the text grew beyond all bounds.
 */
export function substituteList(
	condition: string,
	list: SubstitutedList,
): { readonly text: string; readonly used: boolean } | undefined {
	const substitute = list.items.map(quoteItem).join(', ');
	let text = condition;
	let places = 0;
	let start = text.indexOf(list.name);
	while (start >= 0) {
		let end = start + list.name.length;
		if (isDelimiter(text, start - 1) && isDelimiter(text, end)) {
			while (start > 0 && BLANKS.includes(text.charAt(start - 1))) start--;
			while (end < text.length && BLANKS.includes(text.charAt(end))) end++;
			if (substitute === '') {
				if (text[start - 1] === ',') start--;
				else if (text[end] === ',') end++;
			}
			text = `${start > 0 ? `${text.slice(0, start)} ` : ''}${substitute} ${text.slice(end)}`;
			if (text.length > LONGEST_CONDITION || ++places > MOST_PLACES) return undefined;
			start += substitute.length + 1;
		}
		start = text.indexOf(list.name, start + 1);
	}
	return { text, used: places > 0 };
}

/** An item with a space is put in quotes unless it begins with one; nothing is escaped (a quirk of Falco). */
export function quoteItem(item: string): string {
	return item.includes(' ') && !item.startsWith('"') && !item.startsWith("'") ? `"${item}"` : item;
}

/** Beginning and end of the text delimit, too. */
function isDelimiter(text: string, index: number): boolean {
	return index < 0 || index >= text.length || DELIMITERS.includes(text.charAt(index));
}
