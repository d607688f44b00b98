import type { Condition } from '../../condition/ast.ts';
import { printCondition } from '../../condition/print.ts';
import { type ByteText, decodeText } from '../../values/byte-text.ts';
import { checksIn } from '../condition-parts.ts';

/** Why patterns in a condition can never match, each a sentence. */
export function deadPatterns(condition: Condition): string[] {
	return checksIn(condition).flatMap((check) => {
		if (check.kind !== 'comparison' || (check.operator !== 'glob' && check.operator !== 'iglob')) return [];
		const patterns =
			check.right.kind === 'value' ? [check.right.text] : check.right.kind === 'values' ? check.right.items : [];
		return patterns
			.filter(hasOpenBracket)
			.map(
				(pattern) =>
					`the pattern '${decodeText(pattern)}' in '${decodeText(printCondition(check))}' can never match: its '[' has no ']'`,
			);
	});
}

/** Whether a `[` is never closed: fnmatch then takes it as a plain character, and matches nothing sensible. */
function hasOpenBracket(pattern: ByteText): boolean {
	for (let index = 0; index < pattern.length; index++) {
		if (pattern[index] === '\\') index++;
		else if (pattern[index] === '[') {
			const end = closingBracket(pattern, index);
			if (end === undefined) return true;
			index = end;
		}
	}
	return false;
}

/** A `]` right behind `[`, `[!` or `[^` is an ordinary member of the set; classes such as `[:alpha:]` have their own. */
function closingBracket(pattern: ByteText, open: number): number | undefined {
	let index = open + 1;
	if (pattern[index] === '!' || pattern[index] === '^') index++;
	if (pattern[index] === ']') index++;
	while (index < pattern.length && pattern[index] !== ']') {
		const classEnd = pattern.startsWith('[:', index) ? pattern.indexOf(':]', index + 2) : -1;
		if (classEnd >= 0) index = classEnd + 1;
		else if (pattern[index] === '\\') index++;
		index++;
	}
	return index < pattern.length ? index : undefined;
}
