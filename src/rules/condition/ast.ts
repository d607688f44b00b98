import type { ByteText } from '../values/byte-text.ts';
import type { BinaryOperator, FunctionName, Modifier } from './operators.ts';

/** A place in a condition as Falco counts it: byte offset from 0, line and column (in bytes) from 1. */
export interface Position {
	readonly offset: number;
	readonly line: number;
	readonly column: number;
}

/** A parsed condition. Groups in parentheses are nodes of their own where they hold an `and` or an `or`. */
export type Condition =
	| { readonly kind: 'and'; readonly children: readonly Condition[]; readonly at: Position }
	| { readonly kind: 'or'; readonly children: readonly Condition[]; readonly at: Position }
	| { readonly kind: 'not'; readonly child: Condition; readonly at: Position }
	| MacroReference
	| Check;

/** A test of one operand: the leaves of a condition once its macros are resolved. */
export type Check = ExistsCheck | Comparison;

/** A macro's name, to be replaced by the macro's condition before anything is compiled. */
export interface MacroReference {
	readonly kind: 'macro';
	readonly name: string;
	readonly at: Position;
}

/** `left exists`. */
export interface ExistsCheck {
	readonly kind: 'exists';
	readonly left: Operand;
	readonly at: Position;
}

/** `left operator [modifier] right`. */
export interface Comparison {
	readonly kind: 'comparison';
	readonly left: Operand;
	/** As written: `==` and `=` mean the same and print differently. */
	readonly operator: BinaryOperator;
	readonly modifier: Modifier | undefined;
	readonly right: RightSide;
	readonly at: Position;
}

/** What can stand left of an operator: a field, or a call on fields. */
export type Operand = FieldReference | Call;

/** `name` or `name[argument]`; an empty argument is an argument. */
export interface FieldReference {
	readonly kind: 'field';
	readonly name: string;
	readonly argument: ByteText | undefined;
	readonly at: Position;
}

/** `function(arguments)` or `function(arguments)[subscript]`. */
export interface Call {
	readonly kind: 'call';
	readonly function: FunctionName;
	readonly arguments: readonly CallArgument[];
	readonly subscript: ByteText | undefined;
	readonly at: Position;
}

export type CallArgument = Operand | Literal | ArgumentList;

/** A constant in a call, numbers included: they are kept as text. */
export interface Literal {
	readonly kind: 'literal';
	readonly text: ByteText;
	readonly at: Position;
}

/** A parenthesised list in a call. */
export interface ArgumentList {
	readonly kind: 'list';
	readonly items: readonly (Operand | Literal)[];
	readonly at: Position;
}

/** What can stand right of an operator. */
export type RightSide = Call | ConstantValue | ConstantList;

export interface ConstantValue {
	readonly kind: 'value';
	readonly text: ByteText;
	readonly at: Position;
}

export interface ConstantList {
	readonly kind: 'values';
	readonly items: readonly ByteText[];
	readonly at: Position;
}
