import type { ByteText } from '../values/byte-text.ts';
import type { ValueType } from '../values/value-type.ts';
import type { BytesColumn, EventBatch, FieldColumn, NumberColumn } from './batch.ts';
import type { FieldRef } from './field.ts';

/** A value as a plugin gives it: text or address bytes, a number, or a truth value (as a number where it is neither). */
export type ScalarValue = ByteText | Uint8Array | bigint | boolean;
export type FieldValue = ScalarValue | readonly ScalarValue[];

/** What one event has in a field; `undefined` where it has nothing. */
export type EventValues = (ref: FieldRef) => FieldValue | undefined;

/** A batch of events in memory, for tests and for values that were extracted one by one. */
export function memoryBatch(refs: readonly FieldRef[], events: readonly EventValues[]): EventBatch {
	return {
		size: events.length,
		columns: refs.map((ref) =>
			memoryColumn(
				ref,
				events.map((values) => values(ref)),
			),
		),
	};
}

/** The column of a field from its values, one per event. */
export function memoryColumn(ref: FieldRef, values: readonly (FieldValue | undefined)[]): FieldColumn {
	const { type, isList } = ref.definition;
	if (!isList) return scalarColumn(type, values.map(onlyScalar));
	const lists = values.map((value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]));
	const offsets = new Uint32Array(lists.length + 1);
	lists.forEach((list, event) => {
		offsets[event + 1] = (offsets[event] ?? 0) + list.length;
	});
	return { kind: 'list', offsets, elements: scalarColumn(type, lists.flat()) };
}

function onlyScalar(value: FieldValue | undefined): ScalarValue | undefined {
	if (Array.isArray(value)) throw new TypeError('a list for a field that is none');
	return value as ScalarValue | undefined;
}

function scalarColumn(type: ValueType, values: readonly (ScalarValue | undefined)[]): BytesColumn | NumberColumn {
	const present = Uint8Array.from(values, (value) => (value === undefined ? 0 : 1));
	switch (type) {
		case 'string':
		case 'ipaddr':
		case 'ipnet':
			return { kind: 'bytes', present, ...packed(values.map(asBytes)) };
		case 'uint64':
		case 'reltime':
		case 'abstime':
		case 'bool': {
			const words = new Uint32Array(values.length * 2);
			values.forEach((value, index) => {
				const number = asNumber(value);
				words[2 * index] = Number(number & 0xffff_ffffn);
				words[2 * index + 1] = Number(number >> 32n);
			});
			return { kind: 'number', present, words };
		}
	}
}

function packed(chunks: readonly Uint8Array[]): Pick<BytesColumn, 'bytes' | 'starts' | 'ends'> {
	const bytes = new Uint8Array(chunks.reduce((total, chunk) => total + chunk.length, 0));
	const starts = new Uint32Array(chunks.length);
	const ends = new Uint32Array(chunks.length);
	let end = 0;
	chunks.forEach((chunk, index) => {
		bytes.set(chunk, end);
		starts[index] = end;
		end += chunk.length;
		ends[index] = end;
	});
	return { bytes, starts, ends };
}

function asBytes(value: ScalarValue | undefined): Uint8Array {
	if (value === undefined) return new Uint8Array();
	if (value instanceof Uint8Array) return value;
	if (typeof value === 'string') return Uint8Array.from(value, (byte) => byte.charCodeAt(0));
	throw new TypeError(`bytes expected, ${typeof value} found`);
}

function asNumber(value: ScalarValue | undefined): bigint {
	if (value === undefined) return 0n;
	if (typeof value === 'bigint') return BigInt.asUintN(64, value);
	if (typeof value === 'boolean') return value ? 1n : 0n;
	throw new TypeError(`a number expected, ${typeof value} found`);
}
