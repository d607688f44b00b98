import type { FieldRequest } from '../abi/field-request.ts';
import type { FieldType } from '../abi/fields.ts';
import { FIELD_TYPES } from '../abi/fields.ts';
import { fencedOutput } from '../memory/fenced-output.ts';
import { type PlacedInput, textBytes } from '../memory/input-placement.ts';
import { POISON } from '../memory/poison.ts';
import { readMemory } from '../memory/safe-read.ts';
import { ownerExtractInput } from '../owner/extract-input.ts';
import type { ExtractedField, Extraction, FieldValue } from '../record.ts';
import { type EventPlace, type GivenEvent, NO_EVENT, placeEvent } from './event-input.ts';
import { asInt, type Plugin } from './plugin.ts';
import { textAt } from './texts.ts';

export type { FieldRequest } from '../abi/field-request.ts';

/** Layout of `ss_plugin_extract_field`. */
const REQUEST_SIZE = 64;
const OFFSET = {
	res: 0,
	resLen: 8,
	fieldId: 16,
	field: 24,
	argKey: 32,
	argIndex: 40,
	argPresent: 48,
	ftype: 52,
	flist: 56,
};
/** Size of `ss_plugin_extract_value_offsets`. */
const OFFSETS_SIZE = 16;
/** Falco's flag for a list in `flist` (EPF_IS_LIST), not 1. */
const LIST_FLAG = 64;
/** Values of one field that are read back; more than this only counts. */
const MAX_VALUES = 4_096;
const MAX_ADDRESS_BYTES = 4_096;

export interface ExtractOptions {
	/** Number that the host gives the event. */
	number: bigint;
	source: string;
	/** Ask for value offsets, as tools other than Falco do (API 3.11). */
	offsets?: boolean;
	/** `arg_index` where no argument is given; that of the chosen Falco by default. */
	absentArgIndex?: bigint;
}

/** extract_fields with poisoned results, and a safe copy of all values. Falco asks for one field a call. */
export async function extractFields(
	plugin: Plugin,
	state: bigint,
	event: GivenEvent,
	requests: readonly FieldRequest[],
	options: ExtractOptions,
): Promise<Extraction> {
	const { arena, inputs, falco } = plugin.surroundings;
	const mark = arena.mark();
	const texts: PlacedInput[] = [];
	const place = (text: string, label: string) => {
		const placed = inputs.place(textBytes(text), label);
		texts.push(placed);
		return placed.address;
	};
	const array = fencedOutput(arena, REQUEST_SIZE * requests.length, REQUEST_SIZE);
	const before: Buffer[] = [];
	for (const [index, request] of requests.entries()) {
		const bytes = requestBytes(request, place, options.absentArgIndex ?? falco.absentArgIndex);
		before.push(bytes);
		array.bytes.set(bytes, index * REQUEST_SIZE);
	}
	const offsets = options.offsets ? fencedOutput(arena, OFFSETS_SIZE, OFFSETS_SIZE) : undefined;
	offsets?.bytes.fill(0);
	const input = ownerExtractInput(plugin, state, requests.length, array.address, offsets?.address ?? 0n);
	const placed = placeEvent(plugin, event, options.number, options.source);
	const start = process.hrtime.bigint();
	const rc = asInt(await plugin.invoke('extract_fields', [state, placed.address, input.address]));
	const elapsedNs = process.hrtime.bigint() - start;
	plugin.ownerOf(state).native.endCall();
	const fields = requests.map((request, index) =>
		readResult(
			request,
			Buffer.from(array.bytes.subarray(index * REQUEST_SIZE, (index + 1) * REQUEST_SIZE)),
			before[index],
			placed.event,
		),
	);
	if (array.overrun()) plugin.noteOverrun({ call: 'extract_fields', output: 'requests' });
	if (offsets?.overrun()) plugin.noteOverrun({ call: 'extract_fields', output: 'value offsets' });
	if (offsets) readOffsets(fields, offsets.bytes);
	placed.release();
	input.release();
	for (const text of texts) text.release();
	arena.reset(mark);
	return { rc, fields, elapsedNs };
}

function requestBytes(
	{ field, argument }: FieldRequest,
	place: (text: string, label: string) => bigint,
	absentIndex: bigint,
): Buffer {
	const bytes = Buffer.alloc(REQUEST_SIZE);
	const index = argument.kind === 'index' || argument.kind === 'index-and-key' ? argument.index : absentIndex;
	const key = argument.kind === 'key' || argument.kind === 'index-and-key' ? place(argument.key, 'arg_key') : 0n;
	bytes.writeBigUInt64LE(POISON.pointer, OFFSET.res);
	bytes.writeBigUInt64LE(POISON.length, OFFSET.resLen);
	bytes.writeUInt32LE(field.id, OFFSET.fieldId);
	bytes.writeBigUInt64LE(place(field.name, 'field name'), OFFSET.field);
	bytes.writeBigUInt64LE(key, OFFSET.argKey);
	bytes.writeBigUInt64LE(index, OFFSET.argIndex);
	bytes.writeUInt32LE(argument.kind === 'none' ? 0 : 1, OFFSET.argPresent);
	bytes.writeUInt32LE(FIELD_TYPES[field.type], OFFSET.ftype);
	bytes.writeUInt32LE(field.isList ? LIST_FLAG : 0, OFFSET.flist);
	return bytes;
}

