import { networkContains } from '../values/address.ts';
import { ByteSet } from '../values/byte-set.ts';
import { type ByteText, decodeText } from '../values/byte-text.ts';
import {
	compareRanges,
	rangeContains,
	rangeContainsFolded,
	rangeEndsWith,
	rangeEquals,
	rangeStartsWith,
} from '../values/bytes.ts';
import { GlobPattern } from '../values/glob.ts';
import { NumberSet, toWords, type Words } from '../values/number.ts';
import { PathPrefixes } from '../values/path-prefix.ts';
import { compileRegex } from '../values/regex.ts';
import type { ValueType } from '../values/value-type.ts';
import type { Position } from './ast.ts';
import type { Comparator } from './comparable.ts';
import { CompileFailure, EvaluationFailure } from './compile-failure.ts';
import { addressConstant, networkConstant, numberConstant, textConstant } from './constants.ts';
import type { BytesTest, NumberTest, ValueTest } from './evaluators.ts';
import type { CompileContext } from './operand.ts';

/** The test of a value against one constant. The comparator is known to fit the type. */
export function constantTest(
	type: ValueType,
	comparator: Comparator,
	text: ByteText,
	at: Position,
	context: CompileContext,
): ValueTest {
	switch (type) {
		case 'string':
			return { kind: 'bytes', test: textTest(comparator, text, at) };
		case 'ipaddr': {
			const address = addressConstant(text, at);
			return addressTest(comparator, (bytes, start, end) => rangeEquals(bytes, start, end, address));
		}
		case 'ipnet': {
			const network = networkConstant(text, at, context);
			return addressTest(comparator, (bytes, start, end) => networkContains(network, bytes, start, end));
		}
		default:
			return { kind: 'number', test: numberTest(comparator, toWords(numberConstant(type, text, at, context))) };
	}
}

/** The test of a value against a list of constants, for `in`, `intersects` and `pmatch`. */
export function membershipTest(
	type: ValueType,
	comparator: Comparator,
	texts: readonly ByteText[],
	at: Position,
	context: CompileContext,
): ValueTest {
	switch (type) {
		case 'string': {
			const constants = texts.map((text) => textConstant(text, at));
			if (comparator === 'pmatch') {
				const prefixes = new PathPrefixes(texts);
				return { kind: 'bytes', test: (bytes, start, end) => prefixes.matches(bytes, start, end) };
			}
			return { kind: 'bytes', test: setTest(constants) };
		}
		case 'ipaddr':
			return { kind: 'bytes', test: setTest(texts.map((text) => addressConstant(text, at))) };
		case 'ipnet': {
			const networks = texts.map((text) => networkConstant(text, at, context));
			return {
				kind: 'bytes',
				test: (bytes, start, end) => {
					for (const network of networks) if (networkContains(network, bytes, start, end)) return true;
					return false;
				},
			};
		}
		default: {
			const numbers = new NumberSet(texts.map((text) => numberConstant(type, text, at, context)));
			return { kind: 'number', test: (low, high) => numbers.has(low, high) };
		}
	}
}

function setTest(constants: readonly Uint8Array[]): BytesTest {
	const [only] = constants;
	if (only !== undefined && constants.length === 1) {
		return (bytes, start, end) => rangeEquals(bytes, start, end, only);
	}
	const set = new ByteSet(constants);
	return (bytes, start, end) => set.find(bytes, start, end) >= 0;
}

function textTest(comparator: Comparator, text: ByteText, at: Position): BytesTest {
	const constant = textConstant(text, at);
	const { length } = constant;
	switch (comparator) {
		case '=':
		case 'in':
		case 'intersects':
			return (bytes, start, end) => rangeEquals(bytes, start, end, constant);
		case '!=':
			return (bytes, start, end) => !rangeEquals(bytes, start, end, constant);
		case '<':
		case '<=':
		case '>':
		case '>=': {
			const passesOrder = orderTest(comparator);
			return (bytes, start, end) => passesOrder(compareRanges(bytes, start, end, constant, 0, length));
		}
		case 'contains':
			return (bytes, start, end) => rangeContains(bytes, start, end, constant, 0, length);
		case 'icontains':
			return (bytes, start, end) => rangeContainsFolded(bytes, start, end, constant, 0, length);
		case 'startswith':
			return (bytes, start, end) => rangeStartsWith(bytes, start, end, constant, 0, length);
		case 'endswith':
			return (bytes, start, end) => rangeEndsWith(bytes, start, end, constant, 0, length);
		case 'glob':
		case 'iglob': {
			const pattern = new GlobPattern(text, { foldCase: comparator === 'iglob' });
			return (bytes, start, end) => pattern.matches(bytes, start, end);
		}
		case 'regex': {
			const compiled = compileRegex(text);
			if (compiled.kind === 'error') {
				throw new CompileFailure(`invalid regular expression '${decodeText(text)}': ${compiled.message}`, at);
			}
			const { regex } = compiled;
			return (bytes, start, end) => regex.matches(bytes, start, end);
		}
		default:
			throw new Error(`'${comparator}' has no test against one string`);
	}
}

/** Falco looks at the length of an address for `=` and `!=` only, and ends if it is none. */
function addressTest(comparator: Comparator, isEqual: BytesTest): ValueTest {
	switch (comparator) {
		case '=':
			return { kind: 'bytes', test: (bytes, start, end) => isAddress(start, end) && isEqual(bytes, start, end) };
		case '!=':
			return { kind: 'bytes', test: (bytes, start, end) => isAddress(start, end) && !isEqual(bytes, start, end) };
		default:
			return { kind: 'bytes', test: isEqual };
	}
}

/** True for the length of an address; throws for any other. */
export function isAddress(start: number, end: number): true {
	if (end - start !== 4 && end - start !== 16) throw new EvaluationFailure(end - start);
	return true;
}

function numberTest(comparator: Comparator, constant: Words): NumberTest {
	const { low: constantLow, high: constantHigh } = constant;
	const passesOrder = orderTest(comparator);
	return (low, high) => passesOrder(high === constantHigh ? low - constantLow : high - constantHigh);
}

/** The test of the order of two values (negative, zero, positive) that a comparator stands for. */
export function orderTest(comparator: Comparator): (order: number) => boolean {
	switch (comparator) {
		case '!=':
			return (order) => order !== 0;
		case '<':
			return (order) => order < 0;
		case '<=':
			return (order) => order <= 0;
		case '>':
			return (order) => order > 0;
		case '>=':
			return (order) => order >= 0;
		default:
			return (order) => order === 0;
	}
}
