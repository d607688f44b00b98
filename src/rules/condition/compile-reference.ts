import { fromBytes } from '../values/byte-text.ts';
import { compareRanges, rangeContains, rangeContainsFolded, rangeEndsWith, rangeStartsWith } from '../values/bytes.ts';
import { GlobPattern } from '../values/glob.ts';
import type { Call, Comparison, Operand } from './ast.ts';
import type { Comparator } from './comparable.ts';
import { CompileFailure } from './compile-failure.ts';
import type { Evaluate } from './evaluators.ts';
import { type CompileContext, type CompiledOperand, compileOperand } from './operand.ts';
import type { FunctionName } from './operators.ts';
import { type BytesReader, MISSING, type NumberReader, type Reader } from './readers.ts';
import { isAddress, orderTest } from './value-tests.ts';

/** The functions whose values end with a NUL in Falco; it drops the one on the left of a comparison only. */
const ADD_NUL: ReadonlySet<FunctionName> = new Set(['tolower', 'toupper', 'b64', 'basename']);

/**
 * Compiles `left operator val(field)` and `left operator call` (rules facts, section 1.8): both sides must have the
 * same type and both or neither be lists. A missing right side makes every comparison false.
 */
export function compileReference(
	comparison: Comparison,
	left: CompiledOperand,
	comparator: Comparator,
	call: Call,
	context: CompileContext,
): Evaluate {
	const right = compileOperand(call, context);
	if (comparator === 'regex' || comparator === 'pmatch') {
		throw new CompileFailure(
			`filter error: '${comparator}' operator not supported for field-to-field comparisons`,
			context.at,
		);
	}
	if (left.type === 'ipnet') {
		throw new CompileFailure("filter error: fields of type 'ipnet' cannot be compared with other fields", context.at);
	}
	if (left.type !== right.type || left.isList !== right.isList) {
		throw new CompileFailure(
			`filter error: cannot compare ${describe(left)} with ${describe(right)}: the types must be the same`,
			context.at,
		);
	}
	if (joinsText(comparison.left)) {
		context.warnings.push({
			kind: 'divergence',
			message: 'Falco crashes when it evaluates concat() or join() on the left with a field or a call on the right',
			at: comparison.at,
		});
	}
	if (!left.isList && (comparator === 'in' || comparator === 'intersects') && ADD_NUL.has(call.function)) {
		context.warnings.push({
			kind: 'divergence',
			message: `'${comparator}' with ${call.function}() on the right: Falco adds a NUL to its value, so that nothing matches it`,
			at: call.at,
		});
	}
	if (left.isList) return compareLists(left.reader, right.reader, comparator === 'in' ? 'every' : 'some');
	const isEqual = scalarComparison(left, comparator, right.reader);
	return (batch, event) =>
		left.reader.load(batch, event) !== MISSING && right.reader.load(batch, event) !== MISSING && isEqual();
}

/** Compares the values at which the two readers stand. */
function scalarComparison(left: CompiledOperand, comparator: Comparator, right: Reader): () => boolean {
	const { reader } = left;
	const passesOrder = orderTest(comparator);
	if (reader.kind === 'number' && right.kind === 'number') {
		return () => passesOrder(numberOrder(reader, right));
	}
	if (reader.kind === 'number' || right.kind === 'number') throw new Error('operands of one type, kept differently');
	if (left.type === 'ipaddr' && (comparator === '=' || comparator === '!=')) {
		return () => isAddress(reader.start, reader.end) && passesOrder(bytesOrder(reader, right));
	}
	switch (comparator) {
		case 'contains':
			return onRanges(rangeContains, reader, right);
		case 'icontains':
			return onRanges(rangeContainsFolded, reader, right);
		case 'startswith':
			return onRanges(rangeStartsWith, reader, right);
		case 'endswith':
			return onRanges(rangeEndsWith, reader, right);
		case 'glob':
		case 'iglob':
			return globComparison(reader, right, { foldCase: comparator === 'iglob' });
		default:
			return () => passesOrder(bytesOrder(reader, right));
	}
}

function onRanges(test: typeof rangeContains, left: BytesReader, right: BytesReader): () => boolean {
	return () => test(left.bytes, left.start, left.end, right.bytes, right.start, right.end);
}

/** The pattern comes with the event, and is compiled again only when it changes. */
function globComparison(left: BytesReader, right: BytesReader, options: { foldCase: boolean }): () => boolean {
	let text: string | undefined;
	let pattern = new GlobPattern('');
	return () => {
		const next = fromBytes(right.bytes.subarray(right.start, right.end));
		if (next !== text) {
			pattern = new GlobPattern(next, options);
			text = next;
		}
		return pattern.matches(left.bytes, left.start, left.end);
	};
}

/** Every or some element of the left list is in the right list: every one of an empty list of `getopt` is. */
function compareLists(left: Reader, right: Reader, quantifier: 'every' | 'some'): Evaluate {
	const decisive = quantifier === 'some';
	return (batch, event) => {
		const leftCount = left.load(batch, event);
		if (leftCount === MISSING) return false;
		const rightCount = right.load(batch, event);
		if (rightCount === MISSING) return false;
		for (let index = 0; index < leftCount; index++) {
			left.pick(index);
			if (isElement(left, right, rightCount) === decisive) return decisive;
		}
		return !decisive;
	};
}

function isElement(left: Reader, right: Reader, count: number): boolean {
	for (let index = 0; index < count; index++) {
		right.pick(index);
		if (left.kind === 'bytes' && right.kind === 'bytes' && bytesOrder(left, right) === 0) return true;
		if (left.kind === 'number' && right.kind === 'number' && numberOrder(left, right) === 0) return true;
	}
	return false;
}

function bytesOrder(left: BytesReader, right: BytesReader): number {
	return compareRanges(left.bytes, left.start, left.end, right.bytes, right.start, right.end);
}

function numberOrder(left: NumberReader, right: NumberReader): number {
	return left.high === right.high ? left.low - right.low : left.high - right.high;
}

function describe({ type, isList }: CompiledOperand): string {
	return isList ? `a list of ${type}` : `a ${type}`;
}

function joinsText(operand: Operand): boolean {
	if (operand.kind === 'field') return false;
	if (operand.function === 'concat' || operand.function === 'join') return true;
	return operand.arguments.some(
		(argument) => (argument.kind === 'field' || argument.kind === 'call') && joinsText(argument),
	);
}
