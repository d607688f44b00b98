import type { FieldRef } from '../fields/field.ts';
import type { FieldTable } from '../fields/table.ts';
import { type ByteText, toBytes } from '../values/byte-text.ts';
import type { ValueType } from '../values/value-type.ts';
import type { Call, CallArgument, FieldReference, Operand, Position } from './ast.ts';
import { CompileFailure } from './compile-failure.ts';
import { Options } from './getopt.ts';
import { PrintedValues } from './printed-values.ts';
import {
	BytesField,
	BytesListField,
	type BytesReader,
	LiteralBytes,
	NumberField,
	NumberListField,
	type Reader,
} from './readers.ts';
import { Basename, ChangedCase, DecodedBase64, JoinedText, Length } from './text-functions.ts';
import type { ConditionWarning } from './warning.ts';

/** What is collected while a condition or a format is compiled. */
export interface CompileContext {
	readonly fields: FieldTable;
	/** The fields that are read, in the order of their first use. */
	readonly reads: Set<FieldRef>;
	readonly warnings: ConditionWarning[];
}

/** An operand with its type, ready to be read. */
export interface CompiledOperand {
	readonly type: ValueType;
	readonly isList: boolean;
	readonly reader: Reader;
	/** The field, where the operand is nothing but one. */
	readonly field: FieldRef | undefined;
}

/** A field or a call with everything in it looked up and type-checked. Throws `CompileFailure`. */
export function compileOperand(operand: Operand, context: CompileContext): CompiledOperand {
	return operand.kind === 'field' ? lookUpField(operand, context) : compileCall(operand, context);
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
	return { type, isList, reader: fieldReader(ref), field: ref };
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

function compileCall(call: Call, context: CompileContext): CompiledOperand {
	if (call.subscript !== undefined && call.function !== 'getopt') {
		throw new CompileFailure(`filter error: '${call.function}' transformer does not support a subscript`, call.at);
	}
	switch (call.function) {
		case 'val': {
			const [field] = operands(call, 1, context);
			return field;
		}
		case 'tolower':
		case 'toupper': {
			const [source] = operands(call, 1, context);
			if (source.isList) {
				context.warnings.push({
					kind: 'divergence',
					message: `${call.function}() of a list: Falco adds a NUL to every element, so that 'in' and 'intersects' never match constants`,
					at: call.at,
				});
			}
			const target = call.function === 'tolower' ? 'lower' : 'upper';
			return text(new ChangedCase(textOf(source, call), target), source.isList);
		}
		case 'b64': {
			const [source] = operands(call, 1, context);
			return text(new DecodedBase64(scalarTextOf(source, call)));
		}
		case 'basename': {
			const [source] = operands(call, 1, context);
			return text(new Basename(scalarTextOf(source, call)));
		}
		case 'len': {
			const [source] = operands(call, 1, context);
			if (!source.isList) textOf(source, call);
			const reader = new Length(source.reader, source.isList);
			return { type: 'uint64', isList: false, reader, field: undefined };
		}
		case 'concat': {
			if (call.arguments.length < 2) throw wrongCount(call, 'at least 2');
			const parts = call.arguments.map((part) => scalarTextOf(compileArgument(part, call, context), call));
			return text(new JoinedText(new LiteralBytes(new Uint8Array()), parts));
		}
		case 'join':
			return compileJoin(call, context);
		case 'getopt':
			return compileGetopt(call, context);
	}
}

function compileJoin(call: Call, context: CompileContext): CompiledOperand {
	const [separatorArgument, listArgument] = call.arguments;
	if (separatorArgument === undefined || listArgument === undefined || call.arguments.length !== 2) {
		throw wrongCount(call, '2');
	}
	const separator = scalarTextOf(compileArgument(separatorArgument, call, context), call);
	const parts =
		listArgument.kind === 'list'
			? listArgument.items.map((item) => compileArgument(item, call, context))
			: [compileArgument(listArgument, call, context)];
	if (listArgument.kind !== 'list' && parts[0]?.isList !== true) {
		throw new CompileFailure("filter error: the second argument of 'join' must be a list", listArgument.at);
	}
	return text(
		new JoinedText(
			separator,
			parts.map((part) => {
				if (part.type === 'string') return textOf(part, call);
				context.warnings.push({
					kind: 'divergence',
					message: `join() of ${part.type} values: Falco joins their raw bytes, here they are printed`,
					at: listArgument.at,
				});
				return new PrintedValues(part);
			}),
		),
	);
}

function compileGetopt(call: Call, context: CompileContext): CompiledOperand {
	const [args, optstring] = operands(call, 2, context);
	if (!args.isList) throw new CompileFailure("filter error: the first argument of 'getopt' must be a list", call.at);
	const { subscript } = call;
	if (subscript !== undefined && subscript.length !== 1) {
		throw new CompileFailure("filter error: the subscript of 'getopt' must be one character", call.at);
	}
	const reader = new Options(textOf(args, call), scalarTextOf(optstring, call), subscript?.charCodeAt(0));
	return text(reader, subscript === undefined);
}

/** The arguments of a call that takes exactly this many. */
function operands(call: Call, count: 1, context: CompileContext): [CompiledOperand];
function operands(call: Call, count: 2, context: CompileContext): [CompiledOperand, CompiledOperand];
function operands(call: Call, count: number, context: CompileContext): CompiledOperand[] {
	if (call.arguments.length !== count) throw wrongCount(call, String(count));
	return call.arguments.map((argument) => compileArgument(argument, call, context));
}

function compileArgument(argument: CallArgument, call: Call, context: CompileContext): CompiledOperand {
	switch (argument.kind) {
		case 'literal':
			return text(new LiteralBytes(toBytes(argument.text)));
		case 'list':
			throw unsupported(call, 'a list of arguments', argument.at);
		default:
			return compileOperand(argument, context);
	}
}

function text(reader: Reader, isList = false): CompiledOperand {
	return { type: 'string', isList, reader, field: undefined };
}

/** The reader of an argument that must be a string or a list of strings. */
function textOf(operand: CompiledOperand, call: Call): BytesReader {
	if (operand.type !== 'string' || operand.reader.kind !== 'bytes') {
		throw unsupported(call, `type '${operand.type}'`, call.at);
	}
	return operand.reader;
}

function scalarTextOf(operand: CompiledOperand, call: Call): BytesReader {
	if (operand.isList) throw unsupported(call, 'lists', call.at);
	return textOf(operand, call);
}

function unsupported(call: Call, what: string, at: Position): CompileFailure {
	return new CompileFailure(`filter error: '${call.function}' transformer not supported for ${what}`, at);
}

function wrongCount(call: Call, expected: string): CompileFailure {
	return new CompileFailure(
		`filter error: '${call.function}' transformer takes ${expected} argument(s), ${call.arguments.length} given`,
		call.at,
	);
}
