/** Operators with a number or a reference right of them. */
export const NUMERIC_OPERATORS = ['<=', '<', '>=', '>'] as const;

/** Operators written as symbols, with a string or a reference right of them. Longest first: the first that fits is taken. */
export const SYMBOL_OPERATORS = ['==', '=', '!='] as const;

/** Operators written as words, which need a blank after them. */
export const WORD_OPERATORS = [
	'glob',
	'iglob',
	'contains',
	'icontains',
	'bcontains',
	'startswith',
	'bstartswith',
	'endswith',
	'regex',
] as const;

/** Operators with a list right of them; Falco asks for no blank after them. Longest first. */
export const SET_OPERATORS = ['intersects', 'in', 'pmatch'] as const;

/** How many of the values of a list must satisfy the operator. */
export const MODIFIERS = ['oneof', 'anyof', 'allof'] as const;

/** The functions that can be called on either side; `val` stands on the right only. */
export const FUNCTIONS = ['tolower', 'toupper', 'b64', 'basename', 'len', 'join', 'concat', 'getopt'] as const;

export type BinaryOperator =
	| (typeof NUMERIC_OPERATORS)[number]
	| (typeof SYMBOL_OPERATORS)[number]
	| (typeof WORD_OPERATORS)[number]
	| (typeof SET_OPERATORS)[number];
export type Modifier = (typeof MODIFIERS)[number];
export type FunctionName = (typeof FUNCTIONS)[number] | 'val';

const quotedList = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(', ');

/** Every operator, quoted and in the order of Falco's message. */
export const OPERATOR_LIST: string = quotedList([
	'exists',
	...NUMERIC_OPERATORS,
	...SYMBOL_OPERATORS,
	...WORD_OPERATORS,
	...SET_OPERATORS,
]);

/** Every function, quoted and in the order of Falco's messages. */
export const FUNCTION_LIST: string = quotedList(['val', ...FUNCTIONS]);
