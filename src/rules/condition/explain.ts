import type { EventBatch } from '../fields/batch.ts';
import type { FieldTable } from '../fields/table.ts';
import type { ByteText } from '../values/byte-text.ts';
import type { Condition, Operand } from './ast.ts';
import { type CompileError, compileNode } from './compile.ts';
import { CompileFailure, EvaluationFailure } from './compile-failure.ts';
import type { Evaluate } from './evaluators.ts';
import { type CompileContext, type CompiledOperand, compileOperand, newContext } from './operand.ts';
import { printOperandValue } from './operand-value.ts';
import { printCondition, printOperand } from './print.ts';

/** What a part of a condition was for one event, and why. */
export interface Explanation {
	/** The part in its canonical form. */
	readonly condition: ByteText;
	readonly holds: boolean;
	/** Whether Falco would have evaluated the part: it stops where the rest cannot matter. */
	readonly isReached: boolean;
	/** The operands of a check with their values as printed; `undefined` for a missing value. Empty for other parts. */
	readonly operands: readonly { readonly operand: ByteText; readonly value: ByteText | undefined }[];
	readonly parts: readonly Explanation[];
}

/** Explains a condition for one event of a batch, every part of it, reached or not. */
export type Explain = (batch: EventBatch, event: number) => Explanation;

export type CompiledExplanation = { readonly kind: 'compiled'; readonly explain: Explain } | CompileError;

/** Compiles a condition to its explanation; slower than evaluation, and with the same verdicts. */
export function compileExplanation(ast: Condition, fields: FieldTable): CompiledExplanation {
	const context = newContext(fields);
	try {
		const explainRoot = explainNode(ast, context);
		return { kind: 'compiled', explain: (batch, event) => explainRoot(batch, event, true) };
	} catch (error) {
		if (!(error instanceof CompileFailure)) throw error;
		const { message, at, isUnknownField } = error;
		return { kind: 'error', stage: 'compile', message, at, isUnknownField };
	}
}

type ExplainPart = (batch: EventBatch, event: number, isReached: boolean) => Explanation;

function explainNode(node: Condition, context: CompileContext): ExplainPart {
	const condition = printCondition(node);
	switch (node.kind) {
		case 'and':
		case 'or':
			return explainChain(
				condition,
				node.children.map((child) => explainNode(child, context)),
				node.kind === 'or',
			);
		case 'not': {
			const explainChild = explainNode(node.child, context);
			return (batch, event, isReached) => {
				const child = explainChild(batch, event, isReached);
				return { condition, holds: !child.holds, isReached, operands: [], parts: [child] };
			};
		}
		case 'exists':
		case 'comparison':
		case 'macro': {
			const evaluate = compileNode(node, context);
			const operands = operandsOf(node).map((operand) => ({
				operand: printOperand(operand),
				compiled: compileOperand(operand, context),
			}));
			return (batch, event, isReached) => ({
				condition,
				holds: evaluateSafely(evaluate, batch, event),
				isReached,
				operands: operands.map(({ operand, compiled }) => ({ operand, value: shownValue(compiled, batch, event) })),
				parts: [],
			});
		}
	}
}

/** `decisive` is the verdict of a part that ends the chain: false for `and`, true for `or`. */
function explainChain(condition: ByteText, children: readonly ExplainPart[], decisive: boolean): ExplainPart {
	return (batch, event, isReached) => {
		let isOpen = true;
		const parts = children.map((child) => {
			const part = child(batch, event, isReached && isOpen);
			if (part.holds === decisive) isOpen = false;
			return part;
		});
		return { condition, holds: isOpen !== decisive, isReached, operands: [], parts };
	};
}

function operandsOf(node: Condition): readonly Operand[] {
	if (node.kind === 'exists') return [node.left];
	if (node.kind !== 'comparison') return [];
	return node.right.kind === 'call' ? [node.left, node.right] : [node.left];
}

/** A part that Falco may never reach must not end the explanation. */
function evaluateSafely(evaluate: Evaluate, batch: EventBatch, event: number): boolean {
	try {
		return evaluate(batch, event);
	} catch (error) {
		if (error instanceof EvaluationFailure) return false;
		throw error;
	}
}

function shownValue(operand: CompiledOperand, batch: EventBatch, event: number): ByteText | undefined {
	try {
		return printOperandValue(operand, batch, event);
	} catch (error) {
		if (error instanceof EvaluationFailure) return `<${error.message}>`;
		throw error;
	}
}
