import type { EventBatch } from '../fields/batch.ts';
import type { FieldRef } from '../fields/field.ts';
import type { FieldTable } from '../fields/table.ts';
import type { Priority } from '../file/priority.ts';
import { compileFormat } from '../output/format.ts';
import { type ExtraField, lenient } from '../ruleset/extra-output.ts';
import { type ByteText, decodeText, encodeText } from '../values/byte-text.ts';
import { jsonString } from '../values/print.ts';
import { printClock, printDate, UTC } from '../values/time.ts';
import { type AlertField, compileAlertFields } from './alert-fields.ts';
import type { AlertFormat } from './alert-format.ts';

/** What an alert tells of its rule; a `CompiledRule` has it all. */
export interface AlertRule {
	readonly name: string;
	readonly source: string;
	readonly priority: Priority;
	/** Sorted. */
	readonly tags: readonly string[];
	/** With everything that the configuration appends. */
	readonly output: string;
	readonly extraFields: readonly ExtraField[];
}

/** The alerts of one rule, ready to be printed for events of its source. */
export interface CompiledAlert {
	/** The fields that are read: the columns that a batch must have for events that alert. */
	readonly reads: readonly FieldRef[];
	/**
	 * The line of one event without a line break, in bytes. Older releases print what plugins give, whatever it is; newer
	 * ones escape the text line as JSON does. Throws `EvaluationFailure` where Falco's process would end.
	 *
	 * @param time the event's timestamp, in nanoseconds since 1970
	 */
	readonly print: (batch: EventBatch, event: number, time: bigint) => ByteText;
}

/**
 * Compiles the alert of a rule (facts on output formatting, "Alert line"): time and priority before the message in text,
 * or one JSON object with sorted keys. The rule is one that was loaded, so that its formats are known to be right.
 */
export function compileAlert(rule: AlertRule, format: AlertFormat, fields: FieldTable): CompiledAlert {
	const message = compileFormat(lenient(rule.output), fields);
	if (message.kind === 'error') throw new Error(`an output that was checked does not compile: ${message.message}`);
	const messageOf = (batch: EventBatch, event: number): ByteText => message.print(batch, event) ?? '';
	const lineOf = (batch: EventBatch, event: number, time: bigint): ByteText =>
		`${printTime(time, format)}: ${rule.priority} ${messageOf(batch, event)}`;
	if (format.shape === 'text') {
		const { escapesAlertText } = format.release;
		return {
			reads: message.fields,
			print: (batch, event, time) => {
				const line = lineOf(batch, event, time);
				return escapesAlertText ? escapeLine(line) : line;
			},
		};
	}
	const outputFields = compileAlertFields(message.fields, rule.extraFields, format, fields);
	const properties = jsonProperties(rule, format, messageOf, lineOf, outputFields.entries);
	return {
		reads: [...new Set([...message.fields, ...outputFields.reads])],
		print: (batch, event, time) => encodeText(jsonObject(properties, batch, event, time)),
	};
}

/** The properties of a JSON alert, in Falco's order, which is that of the alphabet. */
function jsonProperties(
	rule: AlertRule,
	format: AlertFormat,
	messageOf: (batch: EventBatch, event: number) => ByteText,
	lineOf: (batch: EventBatch, event: number, time: bigint) => ByteText,
	outputFields: readonly AlertField[],
): AlertField[] {
	const { include } = format;
	const constant = (name: string, value: unknown): AlertField => {
		const text = JSON.stringify(value);
		return { name, json: () => text };
	};
	const properties: AlertField[] = [constant('hostname', format.hostname)];
	if (include.has('message')) {
		properties.push({ name: 'message', json: (batch, event) => jsonString(messageOf(batch, event)) });
	}
	if (include.has('output')) {
		properties.push({ name: 'output', json: (batch, event, time) => jsonString(lineOf(batch, event, time)) });
	}
	if (include.has('output_fields')) {
		properties.push({
			name: 'output_fields',
			json: (batch, event, time) => jsonObject(outputFields, batch, event, time),
		});
	}
	properties.push(constant('priority', rule.priority), constant('rule', rule.name), constant('source', rule.source));
	if (include.has('tags')) properties.push(constant('tags', rule.tags));
	properties.push({ name: 'time', json: (_batch, _event, time) => `"${printDateTime(time)}Z"` });
	return properties;
}

function jsonObject(entries: readonly AlertField[], batch: EventBatch, event: number, time: bigint): string {
	return `{${entries.map(({ name, json }) => `${jsonString(name)}:${json(batch, event, time)}`).join(',')}}`;
}

function printTime(time: bigint, format: AlertFormat): string {
	return format.time === 'iso' ? `${printDateTime(time)}+0000` : printClock(time, format.zone, 'nanoseconds');
}

function printDateTime(time: bigint): string {
	return `${printDate(time, UTC)}T${printClock(time, UTC, 'nanoseconds')}`;
}

/** The line as the inside of a JSON string. */
function escapeLine(line: ByteText): ByteText {
	return encodeText(JSON.stringify(decodeText(line)).slice(1, -1));
}
