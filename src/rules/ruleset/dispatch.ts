import type { Condition } from '../condition/ast.ts';
import { type RequiredEquality, requiredEqualities } from '../condition/required-equalities.ts';
import type { FieldRef } from '../fields/field.ts';
import type { FieldTable } from '../fields/table.ts';
import type { ByteText } from '../values/byte-text.ts';
import { ByteIndex } from './byte-index.ts';

/** Rules that can only match where one field has one of some values, found by that value. */
export interface DispatchGroup {
	readonly field: FieldRef;
	readonly index: ByteIndex;
	/** By key number, the places of the rules in order of evaluation. */
	readonly candidates: readonly Int32Array[];
}

export interface DispatchPlan {
	readonly groups: readonly DispatchGroup[];
	/** The places of the rules that every event is tried on. */
	readonly always: Int32Array;
}

/** More groups cost every event a look-up each; fewer rules than this in one are tried faster directly. */
const MOST_GROUPS = 4;
const FEWEST_RULES = 2;

/**
 * Plans which rules an event needs to be tried on: rules that require a field to equal a constant are found by the value
 * of that field. The field that most rules require comes first, and so on. Nothing changes in what matches, since a
 * missing value equals nothing and the whole condition is still evaluated.
 *
 * @param conditions in order of evaluation
 */
export function planDispatch(conditions: readonly Condition[], table: FieldTable): DispatchPlan {
	const left = new Map(conditions.map((condition, place) => [place, requiredEqualities(condition, table)]));
	const groups: DispatchGroup[] = [];
	while (groups.length < MOST_GROUPS) {
		const field = mostRequired(left.values());
		if (field === undefined) break;
		const rules = new Map<number, readonly ByteText[]>();
		for (const [place, equalities] of left) {
			const required = equalities.find((equality) => equality.field === field);
			if (required !== undefined) rules.set(place, required.values);
		}
		if (rules.size < FEWEST_RULES) break;
		groups.push(groupOf(field, rules));
		for (const place of rules.keys()) left.delete(place);
	}
	return { groups, always: Int32Array.from(left.keys()) };
}

function mostRequired(rules: Iterable<readonly RequiredEquality[]>): FieldRef | undefined {
	const counts = new Map<FieldRef, number>();
	for (const equalities of rules) {
		for (const { field } of equalities) counts.set(field, (counts.get(field) ?? 0) + 1);
	}
	let most: FieldRef | undefined;
	for (const [field, count] of counts) if (most === undefined || count > (counts.get(most) ?? 0)) most = field;
	return most;
}

function groupOf(field: FieldRef, rules: ReadonlyMap<number, readonly ByteText[]>): DispatchGroup {
	const places = new Map<ByteText, number[]>();
	for (const [place, values] of rules) {
		for (const value of values) {
			const known = places.get(value);
			if (known === undefined) places.set(value, [place]);
			else known.push(place);
		}
	}
	const candidates = [...places.values()].map((list) => Int32Array.from(list));
	return { field, index: new ByteIndex([...places.keys()]), candidates };
}
