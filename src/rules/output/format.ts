import { newContext } from '../condition/operand.ts';
import { printOperandValue } from '../condition/operand-value.ts';
import type { ConditionWarning } from '../condition/warning.ts';
import type { EventBatch } from '../fields/batch.ts';
import type { FieldRef } from '../fields/field.ts';
import type { FieldTable } from '../fields/table.ts';
import { type ByteText, decodeText, encodeText } from '../values/byte-text.ts';
import { type FormatToken, scanTokens } from './tokens.ts';

/** What is printed for a value that an event does not have. */
export const MISSING_TEXT = '<NA>';

/** An output format as a function of events, or why Falco does not load it. */
export type CompiledFormat =
	| {
			readonly kind: 'compiled';
			/**
			 * The line of an event, in bytes; `undefined` where a value is missing and the format does not begin with
			 * `*`. Throws `EvaluationFailure` where Falco's process would end.
			 */
			readonly print: (batch: EventBatch, event: number) => ByteText | undefined;
			/** The fields in the format, also those within calls, sorted by their text, each once. */
			readonly fields: readonly FieldRef[];
			readonly warnings: readonly ConditionWarning[];
	  }
	| FormatError;

export interface FormatError {
	readonly kind: 'error';
	/** Falco's message, which names nothing. */
	readonly message: string;
	/** What is wrong, in our words. */
	readonly explanation: string;
	/** The byte in the format at which the token begins. */
	readonly offset: number;
	/** Whether `skip-if-unknown-filter` forgives it: whatever is wrong with a field or a call, not the format's own syntax. */
	readonly isForgivable: boolean;
}

/**
 * Compiles an output format (rules facts, section 3.1): `%` and a field or a call, with an optional width between them,
 * all other bytes literal. There is no escape for `%`. Falco puts a `*` before the output of every rule
 * (`sinsp_evt_formatter::set_format`).
 */
export function compileFormat(text: string, fields: FieldTable): CompiledFormat {
	const context = newContext(fields);
	const bytes = encodeText(text);
	if (bytes === '') {
		return { kind: 'error', message: 'empty formatting token', explanation: '', offset: 0, isForgivable: false };
	}
	const isLenient = bytes.startsWith('*');
	const scanned = scanTokens(bytes, isLenient ? 1 : 0, context);
	if (scanned.kind === 'error') {
		return {
			kind: 'error',
			message: scanned.message,
			explanation: decodeText(scanned.explanation),
			offset: scanned.offset,
			isForgivable: scanned.isForgivable,
		};
	}
	const { tokens } = scanned;
	return {
		kind: 'compiled',
		print: (batch, event) => printTokens(tokens, isLenient, batch, event),
		fields: [...context.reads].sort((left, right) => (left.text < right.text ? -1 : 1)),
		warnings: context.warnings,
	};
}

function printTokens(
	tokens: readonly FormatToken[],
	isLenient: boolean,
	batch: EventBatch,
	event: number,
): ByteText | undefined {
	let line = '';
	for (const token of tokens) {
		if (token.kind === 'literal') {
			line += token.text;
			continue;
		}
		const value = printOperandValue(token.operand, batch, event);
		if (value === undefined && !isLenient) return undefined;
		const shown = value ?? MISSING_TEXT;
		line += token.width === undefined ? shown : shown.slice(0, token.width).padEnd(token.width);
	}
	return line;
}
