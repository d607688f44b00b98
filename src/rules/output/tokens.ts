import type { Operand } from '../condition/ast.ts';
import { CompileFailure } from '../condition/compile-failure.ts';
import { Cursor, FIELD_NAME, SyntaxFailure } from '../condition/cursor.ts';
import { type CompileContext, type CompiledOperand, compileOperand, newContext } from '../condition/operand.ts';
import { takeBareOperand, takeOperand } from '../condition/parse-operand.ts';
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
			readonly message: string;
			readonly explanation: ByteText;
			readonly offset: number;
			readonly isForgivable: boolean;
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
		const malformed = (message: string, explanation = ''): ScannedTokens => ({
			kind: 'error',
			message: `invalid formatting syntax: ${message}`,
			explanation,
			offset: percent,
			isForgivable: false,
		});
		const start = percent + 1 + digits.length;
		if (start === format.length) return malformed(`formatting cannot end with a ${digits === '' ? '%' : 'number'}`);
		if (Number(digits) > MAX_WIDTH) return malformed('width too large', `${digits} is more than ${MAX_WIDTH}`);
		const taken = takeLongest(format.slice(start), context);
		if (taken.kind === 'none') {
			// Falco tells what is wrong with the shortest text that it tried, which is a single byte.
			const message = "unknown filter: unexpected token after '";
			return { kind: 'error', message, explanation: taken.explanation, offset: percent, isForgivable: true };
		}
		tokens.push({ kind: 'value', operand: taken.operand, width: Number(digits) || undefined });
		at = start + taken.length;
	}
	return { kind: 'tokens', tokens };
}

type TakenOperand =
	| { readonly kind: 'operand'; readonly operand: CompiledOperand; readonly length: number }
	| { readonly kind: 'none'; readonly explanation: ByteText };

/**
 * The longest field or call that the text begins with and that exists. Falco cuts the text from the right, byte by
 * byte, until it fits: so brackets behind a name or a call are literal where they cannot belong to it, a field's name
 * ends where the longest real field ends, and the rest is literal.
 */
function takeLongest(text: ByteText, context: CompileContext): TakenOperand {
	const whole = takeWhole(text, takeOperand, context);
	if (whole.kind === 'operand') return whole;
	const bare = takeWhole(text, takeBareOperand, context);
	if (bare.kind === 'operand') return bare;
	FIELD_NAME.lastIndex = 0;
	const name = FIELD_NAME.exec(text)?.[0] ?? '';
	for (let length = name.length; length > 0; length--) {
		const part = takeWhole(name.slice(0, length), takeBareOperand, context);
		if (part.kind === 'operand' && part.length === length) return part;
	}
	return whole;
}

function takeWhole(text: ByteText, take: (cursor: Cursor) => Operand, context: CompileContext): TakenOperand {
	const cursor = new Cursor(text);
	// A candidate that fails must leave no trace.
	const trial = newContext(context.fields);
	try {
		const operand = compileOperand(take(cursor), trial);
		for (const ref of trial.reads) context.reads.add(ref);
		context.warnings.push(...trial.warnings);
		return { kind: 'operand', operand, length: cursor.offset };
	} catch (error) {
		if (error instanceof CompileFailure) {
			return { kind: 'none', explanation: error.message };
		}
		if (error instanceof SyntaxFailure) {
			const explanation = `'%' must be followed by a field or a call: ${error.message}`;
			return { kind: 'none', explanation };
		}
		throw error;
	}
}
