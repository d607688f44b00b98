import type { ByteText } from '../values/byte-text.ts';
import type { Check, ConstantList, ConstantValue, Operand, Position, RightSide } from './ast.ts';
import { type Cursor, IDENTIFIER, NUMBER, SyntaxFailure, WORD } from './cursor.ts';
import { nested } from './depth.ts';
import {
	FUNCTION_LIST,
	MODIFIERS,
	type Modifier,
	NUMERIC_OPERATORS,
	OPERATOR_LIST,
	SET_OPERATORS,
	SYMBOL_OPERATORS,
	WORD_OPERATORS,
} from './operators.ts';
import { takeReference } from './parse-operand.ts';

/** What follows the left operand of a check: `exists`, or an operator and its right side. */
export function checkRest(cursor: Cursor, left: Operand): Check {
	const at = left.at;
	return nested(cursor, () => {
		cursor.takeBlank();
		if (cursor.takeText('exists')) {
			warnIfGlued(cursor, 'exists');
			return { kind: 'exists', left, at };
		}

		const numeric = cursor.takeOneOf(NUMERIC_OPERATORS);
		if (numeric !== undefined) {
			return { kind: 'comparison', left, operator: numeric, modifier: undefined, right: numberSide(cursor), at };
		}
		const symbol = cursor.takeOneOf(SYMBOL_OPERATORS);
		if (symbol !== undefined) return { kind: 'comparison', left, operator: symbol, ...modifiedSide(cursor), at };

		// A word that lacks its blank stays taken in Falco: the error is behind it, and `globin (x)` is read as `in (x)`.
		const word = cursor.takeOneOf(WORD_OPERATORS);
		if (word !== undefined && cursor.takeBlank()) {
			return { kind: 'comparison', left, operator: word, ...wordSide(cursor), at };
		}
		const set = cursor.takeOneOf(SET_OPERATORS);
		if (set !== undefined) {
			warnIfGlued(cursor, set);
			if (word !== undefined) cursor.warnQuirk(`'${word}${set}' is read as '${set}'`);
			return { kind: 'comparison', left, operator: set, modifier: undefined, right: setSide(cursor), at };
		}
		return cursor.fail(`expected a valid check operator: one of ${OPERATOR_LIST}`);
	});
}

/** These operators end where their letters end, whatever follows. */
function warnIfGlued(cursor: Cursor, operator: string): void {
	const next = cursor.input.charAt(cursor.offset);
	if (/[A-Za-z0-9_]/.test(next)) cursor.warnQuirk(`'${operator}' ends here, though no blank follows it`);
}

interface ModifiedSide {
	readonly modifier: Modifier | undefined;
	readonly right: RightSide;
}

/** Right of a symbol: a modifier counts only behind a blank, so that `a =oneof (x)` compares with the text `oneof`. */
function modifiedSide(cursor: Cursor): ModifiedSide {
	return cursor.takeBlank() ? wordSide(cursor) : { modifier: undefined, right: stringSide(cursor) };
}

/** Right of a word operator, behind its blank. */
function wordSide(cursor: Cursor): ModifiedSide {
	return takeModified(cursor) ?? { modifier: undefined, right: stringSide(cursor) };
}

/**
 * A modifier and its list. Where no list and no name follows, or one of the words `and`, `or` and `not`, the modifier
 * was an ordinary string value, and nothing is taken.
 */
function takeModified(cursor: Cursor): ModifiedSide | undefined {
	const start = cursor.at;
	const token = cursor.lastToken;
	const modifier = cursor.takeOneOf(MODIFIERS);
	if (modifier !== undefined && cursor.takeBlank()) {
		const at = cursor.at;
		const list = takeList(cursor);
		if (list !== undefined) return { modifier, right: list };
		const name = cursor.takePattern(IDENTIFIER);
		if (name !== undefined && !['and', 'or', 'not'].includes(name)) {
			return { modifier, right: { kind: 'value', text: name, at } };
		}
	}
	cursor.rewind(start);
	cursor.lastToken = token;
	return undefined;
}

function numberSide(cursor: Cursor): RightSide {
	return nested(cursor, () => {
		const reference = takeReference(cursor);
		if (reference !== undefined) return reference;
		const at = cursor.at;
		const text = cursor.takePattern(NUMBER);
		if (text === undefined) {
			return cursor.fail(`expected a number value or a field with a valid transformer: ${FUNCTION_LIST}`);
		}
		return { kind: 'value', text, at };
	});
}

function stringSide(cursor: Cursor): RightSide {
	return nested(cursor, () => {
		const reference = takeReference(cursor);
		if (reference !== undefined) return reference;
		return (
			takeValue(cursor) ?? cursor.fail(`expected a string value or a field with a valid transformer: ${FUNCTION_LIST}`)
		);
	});
}

function setSide(cursor: Cursor): RightSide {
	return nested(cursor, () => {
		cursor.takeBlank();
		const list = takeList(cursor) ?? takeReference(cursor);
		if (list !== undefined) return list;
		const at = cursor.at;
		const name = cursor.takePattern(IDENTIFIER);
		if (name === undefined) {
			return cursor.fail(`expected a list, an identifier, or a field with a valid transformer: ${FUNCTION_LIST}`);
		}
		cursor.warnQuirk(`'${name}' is one value, as if in parentheses; a list needs them unless it has one item`, at);
		return { kind: 'value', text: name, at };
	});
}

/** A parenthesised list of constants; `undefined` where no parenthesis comes next. */
function takeList(cursor: Cursor): ConstantList | undefined {
	const at: Position = cursor.at;
	if (!cursor.takeText('(')) return undefined;
	const items: ByteText[] = [];
	cursor.takeBlank();
	let value = firstValue(cursor);
	while (value !== undefined) {
		items.push(value.text);
		cursor.takeBlank();
		if (!cursor.takeText(',')) break;
		value = nested(cursor, () => {
			cursor.takeBlank();
			return takeValue(cursor) ?? cursor.fail('expected a string value');
		});
	}
	if (!cursor.takeText(')')) cursor.fail("expected a ')' token");
	return { kind: 'values', items, at };
}

/** The first value of a list. Where it has a bad escape, Falco takes the list for empty, and wants it to end right there. */
function firstValue(cursor: Cursor): ConstantValue | undefined {
	const { depth } = cursor;
	try {
		return nested(cursor, () => takeValue(cursor));
	} catch (error) {
		if (!(error instanceof SyntaxFailure)) throw error;
		cursor.depth = depth;
		cursor.warnQuirk(`Falco takes the list for empty, because its first value is wrong: ${error.message}`, error.at);
		return undefined;
	}
}

function takeValue(cursor: Cursor): ConstantValue | undefined {
	const at = cursor.at;
	const text = cursor.takeQuoted() ?? cursor.takePattern(WORD);
	return text === undefined ? undefined : { kind: 'value', text, at };
}
