import { compileField } from '../condition/operand.ts';
import { jsonOperandValue } from '../condition/operand-value.ts';
import type { EventBatch } from '../fields/batch.ts';
import { TIME_FIELDS } from '../fields/event-fields.ts';
import type { FieldRef } from '../fields/field.ts';
import type { FieldTable } from '../fields/table.ts';
import { compileFormat } from '../output/format.ts';
import { type ExtraField, extraFieldFormat, lenient } from '../ruleset/extra-output.ts';
import { type ByteText, encodeText } from '../values/byte-text.ts';
import { jsonString } from '../values/print.ts';
import type { AlertFormat } from './alert-format.ts';

/** A property of a JSON alert: its name, and its value for one event as JSON text. */
export interface AlertField {
	readonly name: ByteText;
	readonly json: (batch: EventBatch, event: number, time: bigint) => string;
}

/** `output_fields`: sorted, each name once. */
export interface AlertFields {
	readonly entries: readonly AlertField[];
	readonly reads: readonly FieldRef[];
}

/**
 * The `output_fields` of an alert: the fields of its message, the time before it, and the extra ones, which win where
 * names meet. Every field that prints as a time is the event's time in nanoseconds here, as a number.
 */
export function compileAlertFields(
	messageFields: readonly FieldRef[],
	extra: readonly ExtraField[],
	format: AlertFormat,
	fields: FieldTable,
): AlertFields {
	const entries = new Map<ByteText, AlertField>();
	const reads = new Set<FieldRef>();
	const put = (entry: AlertField): void => {
		entries.set(entry.name, entry);
	};
	for (const ref of messageFields) put(typedField(ref.text, ref, reads));
	put({ name: format.time === 'iso' ? 'evt.time.iso8601' : 'evt.time', json: nanoseconds });
	for (const field of extra) {
		const compiled = compileFormat(lenient(extraFieldFormat(field)), fields);
		if (compiled.kind === 'error')
			throw new Error(`an extra field that was checked does not compile: ${compiled.message}`);
		const name = encodeText(field.name);
		const [ref] = compiled.fields;
		if (field.kind === 'raw' && ref?.text === name) {
			put(typedField(name, ref, reads));
			continue;
		}
		for (const read of compiled.fields) reads.add(read);
		// A raw "field" that is a call or has a tail: Falco looks the whole text up among the values, and finds none.
		put({
			name,
			json: field.kind === 'raw' ? () => 'null' : (batch, event) => jsonString(compiled.print(batch, event) ?? ''),
		});
	}
	const sorted = [...entries.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
	return { entries: sorted, reads: [...reads] };
}

function typedField(name: ByteText, ref: FieldRef, reads: Set<FieldRef>): AlertField {
	if (TIME_FIELDS.has(ref.text)) return { name, json: nanoseconds };
	reads.add(ref);
	const operand = compileField(ref);
	return { name, json: (batch, event) => jsonOperandValue(operand, batch, event) };
}

function nanoseconds(_batch: EventBatch, _event: number, time: bigint): string {
	return time.toString();
}
