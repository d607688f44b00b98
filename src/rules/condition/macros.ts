import type { Condition, MacroReference } from './ast.ts';

/** A condition without macros, or the first name that nothing stands for. */
export type ResolvedCondition =
	| { readonly kind: 'resolved'; readonly ast: Condition }
	| { readonly kind: 'unknown'; readonly macro: MacroReference };

/** Every use of a macro in a condition, in order. */
export function macrosIn(condition: Condition): MacroReference[] {
	switch (condition.kind) {
		case 'and':
		case 'or':
			return condition.children.flatMap(macrosIn);
		case 'not':
			return macrosIn(condition.child);
		case 'macro':
			return [condition];
		default:
			return [];
	}
}

/**
 * Replaces macro names by the conditions that they stand for, each a node of its own as if in parentheses. `lookup`
 * decides visibility and gives conditions that are resolved already; a loop is for it to refuse.
 */
export function resolveMacros(
	condition: Condition,
	lookup: (macro: MacroReference) => Condition | undefined,
): ResolvedCondition {
	const unknown = macrosIn(condition).find((macro) => lookup(macro) === undefined);
	return unknown === undefined
		? { kind: 'resolved', ast: replace(condition, lookup) }
		: { kind: 'unknown', macro: unknown };
}

function replace(condition: Condition, lookup: (macro: MacroReference) => Condition | undefined): Condition {
	switch (condition.kind) {
		case 'and':
		case 'or':
			return { ...condition, children: condition.children.map((child) => replace(child, lookup)) };
		case 'not':
			return { ...condition, child: replace(condition.child, lookup) };
		case 'macro':
			return lookup(condition) ?? condition;
		default:
			return condition;
	}
}
