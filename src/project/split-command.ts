/** What only a shell understands; in a command without quotes it means that the author expects one. */
const SHELL = /[|&;<>()$`*?[\]#~{}\n]/;

/**
 * Splits a command at blanks. Single and double quotes hold words together; there are no other rules, no variables and
 * no shell (docs/decisions/build-command.md).
 * @returns the words, or what is wrong with the text.
 */
export function splitCommand(text: string): { words: readonly [string, ...string[]] } | { problem: string } {
	const words: string[] = [];
	let word: string | undefined;
	let quote: string | undefined;
	for (const char of text) {
		if (quote !== undefined) {
			if (char === quote) quote = undefined;
			else word += char;
		} else if (char === '"' || char === "'") {
			quote = char;
			word ??= '';
		} else if (char === ' ' || char === '\t') {
			if (word !== undefined) words.push(word);
			word = undefined;
		} else if (SHELL.test(char)) {
			return { problem: `'${char === '\n' ? '\\n' : char}' would need a shell: quote it, or write [sh, -c, "..."]` };
		} else {
			word = (word ?? '') + char;
		}
	}
	if (quote !== undefined) return { problem: `a quote (${quote}) is not closed` };
	if (word !== undefined) words.push(word);
	const [program, ...rest] = words;
	if (program === undefined || program === '') return { problem: 'names no program' };
	return { words: [program, ...rest] };
}
