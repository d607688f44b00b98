import { CompileFailure } from '../condition/compile-failure.ts';
import { Cursor, FIELD_NAME, SyntaxFailure } from '../condition/cursor.ts';
import { type CompileContext, type CompiledOperand, compileOperand, newContext } from '../condition/operand.ts';
import { takeOperand } from '../condition/parse-operand.ts';
import type { ByteText } from '../values/byte-text.ts';

/** Falco does not finish with widths of many digits (rules facts, section 11.4). */
const MAX_WIDTH = 65_535;

/** A piece of an output format. */
export type FormatToken =
	| { readonly kind: 'literal'; readonly text: ByteText }
	| { readonly kind: 'value'; readonly operand: CompiledOperand; readonly width: number | undefined };

export type ScannedTokens =
	| { readonly kind: 'tokens'; readonly tokens: readonly FormatToken[] }
	| {
			readonly kind: 'error';
			readonly explanation: ByteText;
			readonly offset: number;
			readonly isUnknownField: boolean;
	  };

/** Splits a format into literal text and values, from a byte on. */
export function scanTokens(format: ByteText, from: number, context: CompileContext): ScannedTokens {
	const tokens: FormatToken[] = [];
	let at = from;
	while (at < format.length) {
		const percent = format.indexOf('%', at);
		const end = percent < 0 ? format.length : percent;
		if (end > at) tokens.push({ kind: 'literal', text: format.slice(at, end) });
		if (percent < 0) break;
		const [digits = ''] = /^[0-9]*/.exec(format.slice(percent + 1)) ?? [];
		const refuse = (explanation: ByteText, isUnknownField = false): ScannedTokens => ({
			kind: 'error',
			explanation,
			offset: percent,
			isUnknownField,
		});
		if (Number(digits) > MAX_WIDTH) return refuse(`the width ${digits} is more than ${MAX_WIDTH}`);
		const start = percent + 1 + digits.length;
		const taken = takeLongest(format.slice(start), context);
		if (taken.kind === 'none') return refuse(taken.explanation, taken.isUnknownField);
		tokens.push({ kind: 'value', operand: taken.operand, width: Number(digits) || undefined });
		at = start + taken.length;
	}
	return { kind: 'tokens', tokens };
}

type TakenOperand =
	| { readonly kind: 'operand'; readonly operand: CompiledOperand; readonly length: number }
	| { readonly kind: 'none'; readonly explanation: ByteText; readonly isUnknownField: boolean };

/**
 * The longest field or call that the text begins with and that exists. Falco cuts the text from the right, byte by
 * byte, until it fits: so a field's name ends where the longest real field ends, and the rest is literal.
 */
function takeLongest(text: ByteText, context: CompileContext): TakenOperand {
	const whole = takeWhole(text, context);
	if (whole.kind === 'operand') return whole;
	FIELD_NAME.lastIndex = 0;
	const name = FIELD_NAME.exec(text)?.[0] ?? '';
	for (let length = name.length; length > 0; length--) {
		const part = takeWhole(name.slice(0, length), context);
		if (part.kind === 'operand' && part.length === length) return part;
	}
	return whole;
}

function takeWhole(text: ByteText, context: CompileContext): TakenOperand {
	const cursor = new Cursor(text);
	// A candidate that fails must leave no trace.
	const trial = newContext(context.fields);
	try {
		const operand = compileOperand(takeOperand(cursor), trial);
		for (const ref of trial.reads) context.reads.add(ref);
		context.warnings.push(...trial.warnings);
		return { kind: 'operand', operand, length: cursor.offset };
	} catch (error) {
		if (error instanceof CompileFailure) {
			return { kind: 'none', explanation: error.message, isUnknownField: error.isUnknownField };
		}
		if (error instanceof SyntaxFailure) {
			const explanation = `'%' must be followed by a field or a call: ${error.message}`;
			return { kind: 'none', explanation, isUnknownField: false };
		}
		throw error;
	}
}