/** Members of a request that the plugin must leave alone: name, offset, size. */
const INPUT_MEMBERS = [
	['field_id', OFFSET.fieldId, 4],
	['field', OFFSET.field, 8],
	['arg_key', OFFSET.argKey, 8],
	['arg_index', OFFSET.argIndex, 8],
	['arg_present', OFFSET.argPresent, 4],
	['ftype', OFFSET.ftype, 4],
	['flist', OFFSET.flist, 4],
] as const;

function readResult(
	{ field, argument }: FieldRequest,
	after: Buffer,
	before: Buffer | undefined,
	event: EventPlace,
): ExtractedField {
	const res = after.readBigUInt64LE(OFFSET.res);
	const length = after.readBigUInt64LE(OFFSET.resLen);
	const resLen = length === POISON.length ? null : length;
	const resWritten = res !== POISON.pointer;
	const requestChanged = INPUT_MEMBERS.filter(
		([, offset, size]) =>
			before && !after.subarray(offset, offset + size).equals(before.subarray(offset, offset + size)),
	).map(([name]) => name);
	const count = resLen === null ? 0 : Number(resLen > BigInt(MAX_VALUES) ? MAX_VALUES : resLen);
	return {
		fieldId: field.id,
		argument,
		resLen,
		resWritten,
		res,
		values: count === 0 ? [] : resWritten && res !== 0n ? readValues(field.type, res, count, event) : undefined,
		requestChanged,
		offsets: null,
	};
}

/** Reads the values of an extracted field once more, where they were: they hold until the next extraction of the state. */
export function rereadValues({ field }: FieldRequest, { res, resLen, resWritten }: ExtractedField) {
	const count = Math.min(Number(resLen ?? 0n), MAX_VALUES);
	return count === 0 || !resWritten || res === 0n ? [] : readValues(field.type, res, count, NO_EVENT);
}

/** Copies `count` values of a type; undefined where the array is not readable to its end. */
function readValues(type: FieldType, address: bigint, count: number, event: EventPlace): FieldValue[] | undefined {
	switch (type) {
		case 'uint64':
		case 'reltime':
		case 'abstime':
			return each(address, count, 8, (entry) => ({ kind: 'uint64', value: entry.readBigUInt64LE(0) }));
		case 'bool':
			return each(address, count, 4, (entry) => ({ kind: 'bool', value: entry.readUInt32LE(0) }));
		case 'string':
			return each(address, count, 8, (entry) => stringValue(entry.readBigUInt64LE(0), event));
		case 'ipaddr':
		case 'ipnet':
			return each(address, count, 16, (entry) => {
				const length = entry.readUInt32LE(0);
				const read = readMemory(entry.readBigUInt64LE(8), Math.min(length, MAX_ADDRESS_BYTES));
				return { kind: 'bytes', length, bytes: read.kind === 'bytes' ? Buffer.from(read.bytes) : null };
			});
	}
}

/** A string and where it lies. What an unterminated one takes from behind the event changes by chance, and is left out. */
function stringValue(address: bigint, event: EventPlace): FieldValue {
	const text = textAt(address);
	if (address < event.start || address >= event.end) return { kind: 'string', text, place: 'elsewhere' };
	const room = Number(event.end - address);
	if (text.kind !== 'text' || text.latin1.length < room) return { kind: 'string', text, place: 'in-event' };
	return { kind: 'string', text: { kind: 'text', latin1: text.latin1.slice(0, room) }, place: 'past-event' };
}

function each(
	address: bigint,
	count: number,
	stride: number,
	read: (entry: Buffer) => FieldValue,
): FieldValue[] | undefined {
	const array = readMemory(address, count * stride);
	if (array.kind === 'fault') return undefined;
	const bytes = Buffer.from(array.bytes);
	return Array.from({ length: count }, (_, index) => read(bytes.subarray(index * stride, (index + 1) * stride)));
}

function readOffsets(fields: ExtractedField[], struct: Uint8Array): void {
	const pointers = Buffer.from(struct);
	const start = pointers.readBigUInt64LE(0);
	const length = pointers.readBigUInt64LE(8);
	const [first] = fields;
	if (!first) return;
	const wanted = Math.max(fields.length, Number(first.resLen ?? 0n));
	const starts = readNumbers(start, wanted);
	const lengths = readNumbers(length, wanted);
	first.offsets = {
		startWritten: start !== 0n,
		lengthWritten: length !== 0n,
		start: starts,
		length: lengths,
		readable: Math.min(starts.length, lengths.length),
	};
}

function readNumbers(address: bigint, count: number): number[] {
	if (address === 0n) return [];
	const bytes = Buffer.from(readMemory(address, count * 4).bytes);
	return Array.from({ length: Math.floor(bytes.length / 4) }, (_, index) => bytes.readUInt32LE(index * 4));
}
