import type { Call } from './ast.ts';
import { CompileFailure } from './compile-failure.ts';
import { Options } from './getopt.ts';
import type { CompileContext, CompiledOperand, OperandType } from './operand.ts';
import { printed } from './printed-values.ts';
import type { BytesReader, Reader } from './readers.ts';
import { Basename, ChangedCase, DecodedBase64, JoinedText, Length } from './text-functions.ts';

const SINGLE_TEXT: OperandType = { type: 'string', isList: false };

/**
 * A call on arguments that are compiled (rules facts, section 1.7). Type errors are placed where Falco's compiler looked
 * last, which is the last argument.
 */
export function compileCall(call: Call, args: readonly CompiledOperand[], context: CompileContext): CompiledOperand {
	switch (call.function) {
		case 'val':
			return only(call, args, context);
		case 'tolower':
		case 'toupper': {
			const source = only(call, args, context);
			const target = call.function === 'tolower' ? 'lower' : 'upper';
			return changed(call, source, new ChangedCase(textOf(call, source, context), target), context);
		}
		case 'b64': {
			const source = only(call, args, context);
			return changed(call, source, new DecodedBase64(textOf(call, source, context)), context);
		}
		case 'basename': {
			const source = only(call, args, context);
			return changed(call, source, new Basename(textOf(call, source, context)), context);
		}
		case 'len':
			return compileLength(call, only(call, args, context), context);
		case 'concat':
			return compileConcat(call, args, context);
		case 'join':
			return compileJoin(call, args, context);
		case 'getopt':
			return compileGetopt(call, args, context);
	}
}

/** The result of a function that makes a string of a string, also for every element of a list. */
function changed(call: Call, source: CompiledOperand, reader: Reader, context: CompileContext): CompiledOperand {
	const { isList, declared } = source;
	if (isList) {
		context.warnings.push({
			kind: 'divergence',
			message: `${call.function}() of a list: Falco adds a NUL to every element, so that 'in' and 'intersects' never match constants`,
			at: call.at,
		});
	}
	return { type: 'string', isList, reader, field: undefined, declared };
}

function compileLength(call: Call, source: CompiledOperand, context: CompileContext): CompiledOperand {
	const { isList, declared, reader } = source;
	if (!isList) textOf(call, source, context);
	if (isList && !declared.isList) {
		context.warnings.push({
			kind: 'divergence',
			message: 'len() of getopt(): Falco ends with an exception where there are several values, here they are counted',
			at: call.at,
		});
	}
	return { type: 'uint64', isList: false, reader: new Length(reader, isList), field: undefined, declared };
}

function compileConcat(call: Call, args: readonly CompiledOperand[], context: CompileContext): CompiledOperand {
	if (args.length < 2) throw wrongCount(call, 'at least 2', context);
	for (const { declared, isList } of args) {
		if (declared.type !== 'string' || declared.isList || isList) {
			throw unsupported(call, isList ? 'lists' : `type '${declared.type}'`, context);
		}
	}
	return joined(undefined, printedFor(call, args, context));
}

function compileJoin(call: Call, args: readonly CompiledOperand[], context: CompileContext): CompiledOperand {
	const [separator, list] = args;
	if (separator === undefined || list === undefined || args.length !== 2) throw wrongCount(call, '2', context);
	if (separator.declared.isList || separator.isList) throw unsupported(call, 'lists', context);
	if (!list.declared.isList) {
		throw new CompileFailure("filter error: the second argument of 'join' must be a list", context.at);
	}
	const [between] = printedFor(call, [separator], context);
	return joined(between, printedFor(call, [list], context));
}

function compileGetopt(call: Call, args: readonly CompiledOperand[], context: CompileContext): CompiledOperand {
	const [words, optstring] = args;
	if (words === undefined || optstring === undefined || args.length !== 2) throw wrongCount(call, '2', context);
	if (!words.declared.isList) {
		throw new CompileFailure("filter error: the first argument of 'getopt' must be a list", context.at);
	}
	if (optstring.isList) throw unsupported(call, 'lists', context);
	const { subscript } = call;
	if (subscript !== undefined && subscript.length !== 1) {
		throw new CompileFailure("filter error: the subscript of 'getopt' must be one character", context.at);
	}
	const reader = new Options(textOf(call, words, context), textOf(call, optstring, context), subscript?.charCodeAt(0));
	const isList = subscript === undefined;
	return { type: 'string', isList, reader, field: undefined, declared: SINGLE_TEXT };
}

function joined(separator: BytesReader | undefined, parts: readonly BytesReader[]): CompiledOperand {
	return { ...SINGLE_TEXT, reader: new JoinedText(separator, parts), field: undefined, declared: SINGLE_TEXT };
}

/** Operands as text: Falco checks what the fields are, and then takes the bytes of whatever there is. */
function printedFor(call: Call, operands: readonly CompiledOperand[], context: CompileContext): BytesReader[] {
	return operands.map((operand) => {
		if (operand.type !== 'string') {
			context.warnings.push({
				kind: 'divergence',
				message: `${call.function}() of ${operand.type} values: Falco joins their raw bytes, here they are printed`,
				at: call.at,
			});
		}
		return printed(operand);
	});
}

function only(call: Call, args: readonly CompiledOperand[], context: CompileContext): CompiledOperand {
	const [source] = args;
	if (source === undefined || args.length !== 1) throw wrongCount(call, '1', context);
	return source;
}

/** The reader of an argument that must be a string or a list of strings. */
function textOf(call: Call, operand: CompiledOperand, context: CompileContext): BytesReader {
	if (operand.type !== 'string' || operand.reader.kind !== 'bytes') {
		throw unsupported(call, `type '${operand.type}'`, context);
	}
	return operand.reader;
}

function unsupported(call: Call, what: string, context: CompileContext): CompileFailure {
	return new CompileFailure(`filter error: '${call.function}' transformer not supported for ${what}`, context.at);
}

function wrongCount(call: Call, expected: string, context: CompileContext): CompileFailure {
	return new CompileFailure(
		`filter error: '${call.function}' transformer takes ${expected} argument(s), ${call.arguments.length} given`,
		context.at,
	);
}
