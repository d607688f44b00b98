import type { FalcoRelease } from '../release.ts';
import { DEFAULT_RELEASE } from '../release.ts';
import { decodeText, encodeText, fromBytes } from '../values/byte-text.ts';
import type { Condition, Position } from './ast.ts';
import { Cursor, FIELD_NAME, IDENTIFIER, NOT_AND_BLANK, SyntaxFailure } from './cursor.ts';
import { nested } from './depth.ts';
import { FUNCTIONS } from './operators.ts';
import { callRest, fieldRest } from './parse-operand.ts';
import { checkRest } from './parse-test.ts';
import type { ConditionWarning } from './warning.ts';

export interface ParseOptions {
	/** The Falco release to be like; its nesting limit applies. The newest release where it is left out. */
	readonly release?: FalcoRelease;
	/**
	 * The nesting limit in productions instead of the release's `parserDepth`; a level of parentheses costs 5. Pass
	 * `release.ruleParserDepth` for the condition of a rule or macro.
	 */
	readonly maxDepth?: number | undefined;
}

/** A parsed condition, or why and where Falco's parser stops. */
export type ParsedCondition =
	| { readonly kind: 'parsed'; readonly ast: Condition; readonly warnings: readonly ConditionWarning[] }
	| ({ readonly kind: 'error' } & SyntaxError);

/** An error of the parser in Falco's words, at the byte where Falco's parser stands when it gives up. */
export interface SyntaxError extends Position {
	readonly message: string;
}

/**
 * Parses a condition by Falco's grammar (rules facts, section 1.1; libsinsp's filter parser), byte by byte: text is
 * taken as its UTF-8 bytes, and offsets and columns count bytes. Macros stay names, fields are not looked up.
 */
export function parseCondition(text: string | Uint8Array, options: ParseOptions = {}): ParsedCondition {
	const release = options.release ?? DEFAULT_RELEASE;
	const cursor = new Cursor(typeof text === 'string' ? encodeText(text) : fromBytes(text), {
		maxDepth: options.maxDepth ?? release.parserDepth,
	});
	try {
		if (cursor.isAtEnd) cursor.fail('filter input string is empty');
		const ast = disjunction(cursor);
		if (!cursor.isAtEnd) {
			cursor.fail(`unexpected token after '${decodeText(cursor.lastToken)}', expecting 'or', 'and'`);
		}
		return { kind: 'parsed', ast, warnings: cursor.warnings };
	} catch (error) {
		if (!(error instanceof SyntaxFailure)) throw error;
		return { kind: 'error', message: error.message, ...error.at };
	}
}

function disjunction(cursor: Cursor): Condition {
	return nested(cursor, () => chain(cursor, 'or', conjunction));
}

function conjunction(cursor: Cursor): Condition {
	return nested(cursor, () => chain(cursor, 'and', negation));
}

/**
 * `next { word next }`. A word that is glued to a parenthesis takes the group alone: `a or(b) and c` is an error in
 * Falco, while `a or (b) and c` is none.
 */
function chain(cursor: Cursor, word: 'and' | 'or', next: (cursor: Cursor) => Condition): Condition {
	const at = cursor.at;
	cursor.takeBlank();
	const first = next(cursor);
	const children = [first];
	cursor.takeBlank();
	while (cursor.takeText(word)) {
		if (cursor.takeBlank()) children.push(next(cursor));
		else if (cursor.takeText('(')) children.push(groupRest(cursor));
		else cursor.fail(`expected blank or '(' after '${word}'`);
		cursor.takeBlank();
	}
	return children.length === 1 ? first : { kind: word, children, at };
}

function negation(cursor: Cursor): Condition {
	return nested(cursor, () => {
		const at = cursor.at;
		cursor.takeBlank();
		let negated = false;
		while (cursor.takePattern(NOT_AND_BLANK) !== undefined) negated = !negated;
		let child: Condition;
		if (cursor.takeText('not(')) {
			negated = !negated;
			child = groupRest(cursor);
		} else {
			child = check(cursor);
		}
		return negated ? { kind: 'not', child, at } : child;
	});
}

/** What follows an opening parenthesis. */
function groupRest(cursor: Cursor): Condition {
	return nested(cursor, () => {
		cursor.takeBlank();
		const inside = disjunction(cursor);
		cursor.takeBlank();
		if (!cursor.takeText(')')) cursor.fail("expected a ')' token");
		return inside;
	});
}

function check(cursor: Cursor): Condition {
	return nested(cursor, () => {
		cursor.takeBlank();
		const at = cursor.at;
		if (cursor.takeText('(')) return groupRest(cursor);
		const field = cursor.takePattern(FIELD_NAME);
		if (field !== undefined) return checkRest(cursor, fieldRest(cursor, field, at));
		const called = cursor.takeOneOf(FUNCTIONS, '(');
		if (called !== undefined) return checkRest(cursor, callRest(cursor, called, at));
		const name = cursor.takePattern(IDENTIFIER);
		if (name !== undefined) return { kind: 'macro', name, at };
		return cursor.fail("expected a '(' token, a field check, or an identifier");
	});
}
