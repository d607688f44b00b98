import type { Condition } from '../../condition/ast.ts';
import { decodeText } from '../../values/byte-text.ts';
import { checksIn } from '../condition-parts.ts';

const LIST_LIKE = /^[a-z][a-z0-9]*(?:_[a-z0-9]+)+$/;
const SET_OPERATORS: ReadonlySet<string> = new Set(['in', 'intersects', 'pmatch']);

/**
 * Values in `in (...)` that look as if a list was meant: the name of a list that was not put in since lists expand one
 * level only, a slip of a list's name, or a lone name with underscores. Falco compares with the name itself, and says
 * nothing.
 *
 * @param text the condition as written: a value in quotes there is meant as a value
 */
export function unknownLists(condition: Condition, text: string, lists: readonly string[]): string[] {
	const messages = checksIn(condition).flatMap((check) => {
		if (check.kind !== 'comparison' || !SET_OPERATORS.has(check.operator)) return [];
		const items =
			check.right.kind === 'values' ? check.right.items : check.right.kind === 'value' ? [check.right.text] : [];
		return items.flatMap((item) => {
			const value = decodeText(item);
			if (text.includes(`"${value}"`) || text.includes(`'${value}'`)) return [];
			return unknownList(value, items.length, lists) ?? [];
		});
	});
	return [...new Set(messages)];
}

function unknownList(value: string, siblings: number, lists: readonly string[]): string | undefined {
	const compared = `Falco compares with the text '${value}'`;
	if (lists.includes(value)) {
		return `the list '${value}' is not put in here, since it came from another list and Falco expands lists one level deep: ${compared}`;
	}
	const meant = lists.find((list) => list.length > 3 && isOneSlipFrom(value, list));
	if (meant !== undefined) return `there is no list '${value}' (did you mean '${meant}'?): ${compared}`;
	return siblings === 1 && LIST_LIKE.test(value)
		? `there is no list '${value}': ${compared}. Put it in quotes if that is meant`
		: undefined;
}

/** Whether one letter was added, left out, changed, or swapped with the next. */
function isOneSlipFrom(text: string, word: string): boolean {
	if (text === word || Math.abs(text.length - word.length) > 1) return false;
	let start = 0;
	while (start < text.length && text[start] === word[start]) start++;
	let end = 0;
	const room = Math.min(text.length, word.length) - start;
	while (end < room && text[text.length - 1 - end] === word[word.length - 1 - end]) end++;
	const [left, right] = [text.slice(start, text.length - end), word.slice(start, word.length - end)];
	return left.length <= 1 && right.length <= 1 ? true : left.length === 2 && left === `${right[1]}${right[0]}`;
}
