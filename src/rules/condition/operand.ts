import type { FieldRef } from '../fields/field.ts';
import type { FieldTable } from '../fields/table.ts';
import { type ByteText, toBytes } from '../values/byte-text.ts';
import type { ValueType } from '../values/value-type.ts';
import type { ArgumentList, CallArgument, FieldReference, Operand, Position } from './ast.ts';
import { compileCall } from './compile-call.ts';
import { CompileFailure } from './compile-failure.ts';
import { printed } from './printed-values.ts';
import { BytesField, BytesListField, LiteralBytes, NumberField, NumberListField, type Reader } from './readers.ts';
import { TextList } from './text-functions.ts';
import type { ConditionWarning } from './warning.ts';

/** What is collected while a condition or a format is compiled. */
export interface CompileContext {
	readonly fields: FieldTable;
	/** The fields that are read, in the order of their first use. */
	readonly reads: Set<FieldRef>;
	readonly warnings: ConditionWarning[];
	/** The part that was looked at last: where Falco reports what it finds wrong with types (`sinsp_filter_compiler`). */
	at: Position;
}

/** The context of something that nothing is compiled of yet. */
export function newContext(fields: FieldTable): CompileContext {
	return { fields, reads: new Set(), warnings: [], at: { offset: 0, line: 1, column: 1 } };
}

/** What kind of values there are. */
export interface OperandType {
	readonly type: ValueType;
	readonly isList: boolean;
}

/** An operand with its type, ready to be read. */
export interface CompiledOperand extends OperandType {
	readonly reader: Reader;
	/** The field, where the operand is nothing but one. */
	readonly field: FieldRef | undefined;
	/**
	 * What Falco takes the operand for when it is an argument of `join`, `concat` or `getopt`: it looks past `tolower`,
	 * `toupper`, `b64`, `basename` and `len`, and takes those three themselves for single strings.
	 */
	readonly declared: OperandType;
}

export const SINGLE_TEXT: OperandType = { type: 'string', isList: false };
const TEXTS: OperandType = { type: 'string', isList: true };

/** A field or a call with everything in it looked up and type-checked. Throws `CompileFailure`. */
export function compileOperand(operand: Operand, context: CompileContext): CompiledOperand {
	context.at = operand.at;
	if (operand.kind === 'field') return lookUpField(operand, context);
	if (operand.subscript !== undefined && operand.function !== 'getopt') {
		throw new CompileFailure(
			`filter error: '${operand.function}' transformer does not support a subscript`,
			operand.at,
		);
	}
	const compiled = operand.arguments.map((argument) => compileArgument(argument, context));
	return compileCall(operand, compiled, context);
}

function compileArgument(argument: CallArgument, context: CompileContext): CompiledOperand {
	context.at = argument.at;
	switch (argument.kind) {
		case 'literal': {
			const reader = new LiteralBytes(toBytes(argument.text));
			return { ...SINGLE_TEXT, reader, field: undefined, declared: SINGLE_TEXT };
		}
		case 'list':
			return compileList(argument, context);
		default:
			return compileOperand(argument, context);
	}
}

/** A list in a call is one of strings: fields of other types are printed, and lists give all their elements. */
function compileList(list: ArgumentList, context: CompileContext): CompiledOperand {
	const items = list.items.map((item) => {
		const operand = compileArgument(item, context);
		const { type, isList } = operand.declared;
		if (operand.type === 'string') return printed(operand);
		const isNumeric = operand.field !== undefined && type !== 'ipaddr' && type !== 'ipnet';
		if (!isNumeric || isList) {
			context.warnings.push({
				kind: 'divergence',
				message: isNumeric
					? `a list of ${type} within a list: Falco takes its first element only, here all are taken`
					: `a ${operand.type} within a list: Falco takes its raw bytes, here it is printed`,
				at: item.at,
			});
		}
		return printed(operand);
	});
	return { ...TEXTS, reader: new TextList(items), field: undefined, declared: TEXTS };
}

function lookUpField(field: FieldReference, context: CompileContext): CompiledOperand {
	const found = context.fields.lookup(fieldText(field));
	if (found.kind !== 'found') throw new CompileFailure(found.message, field.at, found.kind === 'unknown');
	context.reads.add(found.ref);
	return compileField(found.ref);
}

/** The text that Falco looks a parsed field up by. */
export function fieldText({ name, argument }: FieldReference): ByteText {
	return argument === undefined ? name : `${name}[${argument}]`;
}

/** A field that was found, as an operand. */
export function compileField(ref: FieldRef): CompiledOperand {
	const { type, isList } = ref.definition;
	return { type, isList, reader: fieldReader(ref), field: ref, declared: { type, isList } };
}

function fieldReader({ slot, definition: { type, isList } }: FieldRef): Reader {
	switch (type) {
		case 'string':
		case 'ipaddr':
		case 'ipnet':
			return isList ? new BytesListField(slot) : new BytesField(slot);
		case 'uint64':
		case 'reltime':
		case 'abstime':
		case 'bool':
			return isList ? new NumberListField(slot) : new NumberField(slot);
	}
}
