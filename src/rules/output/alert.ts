import type { ConditionWarning } from '../condition/warning.ts';
import type { EventBatch } from '../fields/batch.ts';
import type { FieldRef } from '../fields/field.ts';
import type { FieldTable } from '../fields/table.ts';
import { DEFAULT_RELEASE, type FalcoRelease } from '../release.ts';
import { type ByteText, decodeText, encodeText } from '../values/byte-text.ts';
import { jsonString } from '../values/print.ts';
import { printClock, printDate, UTC } from '../values/time.ts';
import { compileFormat, type FormatError } from './format.ts';
import { compileOutputFields } from './output-fields.ts';

/** What an alert tells of its rule. */
export interface AlertRule {
	readonly name: string;
	readonly source: string;
	/** The priority as Falco prints it, such as `Warning`. */
	readonly priority: string;
	readonly tags: readonly string[];
	/** The output format, without a leading `*`. */
	readonly output: string;
}

/** The settings of falco.yaml that shape an alert (rules facts, section 3.2). */
export interface AlertStyle {
	readonly release?: FalcoRelease;
	/** `time_format_iso_8601`. */
	readonly isIsoTime: boolean;
	readonly hostname: string;
	/** The optional properties that JSON alerts have. Falco's own default is all but `message`. */
	readonly include: ReadonlySet<'message' | 'output' | 'output_fields' | 'tags'>;
}

export type CompiledAlert =
	| {
			readonly kind: 'compiled';
			/** The line of text, UTF-8 bytes as the release prints them. */
			readonly text: (batch: EventBatch, event: number) => ByteText;
			/** The JSON object on one line. */
			readonly json: (batch: EventBatch, event: number, timestamp: bigint) => string;
			readonly reads: readonly FieldRef[];
			readonly warnings: readonly ConditionWarning[];
	  }
	| FormatError;

/** Compiles the alert of a rule: Falco's prefix of time and priority, the message, and the JSON form. */
export function compileAlert(rule: AlertRule, style: AlertStyle, fields: FieldTable): CompiledAlert {
	const { escapesAlertText } = style.release ?? DEFAULT_RELEASE;
	const message = compileFormat(`*${rule.output}`, fields);
	if (message.kind === 'error') return { ...message, offset: message.offset - 1 };
	const time = style.isIsoTime ? '%evt.time.iso8601' : '%evt.time';
	const line = compileFormat(`*${time}: ${rule.priority} ${rule.output}`, fields);
	if (line.kind === 'error') throw new Error(`the prefix of alerts does not compile: ${line.explanation}`);
	const outputFields = compileOutputFields(line.fields, fields);
	const { print } = line;
	const { print: printMessage } = message;
	const printed = (batch: EventBatch, event: number) => print(batch, event) ?? '';
	const { include } = style;
	const tags = JSON.stringify([...new Set(rule.tags)].sort());

	function json(batch: EventBatch, event: number, timestamp: bigint): string {
		const properties: string[] = [`"hostname":${JSON.stringify(style.hostname)}`];
		if (include.has('message')) properties.push(`"message":${jsonString(printMessage(batch, event) ?? '')}`);
		if (include.has('output')) properties.push(`"output":${jsonString(printed(batch, event))}`);
		if (include.has('output_fields')) properties.push(`"output_fields":${outputFields.json(batch, event)}`);
		properties.push(`"priority":${JSON.stringify(rule.priority)}`, `"rule":${JSON.stringify(rule.name)}`);
		properties.push(`"source":${JSON.stringify(rule.source)}`);
		if (include.has('tags')) properties.push(`"tags":${tags}`);
		const utc = `${printDate(timestamp, UTC)}T${printClock(timestamp, UTC, 'nanoseconds')}Z`;
		properties.push(`"time":"${utc}"`);
		return `{${properties.join(',')}}`;
	}

	return {
		kind: 'compiled',
		text: (batch, event) => (escapesAlertText ? escapeLine(printed(batch, event)) : printed(batch, event)),
		json,
		reads: outputFields.reads,
		warnings: message.warnings,
	};
}

/** The line as the inside of a JSON string, which is how Falco 0.45 prints it. */
function escapeLine(line: ByteText): ByteText {
	return encodeText(JSON.stringify(decodeText(line)).slice(1, -1));
}
