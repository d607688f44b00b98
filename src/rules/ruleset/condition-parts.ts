import type { Check, Condition, FieldReference, Operand } from '../condition/ast.ts';

/** The leaves of a condition, from left to right. */
export function checksIn(condition: Condition): Check[] {
	switch (condition.kind) {
		case 'and':
		case 'or':
			return condition.children.flatMap(checksIn);
		case 'not':
			return checksIn(condition.child);
		case 'macro':
			return [];
		default:
			return [condition];
	}
}

/** All fields in an operand, from left to right. */
export function fieldsIn(operand: Operand): FieldReference[] {
	if (operand.kind === 'field') return [operand];
	return operand.arguments.flatMap((argument) => {
		switch (argument.kind) {
			case 'literal':
				return [];
			case 'list':
				return argument.items.flatMap((item) => (item.kind === 'literal' ? [] : fieldsIn(item)));
			default:
				return fieldsIn(argument);
		}
	});
}
