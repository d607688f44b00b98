import { type ByteText, decodeText } from '../values/byte-text.ts';
import type { ArgumentList, Call, CallArgument, FieldReference, Literal, Operand, Position } from './ast.ts';
import { ARGUMENT_WORD, type Cursor, FIELD_NAME, NUMBER } from './cursor.ts';
import { nested } from './depth.ts';
import { FUNCTIONS, type FunctionName } from './operators.ts';

/** A field or a call on its own, as in an output format: `takeOperand` fails with the message that Falco cuts short. */
export function takeOperand(cursor: Cursor): Operand {
	return nested(cursor, () => {
		const operand = fieldOrCall(cursor, cursor.at);
		return operand ?? cursor.fail(`unexpected token after '${decodeText(cursor.lastToken)}`);
	});
}

/** A field's name or a call, without what stands in brackets behind it. */
export function takeBareOperand(cursor: Cursor): Operand {
	return nested(cursor, () => {
		const at = cursor.at;
		const name = cursor.takePattern(FIELD_NAME);
		if (name !== undefined) return { kind: 'field', name, argument: undefined, at };
		const called = cursor.takeOneOf(FUNCTIONS, '(');
		return called === undefined
			? cursor.fail(`unexpected token after '${decodeText(cursor.lastToken)}`)
			: { kind: 'call', function: called, arguments: callArguments(cursor), subscript: undefined, at };
	});
}

/** `val(field)` or a call, where a constant could stand too; `undefined` where neither comes next. */
export function takeReference(cursor: Cursor): Call | undefined {
	return nested(cursor, () => {
		cursor.takeBlank();
		const at = cursor.at;
		if (cursor.takeText('val(')) return valRest(cursor, at);
		const called = cursor.takeOneOf(FUNCTIONS, '(');
		return called === undefined ? undefined : callRest(cursor, called, at);
	});
}

/** What follows a field's name: the argument, glued to it, if there is one. */
export function fieldRest(cursor: Cursor, name: string, at: Position): FieldReference {
	return nested(cursor, () => ({ kind: 'field', name, argument: subscript(cursor), at }));
}

/** What follows `function(`. */
export function callRest(cursor: Cursor, called: FunctionName, at: Position): Call {
	return nested(cursor, () => {
		const args = callArguments(cursor);
		return { kind: 'call', function: called, arguments: args, subscript: subscript(cursor), at };
	});
}

/** The arguments of a call, up to its closing parenthesis. */
function callArguments(cursor: Cursor): CallArgument[] {
	const args: CallArgument[] = [];
	cursor.takeBlank();
	do {
		args.push(callArgument(cursor));
		cursor.takeBlank();
	} while (cursor.takeText(','));
	if (!cursor.takeText(')')) cursor.fail("expected a ')' token closing the transformer");
	return args;
}

/** What follows `val(`: one field, nothing else. */
function valRest(cursor: Cursor, at: Position): Call {
	cursor.takeBlank();
	const fieldAt = cursor.at;
	const name = cursor.takePattern(FIELD_NAME);
	if (name === undefined) return cursor.fail("expected a field within 'val' transformer");
	const field = fieldRest(cursor, name, fieldAt);
	cursor.takeBlank();
	if (!cursor.takeText(')')) cursor.fail("expected a ')' token closing the transformer");
	return { kind: 'call', function: 'val', arguments: [field], subscript: subscript(cursor), at };
}

/** Its place is behind the comma, before any blank; the elements of a list have that of the list (libsinsp's parser). */
function callArgument(cursor: Cursor): CallArgument {
	return nested(cursor, () => {
		const at = cursor.at;
		cursor.takeBlank();
		const literal = takeLiteral(cursor, at);
		if (literal !== undefined) return literal;
		if (cursor.takeText('(')) return argumentListRest(cursor, at);
		return (
			fieldOrCall(cursor, at) ??
			cursor.fail('expected field transformer argument: field, transformer, quoted string, number, or transformer list')
		);
	});
}

function argumentListRest(cursor: Cursor, at: Position): ArgumentList {
	const items: (Operand | Literal)[] = [];
	cursor.takeBlank();
	if (cursor.takeText(')')) return { kind: 'list', items, at };
	do {
		cursor.takeBlank();
		const item = fieldOrCall(cursor, at) ?? takeLiteral(cursor, at);
		items.push(item ?? cursor.fail('expected transformer list argument: field, transformer, quoted string, or number'));
		cursor.takeBlank();
	} while (cursor.takeText(','));
	if (!cursor.takeText(')')) cursor.fail("expected ')'");
	return { kind: 'list', items, at };
}

function fieldOrCall(cursor: Cursor, at: Position): Operand | undefined {
	const name = cursor.takePattern(FIELD_NAME);
	if (name !== undefined) return fieldRest(cursor, name, at);
	const called = cursor.takeOneOf(FUNCTIONS, '(');
	return called === undefined ? undefined : callRest(cursor, called, at);
}

function takeLiteral(cursor: Cursor, at: Position): Literal | undefined {
	const text = cursor.takePattern(NUMBER) ?? cursor.takeQuoted();
	return text === undefined ? undefined : { kind: 'literal', text, at };
}

/** `[argument]`, glued on both sides. */
function subscript(cursor: Cursor): ByteText | undefined {
	if (!cursor.takeText('[')) return undefined;
	const text = cursor.takeQuoted() ?? cursor.takePattern(ARGUMENT_WORD);
	if (text === undefined) cursor.fail('expected a valid field argument: a quoted string or a bare string');
	if (!cursor.takeText(']')) cursor.fail("expected a ']' token");
	return text;
}
