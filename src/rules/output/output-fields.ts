import { type CompiledOperand, compileField } from '../condition/operand.ts';
import { jsonOperandValue, printOperandValue } from '../condition/operand-value.ts';
import type { EventBatch } from '../fields/batch.ts';
import { TIME_FIELDS } from '../fields/event-fields.ts';
import type { FieldRef } from '../fields/field.ts';
import type { FieldTable } from '../fields/table.ts';
import type { ByteText } from '../values/byte-text.ts';
import { jsonString } from '../values/print.ts';
import { MISSING_TEXT } from './format.ts';

/** The fields of an output as data: what `output_fields` of an alert has (rules facts, section 3.2). */
export interface OutputFields {
	/** The fields that are read, `evt.rawtime` included where one that prints as a time asks for the timestamp. */
	readonly reads: readonly FieldRef[];
	/** `[name, value]` for each field, as printed; `<NA>` where the event has none. */
	print(batch: EventBatch, event: number): [name: ByteText, value: ByteText][];
	/** A JSON object with sorted keys and typed values; times are nanoseconds since the epoch. */
	json(batch: EventBatch, event: number): string;
}

/** Prepares the fields of a compiled format (its `fields`, which are sorted) to be given out. */
export function compileOutputFields(refs: readonly FieldRef[], fields: FieldTable): OutputFields {
	const entries = refs.map((ref) => ({ name: ref.text, shown: compileField(ref), typed: typedOperand(ref, fields) }));
	const reads = new Set(entries.flatMap(({ shown, typed }) => [shown.field, typed.field]));
	return {
		reads: [...reads].filter((ref) => ref !== undefined),
		print: (batch, event) =>
			entries.map(({ name, shown }) => [name, printOperandValue(shown, batch, event) ?? MISSING_TEXT]),
		json: (batch, event) =>
			`{${entries.map(({ name, typed }) => `${jsonString(name)}:${jsonOperandValue(typed, batch, event)}`).join(',')}}`,
	};
}

function typedOperand(ref: FieldRef, fields: FieldTable): CompiledOperand {
	if (!TIME_FIELDS.has(ref.text)) return compileField(ref);
	const found = fields.lookup('evt.rawtime');
	if (found.kind !== 'found') throw new Error('evt.time without evt.rawtime');
	return compileField(found.ref);
}
