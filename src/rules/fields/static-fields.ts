import { encodeText } from '../values/byte-text.ts';
import type { FieldClass } from './field.ts';
import type { FieldValue } from './memory-batch.ts';

/** The `static.<key>` fields that `static_fields` of falco.yaml makes: strings, second in every lookup. */
export function staticClass(keys: readonly string[]): FieldClass {
	return {
		name: 'static',
		isBuiltIn: true,
		fields: keys.map((key) => ({ name: `static.${key}`, type: 'string', isList: false, addOutput: true })),
	};
}

/** The value of a field of that class. */
export function staticFieldValue(name: string, values: Readonly<Record<string, string>>): FieldValue | undefined {
	const value = values[name.slice('static.'.length)];
	return value === undefined ? undefined : encodeText(value);
}
