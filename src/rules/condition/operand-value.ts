import type { EventBatch } from '../fields/batch.ts';
import { NINE_DIGIT_FIELDS } from '../fields/event-fields.ts';
import type { ByteText } from '../values/byte-text.ts';
import { jsonString, printScalar } from '../values/print.ts';
import type { ValueType } from '../values/value-type.ts';
import { EvaluationFailure } from './compile-failure.ts';
import type { CompiledOperand } from './operand.ts';
import { currentValue } from './printed-values.ts';
import { MISSING } from './readers.ts';

const MAX_LIST = 1023;

/** An operand's value as Falco prints it (rules facts, section 3.1); `undefined` where the event has none. */
export function printOperandValue(operand: CompiledOperand, batch: EventBatch, event: number): ByteText | undefined {
	const { type, isList, reader, field } = operand;
	const count = reader.load(batch, event);
	if (count === MISSING) return undefined;
	if (!isList) {
		const text = printChecked(type, currentValue(reader));
		return field !== undefined && NINE_DIGIT_FIELDS.has(field.text) ? text.padStart(9, '0') : text;
	}
	const items: ByteText[] = [];
	for (let index = 0; index < count; index++) {
		reader.pick(index);
		items.push(printChecked(type, currentValue(reader)));
	}
	return `(${items.join(',')})`.slice(0, MAX_LIST);
}

/** An operand's value as JSON text: digits for numbers of any size, `null` where the event has none (section 3.2). */
export function jsonOperandValue(operand: CompiledOperand, batch: EventBatch, event: number): string {
	const { type, isList, reader } = operand;
	const count = reader.load(batch, event);
	// A list of getopt may be present and empty, which makes no JSON array in Falco (`sinsp_filter_check::tojson`).
	if (count === MISSING || count === 0) return 'null';
	if (!isList) return jsonScalar(type, currentValue(reader));
	const items: string[] = [];
	for (let index = 0; index < count; index++) {
		reader.pick(index);
		items.push(jsonScalar(type, currentValue(reader)));
	}
	return `[${items.join(',')}]`;
}

function jsonScalar(type: ValueType, value: Uint8Array | bigint): string {
	const text = printChecked(type, value);
	return typeof value === 'bigint' ? text : jsonString(text);
}

function printChecked(type: ValueType, value: Uint8Array | bigint): ByteText {
	if (type === 'ipaddr' && value instanceof Uint8Array && value.length !== 4 && value.length !== 16) {
		throw new EvaluationFailure(value.length);
	}
	return printScalar(type, value);
}
