import type { FieldRef } from '../fields/field.ts';
import type { FieldTable } from '../fields/table.ts';
import type { ByteText } from '../values/byte-text.ts';
import type { Condition } from './ast.ts';
import { fieldText } from './operand.ts';

/** A condition holds only for events whose field has one of these values. */
export interface RequiredEquality {
	/** A string field that is no list. */
	readonly field: FieldRef;
	/** Each once; none at all where nothing can satisfy the condition. */
	readonly values: readonly ByteText[];
}

/**
 * What a condition asks of string fields before all else: a rule can be kept from every event whose field has another
 * value, or none. Found in the conjuncts of the top level (`f = a`, `f in (a, b)`, and `or` of those on one field);
 * one entry for each field, the narrowest. The condition is one that compiles.
 */
export function requiredEqualities(condition: Condition, fields: FieldTable): RequiredEquality[] {
	const narrowest = new Map<FieldRef, readonly ByteText[]>();
	for (const conjunct of conjuncts(condition)) {
		const required = equality(conjunct, fields);
		if (required === undefined) continue;
		const known = narrowest.get(required.field);
		const values = known?.filter((value) => required.values.includes(value)) ?? required.values;
		narrowest.set(required.field, values);
	}
	return [...narrowest].map(([field, values]) => ({ field, values }));
}

function conjuncts(condition: Condition): readonly Condition[] {
	return condition.kind === 'and' ? condition.children.flatMap(conjuncts) : [condition];
}

function equality(condition: Condition, fields: FieldTable): RequiredEquality | undefined {
	if (condition.kind === 'or') {
		const parts = condition.children.map((child) => equality(child, fields));
		const field = parts[0]?.field;
		if (field === undefined || parts.some((part) => part?.field !== field)) return undefined;
		return { field, values: [...new Set(parts.flatMap((part) => part?.values ?? []))] };
	}
	if (condition.kind !== 'comparison' || condition.left.kind !== 'field') return undefined;
	const { operator, modifier, right } = condition;
	if (right.kind === 'call') return undefined;
	const isEquality = operator === '=' || operator === '==';
	const isMembership = operator === 'in' || operator === 'intersects';
	if (modifier === undefined ? !isEquality && !isMembership : !isEquality || modifier !== 'anyof') return undefined;
	const found = fields.lookup(fieldText(condition.left));
	if (found.kind !== 'found') return undefined;
	const { type, isList } = found.ref.definition;
	if (type !== 'string' || isList) return undefined;
	return { field: found.ref, values: [...new Set(right.kind === 'values' ? right.items : [right.text])] };
}
