import type { FieldRef } from '../fields/field.ts';
import type { FieldTable } from '../fields/table.ts';
import type { ByteText } from '../values/byte-text.ts';
import type { Comparison, Condition } from './ast.ts';
import { fieldText } from './operand.ts';

/** A string field, no list, must have one of these values. */
export interface Requirement {
	readonly field: FieldRef;
	readonly values: ReadonlySet<ByteText>;
}

/** Requirements that must all be met, one for each field. None at all where nothing is known to be required. */
export type Alternative = readonly Requirement[];

/** More would cost more than they save. */
const MAX_ALTERNATIVES = 16;

/**
 * What a condition asks of string fields before all else: it can hold only for events that meet one of the
 * alternatives, so that a rule can be kept from all others. Found in `f = a` and `f in (a, b)`, through `and` and `or`;
 * what else the condition says is left to its evaluation. No alternative: the condition never holds. The condition is
 * one that compiles.
 */
export function alternatives(condition: Condition, fields: FieldTable): Alternative[] {
	switch (condition.kind) {
		case 'and':
			return condition.children.reduce<Alternative[]>(
				(known, child) => combine(known, alternatives(child, fields)),
				[[]],
			);
		case 'or': {
			const all = united(condition.children.flatMap((child) => alternatives(child, fields)));
			return all.length > MAX_ALTERNATIVES ? [[]] : all;
		}
		case 'comparison': {
			const required = requirement(condition, fields);
			if (required === undefined) return [[]];
			return required.values.size === 0 ? [] : [[required]];
		}
		default:
			return [[]];
	}
}

/** One of the left and one of the right. Where these are too many, the right is left to the evaluation. */
function combine(left: readonly Alternative[], right: readonly Alternative[]): Alternative[] {
	if (left.length * right.length > MAX_ALTERNATIVES) return [...left];
	return left.flatMap((some) => right.flatMap((others) => merge(some, others)));
}

/** All of both; nothing where they contradict each other. */
function merge(some: Alternative, others: Alternative): Alternative[] {
	const byField = new Map(some.map(({ field, values }) => [field, values]));
	for (const { field, values } of others) {
		const known = byField.get(field);
		const common = known === undefined ? values : new Set([...values].filter((value) => known.has(value)));
		if (common.size === 0) return [];
		byField.set(field, common);
	}
	return [[...byField].map(([field, values]) => ({ field, values }))];
}

/** Alternatives that ask for nothing but values of the same field are one. */
function united(all: readonly Alternative[]): Alternative[] {
	const single = new Map<FieldRef, Requirement>();
	const others: Alternative[] = [];
	for (const alternative of all) {
		const [only] = alternative;
		if (only === undefined || alternative.length > 1) {
			others.push(alternative);
		} else {
			const known = single.get(only.field)?.values ?? [];
			single.set(only.field, { ...only, values: new Set([...known, ...only.values]) });
		}
	}
	return [...[...single.values()].map((required) => [required]), ...others];
}

function requirement({ left, operator, modifier, right }: Comparison, fields: FieldTable): Requirement | undefined {
	if (left.kind === 'call' || right.kind === 'call') return undefined;
	const isEquality = operator === '=' || operator === '==';
	const isMembership = operator === 'in' || operator === 'intersects';
	if (modifier === undefined ? !isEquality && !isMembership : !isEquality || modifier !== 'anyof') return undefined;
	const found = fields.lookup(fieldText(left));
	if (found.kind !== 'found') return undefined;
	const { type, isList } = found.ref.definition;
	if (type !== 'string' || isList) return undefined;
	return { field: found.ref, values: new Set(right.kind === 'values' ? right.items : [right.text]) };
}
