/** A list as conditions see it: its items after references to other lists are put in, one level deep. */
export interface SubstitutedList {
	readonly name: string;
	readonly items: readonly string[];
}

const BLANKS = ' \t\n\r';
const DELIMITERS = `${BLANKS}(),=`;

/** Longest condition that lists may grow, in UTF-16 units: a bound of ours, since lists multiply text. */
export const LONGEST_CONDITION = 4 * 1024 * 1024;

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
	let used = false;
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
			if (text.length > LONGEST_CONDITION) return undefined;
			start += substitute.length + 1;
			used = true;
		}
		start = text.indexOf(list.name, start + 1);
	}
	return { text, used };
}

/** An item with a space is put in quotes unless it begins with one; nothing is escaped (a quirk of Falco). */
export function quoteItem(item: string): string {
	return item.includes(' ') && !item.startsWith('"') && !item.startsWith("'") ? `"${item}"` : item;
}

/** Beginning and end of the text delimit, too. */
function isDelimiter(text: string, index: number): boolean {
	return index < 0 || index >= text.length || DELIMITERS.includes(text.charAt(index));
}
