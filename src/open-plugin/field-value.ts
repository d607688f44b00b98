import type { Field, FieldType } from '../../harness/abi/fields.ts';
import type { FieldAnswer, PlainValue } from '../../harness/protocol/field-answer.ts';
import { ExtractionError } from './errors.ts';

/**
 * A value of a field: numbers and times as bigint (times in nanoseconds), text and addresses as string, truth as boolean; an
 * array for a list; null where the event has no such value.
 */
export type ExtractedValue = bigint | string | boolean | (bigint | string | boolean)[] | null;

/**
 * The value that an answer stands for.
 * @throws ExtractionError where the plugin failed, or answered what Falco could not read.
 */
export function extractedValue(answer: FieldAnswer, { type, isList }: Field, asked: string): ExtractedValue {
	switch (answer.kind) {
		case 'none':
			return null;
		case 'failed':
			throw new ExtractionError(asked, `plugin_extract_fields failed: ${answer.error}`);
		case 'unreadable':
			throw new ExtractionError(asked, answer.reason);
		case 'values': {
			const values = answer.values.map((value) => scalar(value, type));
			return isList ? values : (values[0] ?? null);
		}
	}
}

function scalar(value: PlainValue, type: FieldType): bigint | string | boolean {
	switch (type) {
		case 'uint64':
		case 'reltime':
		case 'abstime':
			return BigInt(value);
		case 'bool':
		case 'string':
		case 'ipaddr':
		case 'ipnet':
			return value;
	}
}
