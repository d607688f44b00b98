/** Falco's fixed sentences about items, word for word: people search for them. */
export const WARNINGS = {
	append: "'append' key is deprecated. Add an 'append' entry (e.g. 'condition: append') under 'override' instead.",
	enabled:
		"The standalone 'enabled' key usage is deprecated. The correct approach requires also a 'replace' entry under the 'override' key (i.e. 'enabled: replace').",
	listName: 'List has an invalid name. List names should match a regular expression: ([^()"\'[:space:]=,]+)',
	macroName: 'Macro has an invalid name. Macro names should match a regular expression: ([a-zA-Z]+[a-zA-Z0-9_]*)',
} as const;

export const APPEND_WITH_OVERRIDE =
	"Keys 'override' and 'append: true' cannot be used together. Add an 'append' entry (e.g. 'condition: append') under 'override' instead.";
