import type { FieldRef } from '../fields/field.ts';
import type { FieldTable } from '../fields/table.ts';
import type { ByteText } from '../values/byte-text.ts';
import { alternatives } from './alternatives.ts';
import type { Condition } from './ast.ts';

/** A condition holds only for events whose field has one of these values. */
export interface RequiredEquality {
	/** A string field that is no list. */
	readonly field: FieldRef;
	/** Each once. */
	readonly values: readonly ByteText[];
}

/**
 * What every alternative of a condition asks for, one entry for each field: enough to find the conditions of an event
 * by the value of one field. None where a field is not asked for by all, and for a condition that never holds.
 */
export function requiredEqualities(condition: Condition, fields: FieldTable): RequiredEquality[] {
	const [first, ...others] = alternatives(condition, fields);
	return (first ?? []).flatMap(({ field, values }) => {
		const all = new Set(values);
		for (const alternative of others) {
			const same = alternative.find((required) => required.field === field);
			if (same === undefined) return [];
			for (const value of same.values) all.add(value);
		}
		return [{ field, values: [...all] }];
	});
}
