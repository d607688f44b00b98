import { Arena } from '../../../harness/memory/arena.ts';
import { Collector, FROM_PLUGIN } from '../../../harness/native/collector.ts';
import { NativeHost } from '../../../harness/native/native-host.ts';
import { Owner } from '../../../harness/native/owner.ts';
import type { Screen } from '../../../src/rules/condition/screen.ts';
import type { FieldClass, FieldRef } from '../../../src/rules/fields/field.ts';
import type { FieldValue, ScalarValue } from '../../../src/rules/fields/memory-batch.ts';
import { toBytes } from '../../../src/rules/values/byte-text.ts';
import type { ValueType } from '../../../src/rules/values/value-type.ts';
import { loaded } from '../harness/native/loaded.ts';

/** What a plugin gives for a field: a value, nothing, a result with a NULL in it, or a failure. */
export type Given = FieldValue | undefined | 'null-text' | 'failure';
export type GivenEvent = Readonly<Record<string, Given>>;

export interface ScreenedEvents {
	/** The events that became rows, by their place. */
	readonly kept: readonly number[];
	/** Fields that the plugin was asked for, in all. */
	readonly asked: number;
	readonly calls: number;
	readonly single: boolean;
}

const CELL = 24;
const RESULT = 16;

const host = NativeHost.start();
const owner = new Owner();
const library = loaded('values');

/** Runs the native loop over events with these values, with the screen before it, as a source does. */
export async function screenEvents(
	screen: Screen,
	owned: FieldClass,
	events: readonly GivenEvent[],
	options: { readonly single?: boolean; readonly writesRequests?: boolean; readonly examineFirst?: number } = {},
): Promise<ScreenedEvents> {
	const arena = new Arena(1 << 20);
	const cells = arena.allocate(CELL * events.length * owned.fields.length);
	events.forEach((event, row) => {
		owned.fields.forEach(({ name, type }, field) => {
			const at = cells.offset + CELL * (row * owned.fields.length + field);
			const { result, length, fails } = cellOf(arena, type, event[name]);
			arena.view.setBigUint64(at, result, true);
			arena.view.setBigUint64(at + 8, BigInt(length), true);
			arena.view.setBigUint64(at + 16, fails ? 1n : 0n, true);
		});
	});
	const state = arena.allocate(48);
	const members = [events.length, owned.fields.length, cells.address, 0, 0, options.writesRequests === true ? 1 : 0];
	members.forEach((member, index) => {
		arena.view.setBigUint64(state.offset + 8 * index, BigInt(member), true);
	});
	const place = (ref: FieldRef) => screen.fields.findIndex(({ field }) => field === ref);
	const collector = new Collector({
		stream: {
			state: state.address,
			instance: 0n,
			nextBatch: library.address('next_batch'),
			eventToString: 0n,
			eventSource: arena.text('values').address,
			pluginId: 999,
		},
		extractors: [
			{
				state: state.address,
				owner: owner.address,
				extract: {
					extractFields: library.address('extract_fields'),
					input: arena.allocate(80).address,
					from: FROM_PLUGIN,
				},
				single: options.single === true,
			},
		],
		fields: screen.fields.map(({ field }) => ({
			extractor: 0,
			stage: place(field) < screen.leading ? 'all' : 'likely',
			fieldId: field.fieldId,
			name: field.definition.name,
			type: field.definition.type,
			isList: field.definition.isList,
			key: undefined,
			index: 0n,
			argPresent: false,
		})),
		screen: {
			all: screen.all,
			columns: screen.fields.map(({ field, ...screened }) => ({ ...screened, field: place(field) })),
		},
		keepsEvents: false,
		summaries: undefined,
		examine: { first: options.examineFirst ?? 4, every: 0 },
	});
	const stop = await collector.run(host.thread);
	if (stop !== 'eof') throw new Error(`the loop stopped with ${stop}`);
	const kept = Array.from({ length: collector.rows }, (_, row) => (collector.numbers[2 * row] ?? 0) - 1);
	const asked = Number(arena.view.getBigUint64(state.offset + 32, true));
	const [report] = collector.reports();
	return { kept, asked, calls: report?.calls ?? 0, single: report?.single === true };
}

interface Cell {
	readonly result: bigint;
	readonly length: number;
	readonly fails: boolean;
}

function cellOf(arena: Arena, type: ValueType, given: Given): Cell {
	if (given === undefined) return { result: 0n, length: 0, fails: false };
	if (given === 'failure') return { result: 0n, length: 0, fails: true };
	const isBytes = type === 'string' || type === 'ipaddr' || type === 'ipnet';
	if (given === 'null-text') {
		// For a number there is no such thing: a result that is none then.
		return { result: isBytes ? arena.allocate(RESULT).address : 0n, length: 1, fails: false };
	}
	const values: readonly ScalarValue[] = Array.isArray(given) ? given : [given as ScalarValue];
	const size = type === 'string' ? 8 : type === 'bool' ? 4 : type === 'ipaddr' || type === 'ipnet' ? RESULT : 8;
	// A value that is not aligned is legal for bytes; numbers are where a plugin of any SDK may have them.
	const { offset, address } = arena.allocate(size * Math.max(values.length, 1), 4);
	values.forEach((value, index) => {
		const at = offset + size * index;
		if (typeof value === 'bigint' || typeof value === 'boolean') {
			const number = BigInt(value);
			if (type === 'bool') arena.view.setUint32(at, Number(number), true);
			else arena.view.setBigUint64(at, BigInt.asUintN(64, number), true);
			return;
		}
		const bytes = typeof value === 'string' ? toBytes(value) : value;
		const placed = arena.place(Uint8Array.of(...bytes, 0), 1).address;
		if (type === 'string') {
			arena.view.setBigUint64(at, placed, true);
		} else {
			arena.view.setUint32(at, bytes.length, true);
			arena.view.setBigUint64(at + 8, placed, true);
		}
	});
	return { result: address, length: values.length, fails: false };
}
