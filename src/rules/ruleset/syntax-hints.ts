/** Faults that Falco's grammar makes easy, by what its parser says and by what the condition looks like there. */
const HINTS: readonly { readonly message: RegExp; readonly before?: RegExp; readonly hint: string }[] = [
	{
		message: /^unsupported string escape sequence/,
		hint: 'inside quotes only \\b \\f \\n \\r \\t \\\\ \\/ \\xHH and the quote itself can be escaped: for a literal dot in a pattern write \\\\. or [.]',
	},
	{
		message: /^unexpected token after '\)'/,
		before: /\bor\(/,
		hint: "after 'or(' Falco takes the group alone, and 'and' cannot follow: put a blank between 'or' and '('",
	},
	{
		message: /^unexpected token after|^expected a '\)' token/,
		before: /,[^()]*$/,
		hint: 'a comma ends a value that is not in quotes; a list with more than one item needs parentheses around its name',
	},
];

/**
 * What to do about a syntax error, where its form tells.
 *
 * @param offset the byte of the condition at which the parser stopped
 */
export function syntaxHint(message: string, condition: string, offset: number): string | undefined {
	const before = Buffer.from(condition)
		.subarray(0, offset + 1)
		.toString();
	return HINTS.find((entry) => entry.message.test(message) && (entry.before?.test(before) ?? true))?.hint;
}
