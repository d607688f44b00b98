import type { Check, Condition, FieldReference } from '../../condition/ast.ts';
import { fieldText } from '../../condition/operand.ts';
import type { FieldTable } from '../../fields/table.ts';
import type { ByteText } from '../../values/byte-text.ts';

/** Whether a field holds one string: only there does equality of texts decide equality of values. */
export type IsPlainString = (field: FieldReference) => boolean;

export function plainStrings(table: FieldTable): IsPlainString {
	return (field) => {
		const found = table.lookup(fieldText(field));
		return found.kind === 'found' && found.ref.definition.type === 'string' && !found.ref.definition.isList;
	};
}

/** A test that a plain string field is one of some values. */
export interface Membership {
	readonly field: string;
	readonly values: ReadonlySet<ByteText>;
}

/** What `field = value`, `field in (values)` and `field = anyof (values)` say, for plain string fields. */
export function membershipOf(condition: Condition, isPlainString: IsPlainString): Membership | undefined {
	if (condition.kind !== 'comparison' || condition.left.kind !== 'field' || !isPlainString(condition.left)) {
		return undefined;
	}
	const { operator, modifier, right } = condition;
	const field = fieldText(condition.left);
	const equality = operator === '=' || operator === '==';
	if (equality && modifier === undefined && right.kind === 'value') return { field, values: new Set([right.text]) };
	const setTest = operator === 'in' || operator === 'intersects' || (equality && modifier === 'anyof');
	return setTest && right.kind === 'values' ? { field, values: new Set(right.items) } : undefined;
}

/** The values that `field != value` and `field != allof (values)` exclude, for plain string fields. */
export function exclusionOf(condition: Condition, isPlainString: IsPlainString): Membership | undefined {
	if (condition.kind !== 'comparison' || condition.left.kind !== 'field' || !isPlainString(condition.left)) {
		return undefined;
	}
	const { operator, modifier, right } = condition;
	if (operator !== '!=') return undefined;
	const field = fieldText(condition.left);
	if (modifier === undefined && right.kind === 'value') return { field, values: new Set([right.text]) };
	return modifier === 'allof' && right.kind === 'values' ? { field, values: new Set(right.items) } : undefined;
}

/** The field that must have a value for a check to be true: every comparison is false without one. */
export function fieldThatMustExist(check: Check): string | undefined {
	return check.left.kind === 'field' ? fieldText(check.left) : undefined;
}

export function isCheck(condition: Condition): condition is Check {
	return condition.kind === 'comparison' || condition.kind === 'exists';
}

/** Whether every value of the first set is in the second. */
export function isSubset(values: ReadonlySet<ByteText>, of: ReadonlySet<ByteText>): boolean {
	for (const value of values) if (!of.has(value)) return false;
	return true;
}

/** Whether no value is in both sets. */
export function areDisjoint(one: ReadonlySet<ByteText>, other: ReadonlySet<ByteText>): boolean {
	for (const value of one) if (other.has(value)) return false;
	return true;
}
