/** What Falco calls a code: the short text after it in reports, and the longer one of its JSON. */
export interface CodeText {
	readonly summary: string;
	readonly description: string;
}

/** Falco's errors of a rules file. At most one a load. */
export type LoadErrorCode =
	| 'LOAD_ERR_FILE_READ'
	| 'LOAD_ERR_YAML_PARSE'
	| 'LOAD_ERR_YAML_VALIDATE'
	| 'LOAD_ERR_COMPILE_CONDITION'
	| 'LOAD_ERR_COMPILE_OUTPUT'
	| 'LOAD_ERR_VALIDATE';

/** Falco's warnings of a rules file; those of syscall rules alone (LOAD_NO_EVTTYPE) cannot come up with plugins. */
export type LoadWarningCode =
	| 'LOAD_UNKNOWN_SOURCE'
	| 'LOAD_UNSAFE_NA_CHECK'
	| 'LOAD_UNKNOWN_FILTER'
	| 'LOAD_UNUSED_MACRO'
	| 'LOAD_UNUSED_LIST'
	| 'LOAD_UNKNOWN_ITEM'
	| 'LOAD_DEPRECATED_ITEM'
	| 'LOAD_APPEND_NO_VALUES'
	| 'LOAD_EXCEPTION_NAME_NOT_UNIQUE'
	| 'LOAD_INVALID_MACRO_NAME'
	| 'LOAD_INVALID_LIST_NAME'
	| 'LOAD_COMPILE_CONDITION'
	| 'LOAD_UNKNOWN_KEY';

/** Falco gives the summary of an error as its description, too. */
function error(summary: string): CodeText {
	return { summary, description: summary };
}

export const LOAD_ERRORS: Readonly<Record<LoadErrorCode, CodeText>> = {
	LOAD_ERR_FILE_READ: error('File read error'),
	LOAD_ERR_YAML_PARSE: error('YAML parse error'),
	LOAD_ERR_YAML_VALIDATE: error('Error validating internal structure of YAML file'),
	LOAD_ERR_COMPILE_CONDITION: error('Error compiling condition'),
	LOAD_ERR_COMPILE_OUTPUT: error('Error compiling output'),
	LOAD_ERR_VALIDATE: error('Error validating rule/macro/list/exception objects'),
};

export const LOAD_WARNINGS: Readonly<Record<LoadWarningCode, CodeText>> = {
	LOAD_UNKNOWN_SOURCE: {
		summary: 'Unknown event source',
		description:
			'A rule has a unknown event source. This can occur when reading rules content without having a corresponding plugin loaded, etc. The rule will be silently ignored.',
	},
	LOAD_UNSAFE_NA_CHECK: {
		summary: 'Unsafe <NA> comparison in condition',
		description:
			"Comparing a field value with <NA> is unsafe and can lead to unpredictable behavior of the rule condition. If you need to check for the existence of a field, consider using the 'exists' operator instead.",
	},
	LOAD_UNKNOWN_FILTER: {
		summary: 'Unknown field or event-type in condition or output',
		description:
			'A rule condition or output refers to a field or evt.type that does not exist. This is normally an error, but if a rule has a skip-if-unknown-filter property, the error is downgraded to a warning.',
	},
	LOAD_UNUSED_MACRO: {
		summary: 'Unused macro',
		description: 'A macro is defined in the rules content but is not used by any other macro or rule.',
	},
	LOAD_UNUSED_LIST: {
		summary: 'Unused list',
		description: 'A list is defined in the rules content but is not used by any other list, macro, or rule.',
	},
	LOAD_UNKNOWN_ITEM: {
		summary: 'Unknown rules file item',
		description: 'An unknown top-level object is in the rules content. It will be ignored.',
	},
	LOAD_DEPRECATED_ITEM: {
		summary: 'Used deprecated item',
		description: 'A deprecated item is employed by lists, macros, or rules.',
	},
	LOAD_APPEND_NO_VALUES: {
		summary: 'Overriding/appending with no values',
		description: 'A rule exception is overriding/appending with no values',
	},
	LOAD_EXCEPTION_NAME_NOT_UNIQUE: {
		summary: 'Multiple exceptions defined with the same name',
		description: 'A rule is defining multiple exceptions with the same name',
	},
	LOAD_INVALID_MACRO_NAME: { summary: 'Invalid macro name', description: 'A macro is defined with an invalid name' },
	LOAD_INVALID_LIST_NAME: { summary: 'Invalid list name', description: 'A list is defined with an invalid name' },
	LOAD_COMPILE_CONDITION: {
		summary: 'Warning in rule condition',
		description: 'A rule condition or output have been parsed with a warning',
	},
	LOAD_UNKNOWN_KEY: {
		summary: 'Unknown key in item definition',
		description:
			'An item in the rules content contains an unrecognized key. The key will be ignored. This may indicate a typo or a property placed on the wrong item type.',
	},
};
