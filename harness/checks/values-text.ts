import { RC } from '../abi/enums.ts';
import { quoted } from '../protocol/describe-text.ts';
import type { ExtractedField, Extraction, FieldValue } from '../record.ts';

export const NO_VALUE = 'no value';

/** The values of a field as text, equal for equal values. FAILURE and an empty result both mean "no value". */
export function valuesText(rc: number, field: Pick<ExtractedField, 'resLen' | 'values'> | undefined): string {
	if (rc !== RC.SUCCESS || !field || field.resLen === null || field.resLen === 0n) return NO_VALUE;
	return valueList(field.values);
}

/** The first and only field of an extraction. */
export function valuesOf({ rc, fields }: Extraction): string {
	return valuesText(rc, fields[0]);
}

/** Values as text. */
export function valueList(values: readonly FieldValue[] | undefined): string {
	return values === undefined ? 'unreadable' : values.map(valueText).join(', ');
}

function valueText(value: FieldValue): string {
	switch (value.kind) {
		case 'uint64':
		case 'bool':
			return String(value.value);
		case 'string':
			return value.text.kind === 'text' ? quoted(value.text.latin1) : value.text.kind;
		case 'bytes':
			return value.bytes?.toString('hex') ?? 'unreadable';
	}
}
