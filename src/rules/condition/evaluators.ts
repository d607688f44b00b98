import { bytesColumn, type EventBatch } from '../fields/batch.ts';
import type { BytesReader, NumberReader, Reader } from './readers.ts';
import { MISSING } from './readers.ts';

/** Whether a condition holds for an event of a batch. */
export type Evaluate = (batch: EventBatch, event: number) => boolean;

/** A test of one value that is bytes, in the range `[start, end)`. */
export type BytesTest = (bytes: Uint8Array, start: number, end: number) => boolean;

/** A test of one 64-bit number, by its halves. */
export type NumberTest = (low: number, high: number) => boolean;

/** A test of the values of one kind of reader. */
export type ValueTest =
	| { readonly kind: 'bytes'; readonly test: BytesTest }
	| { readonly kind: 'number'; readonly test: NumberTest };

/** Which of the elements of a list must pass. A scalar is a list of one. */
export type Quantifier = 'every' | 'some';

/** The operand has a value; getopt's empty list counts as one. */
export function isPresent(reader: Reader): Evaluate {
	return (batch, event) => reader.load(batch, event) !== MISSING;
}

/** The operand's values pass the test. A missing value passes none; every value of an empty list of `getopt` does. */
export function passes(reader: Reader, test: ValueTest, quantifier: Quantifier): Evaluate {
	if (reader.kind === 'bytes' && test.kind === 'bytes') return bytesPass(reader, test.test, quantifier);
	if (reader.kind === 'number' && test.kind === 'number') return numbersPass(reader, test.test, quantifier);
	throw new Error(`a ${test.kind} test for a ${reader.kind} reader`);
}

/** `passes` for a scalar field of bytes, without a reader between the column and the test. */
export function bytesFieldPasses(slot: number, test: BytesTest): Evaluate {
	return (batch, event) => {
		const column = bytesColumn(batch, slot);
		return (
			column.present[event] !== 0 && test(column.bytes, column.starts[event] as number, column.ends[event] as number)
		);
	};
}

/** A scalar field of bytes is exactly this constant: the commonest check by far. */
export function bytesFieldEquals(slot: number, constant: Uint8Array): Evaluate {
	const { length } = constant;
	return (batch, event) => {
		const column = bytesColumn(batch, slot);
		const start = column.starts[event] as number;
		if (column.present[event] === 0 || (column.ends[event] as number) - start !== length) return false;
		const { bytes } = column;
		for (let index = 0; index < length; index++) {
			if (bytes[start + index] !== constant[index]) return false;
		}
		return true;
	};
}

function bytesPass(reader: BytesReader, test: BytesTest, quantifier: Quantifier): Evaluate {
	const decisive = quantifier === 'some';
	return (batch, event) => {
		const count = reader.load(batch, event);
		if (count === MISSING) return false;
		if (count === 1) return test(reader.bytes, reader.start, reader.end);
		for (let index = 0; index < count; index++) {
			reader.pick(index);
			if (test(reader.bytes, reader.start, reader.end) === decisive) return decisive;
		}
		return !decisive;
	};
}

function numbersPass(reader: NumberReader, test: NumberTest, quantifier: Quantifier): Evaluate {
	const decisive = quantifier === 'some';
	return (batch, event) => {
		const count = reader.load(batch, event);
		if (count === MISSING) return false;
		if (count === 1) return test(reader.low, reader.high);
		for (let index = 0; index < count; index++) {
			reader.pick(index);
			if (test(reader.low, reader.high) === decisive) return decisive;
		}
		return !decisive;
	};
}
