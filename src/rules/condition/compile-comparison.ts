import { checkLooksMistaken } from './advice.ts';
import type { Comparison, ConstantList, ConstantValue } from './ast.ts';
import { type Comparator, comparisonFault } from './comparable.ts';
import { CompileFailure } from './compile-failure.ts';
import { compileReference } from './compile-reference.ts';
import { textConstant } from './constants.ts';
import {
	bytesFieldEquals,
	bytesFieldPasses,
	type Evaluate,
	passes,
	type Quantifier,
	type ValueTest,
} from './evaluators.ts';
import { type CompileContext, type CompiledOperand, compileOperand } from './operand.ts';
import type { Modifier } from './operators.ts';
import { constantTest, membershipTest } from './value-tests.ts';

/** Compiles `left operator right`. Throws `CompileFailure` where Falco refuses the types or a constant. */
export function compileComparison(comparison: Comparison, context: CompileContext): Evaluate {
	const { left, right } = comparison;
	const operand = compileOperand(left, context);
	const comparator: Comparator = comparison.operator === '==' ? '=' : comparison.operator;
	const fault = comparisonFault(comparator, operand.type, operand.isList);
	if (fault !== undefined) throw new CompileFailure(fault, context.at);
	if (right.kind === 'call') return compileReference(comparison, operand, comparator, right, context);
	checkLooksMistaken(comparison, operand, right, context);
	return comparison.modifier === undefined
		? compileConstants(operand, comparator, right, context)
		: compileModified(operand, comparator, comparison.modifier, right, context);
}

function compileConstants(
	operand: CompiledOperand,
	comparator: Comparator,
	right: ConstantValue | ConstantList,
	context: CompileContext,
): Evaluate {
	const { field, type, isList } = operand;
	const texts = right.kind === 'values' ? right.items : [right.text];
	switch (comparator) {
		case 'in':
		case 'intersects':
		case 'pmatch': {
			const test = membershipTest(type, comparator, texts, right.at, context);
			return onOperand(operand, test, isList && comparator === 'in' ? 'every' : 'some');
		}
		default: {
			const text = texts[0] ?? '';
			if (comparator === '=' && type === 'string' && field !== undefined) {
				return bytesFieldEquals(field.slot, textConstant(text, right.at));
			}
			return onOperand(operand, constantTest(type, comparator, text, right.at, context), 'some');
		}
	}
}

function onOperand(operand: CompiledOperand, test: ValueTest, quantifier: Quantifier): Evaluate {
	const { field, isList, reader } = operand;
	if (field !== undefined && !isList && test.kind === 'bytes') return bytesFieldPasses(field.slot, test.test);
	return passes(reader, test, quantifier);
}

/** `oneof`: exactly one value of the list fits; `anyof`: at least one; `allof`: all. An empty list fits never. */
function compileModified(
	operand: CompiledOperand,
	comparator: Comparator,
	modifier: Modifier,
	right: ConstantValue | ConstantList,
	context: CompileContext,
): Evaluate {
	const texts = right.kind === 'values' ? right.items : [right.text];
	if (texts.length === 0) return () => false;
	if (modifier === 'anyof' && comparator === '=') {
		// A membership in Falco: unlike `=` it forgives addresses of a wrong length.
		return onOperand(operand, membershipTest(operand.type, 'in', texts, right.at, context), 'some');
	}
	const tests = texts.map((text) => constantTest(operand.type, comparator, text, right.at, context));
	return onOperand(operand, combined(tests, modifier), 'some');
}

function combined(tests: readonly ValueTest[], modifier: Modifier): ValueTest {
	const isEnough = ENOUGH[modifier];
	const onBytes = tests.flatMap((test) => (test.kind === 'bytes' ? [test.test] : []));
	if (onBytes.length > 0) {
		return {
			kind: 'bytes',
			test: (bytes, start, end) => {
				let count = 0;
				for (const test of onBytes) if (test(bytes, start, end)) count++;
				return isEnough(count, onBytes.length);
			},
		};
	}
	const onNumbers = tests.flatMap((test) => (test.kind === 'number' ? [test.test] : []));
	return {
		kind: 'number',
		test: (low, high) => {
			let count = 0;
			for (const test of onNumbers) if (test(low, high)) count++;
			return isEnough(count, onNumbers.length);
		},
	};
}

const ENOUGH: Readonly<Record<Modifier, (count: number, total: number) => boolean>> = {
	oneof: (count) => count === 1,
	anyof: (count) => count > 0,
	allof: (count, total) => count === total,
};
