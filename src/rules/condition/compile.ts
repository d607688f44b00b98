import type { FieldRef } from '../fields/field.ts';
import type { FieldTable } from '../fields/table.ts';
import type { Condition, Position } from './ast.ts';
import { compileComparison } from './compile-comparison.ts';
import { CompileFailure } from './compile-failure.ts';
import { type Evaluate, isPresent } from './evaluators.ts';
import { type CompileContext, compileOperand, newContext } from './operand.ts';
import type { ConditionWarning } from './warning.ts';

/** A condition as a function of events, or why Falco does not load it. */
export type CompiledCondition =
	| {
			readonly kind: 'compiled';
			/**
			 * Whether the condition holds for one event of a batch of the field table. Evaluates from left to right and
			 * stops as soon as it can; allocates nothing, but for `regex` and values that are printed. Throws
			 * `EvaluationFailure` where Falco's process would end. Not to be called from within itself.
			 */
			readonly evaluate: Evaluate;
			/** The fields that it may read, in the order of their first use. */
			readonly reads: readonly FieldRef[];
			readonly warnings: readonly ConditionWarning[];
	  }
	| CompileError;

export interface CompileError {
	readonly kind: 'error';
	readonly stage: 'compile';
	/** In Falco's words, where the facts have them. */
	readonly message: string;
	/** Where in the condition; Falco does not say. */
	readonly at: Position;
	/** Whether it is only that a field is unknown, which `skip-if-unknown-filter` forgives. */
	readonly isUnknownField: boolean;
}

/** Compiles a condition whose macros are resolved for the fields of one event source (rules facts, sections 1.3 to 1.9). */
export function compileCondition(ast: Condition, fields: FieldTable): CompiledCondition {
	const context = newContext(fields);
	try {
		const evaluate = compileNode(ast, context);
		return { kind: 'compiled', evaluate, reads: [...context.reads], warnings: context.warnings };
	} catch (error) {
		if (!(error instanceof CompileFailure)) throw error;
		const { message, at, isUnknownField } = error;
		return { kind: 'error', stage: 'compile', message, at, isUnknownField };
	}
}

/** Compiles a part of a condition. Throws `CompileFailure`. */
export function compileNode(node: Condition, context: CompileContext): Evaluate {
	switch (node.kind) {
		case 'and':
			return allOf(node.children.map((child) => compileNode(child, context)));
		case 'or':
			return anyOf(node.children.map((child) => compileNode(child, context)));
		case 'not': {
			const child = compileNode(node.child, context);
			return (batch, event) => !child(batch, event);
		}
		case 'exists':
			return isPresent(compileOperand(node.left, context).reader);
		case 'comparison':
			return compileComparison(node, context);
		case 'macro':
			throw new CompileFailure(`filter error: unexpected identifier '${node.name}'`, node.at);
	}
}

function allOf(children: readonly Evaluate[]): Evaluate {
	return (batch, event) => {
		for (let index = 0; index < children.length; index++) {
			if (!(children[index] as Evaluate)(batch, event)) return false;
		}
		return true;
	};
}

function anyOf(children: readonly Evaluate[]): Evaluate {
	return (batch, event) => {
		for (let index = 0; index < children.length; index++) {
			if ((children[index] as Evaluate)(batch, event)) return true;
		}
		return false;
	};
}
