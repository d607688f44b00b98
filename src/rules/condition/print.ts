import type { ByteText } from '../values/byte-text.ts';
import type { CallArgument, Condition, Operand, RightSide } from './ast.ts';
import { printValue } from './escapes.ts';

/**
 * The canonical form of a condition, as Falco describes compiled rules and keys its caches (rules facts, section 1.1).
 * Not always parseable again: commas, parentheses and empty strings print as they are. The result is bytes; decode it
 * with `decodeText` to show it.
 */
export function printCondition(condition: Condition): ByteText {
	switch (condition.kind) {
		case 'and':
		case 'or':
			return `(${condition.children.map(printCondition).join(` ${condition.kind} `)})`;
		case 'not':
			return `not ${printCondition(condition.child)}`;
		case 'macro':
			return condition.name;
		case 'exists':
			return `${printOperand(condition.left)} exists`;
		case 'comparison': {
			const { left, operator, modifier, right } = condition;
			const operation = modifier === undefined ? operator : `${operator} ${modifier}`;
			return `${printOperand(left)} ${operation} ${printRight(right)}`;
		}
	}
}

/** The canonical form of a field or a call. */
export function printOperand(operand: Operand): ByteText {
	switch (operand.kind) {
		case 'field':
			return operand.name + printSubscript(operand.argument);
		case 'call':
			return `${operand.function}(${operand.arguments.map(printArgument).join(',')})${printSubscript(operand.subscript)}`;
	}
}

function printArgument(argument: CallArgument): ByteText {
	switch (argument.kind) {
		case 'literal':
			return printValue(argument.text);
		case 'list':
			return `(${argument.items.map(printArgument).join(',')})`;
		default:
			return printOperand(argument);
	}
}

function printRight(right: RightSide): ByteText {
	switch (right.kind) {
		case 'value':
			return printValue(right.text);
		case 'values':
			return `(${right.items.map(printValue).join(', ')})`;
		default:
			return printOperand(right);
	}
}

function printSubscript(argument: ByteText | undefined): ByteText {
	if (argument === undefined) return '';
	return `[${argument === '' ? '""' : printValue(argument)}]`;
}
