import type { FieldType } from '../abi/fields.ts';
import { Arena } from '../memory/arena.ts';
import { callId } from '../protocol/call-ids.ts';
import { columnMemory, type Mapped, mapped, type NativeColumn, requestType, valueKind } from './columns.ts';
import { COLUMNS_LAYOUT as AT } from './columns-layout.ts';
import { type FieldCall, fieldCalls } from './field-calls.ts';
import { hostAddress } from './host-library.ts';
import type { Address } from './library.ts';
import type { PostedThread } from './posted-thread.ts';
import { type ColumnScreen, ScreenTable } from './screen-table.ts';

/** Why the collector came back; in the order of `enum nh_collect_stop`, from 1 on. */
export const COLLECT_STOPS = [
	/** As many rows, or as much memory, as there is; or a batch of the plugin whose rows may be asked for more. */
	'full',
	'slice',
	/** The stream has nothing for now, and rows that should not wait. */
	'quiet',
	'limit',
	'interrupted',
	'eof',
	/** FAILURE, NOT_SUPPORTED or a code that is none. */
	'failure',
	/** SUCCESS with no event, which Falco takes for an error. */
	'empty-success',
	/** An event that Falco refuses, at `badIndex` of the batch. */
	'malformed-event',
	'null-batch',
	/** An event of more than 256 MiB. */
	'too-large',
] as const;
export type CollectStop = (typeof COLLECT_STOPS)[number];

/**
 * When a field is extracted: of every event, of events that the values so far leave possible, of events that some rule may
 * match, or of rows that are asked for.
 */
export const STAGES = { all: 0, likely: 1, candidates: 2, demanded: 3 } as const;
export type Stage = keyof typeof STAGES;

/** Which events a plugin wants, as bits: its own kind, async events. */
export const FROM_PLUGIN = 1;
export const FROM_ASYNC = 2;

export interface ExtractorOptions {
	state: Address;
	owner: Address;
	/** Function, and an `ss_plugin_field_extract_input` whose count and fields are filled in. */
	extract?: { extractFields: Address; input: Address; from: number };
	parse?: { parseEvent: Address; input: Address; from: number };
	/** Ask for one field a call from the start, as Falco does. */
	single?: boolean;
}

export interface CollectedField {
	/** The place of its extractor. */
	extractor: number;
	stage: Stage;
	fieldId: number;
	name: string;
	type: FieldType;
	isList: boolean;
	/** `arg_key`, one char a byte. */
	key: string | undefined;
	/** `arg_index`; all ones, or 0 before Falco 0.43, where there is none. */
	index: bigint;
	argPresent: boolean;
}

export interface CollectorOptions {
	stream: {
		state: Address;
		instance: Address;
		nextBatch: Address;
		/** 0 where the plugin has none. */
		eventToString: Address;
		/** Address of the source's name. */
		eventSource: Address;
		pluginId: number;
	};
	extractors: readonly ExtractorOptions[];
	fields: readonly CollectedField[];
	/** What the values of fields of the first two stages leave possible of `all`; `field` is a place in `fields`. */
	screen?: { all: BigUint64Array; columns: readonly (ColumnScreen & { field: number })[] };
	/** Nothing is asked of any event: they are only read and counted. */
	countsOnly?: boolean;
	/** Whether the events of rows are kept (`eventAt`, `demand`). */
	keepsEvents: boolean;
	/** When event_to_string is called, if at all. */
	summaries: Stage | undefined;
	/** Rows at most. */
	rows?: number;
	/** Whether accepted events of the async handler belong to the stream. */
	takesAsync?: boolean;
	/** Values of calls for several fields are compared with single ones: of the first so many, then of every nth. */
	examine?: { first: number; every: number };
	limits?: { events?: number; nanoseconds?: bigint };
}

/** What became of asking an extractor for several fields at once. */
export interface ExtractorReport {
	single: boolean;
	/** The place of the field whose value was another when it was asked alone. */
	different: number | undefined;
	calls: number;
	failures: number;
}

const REQUEST_BYTES = 64;
/** EPF_IS_LIST as libsinsp passes it on. */
const LIST_FLAG = 64;
const ROWS = 2_048;
const MEMORY = 256 << 20;
/** Where a batch ends although there are rows left. */
const SOFT_MEMORY = 8 << 20;
const NAMED_STAGES = 4;
const ALL_STAGES = 5;

/**
 * The loop of `collect.c`: events of a stream as rows of columns. It is prepared once; each run fills the same memory
 * again, so that nothing grows with the number of events.
 */
export class Collector {
	/** By field, valid until the next run. */
	readonly columns: readonly NativeColumn[];
	readonly summaries: NativeColumn;
	/** `evt.num`, the timestamp in nanoseconds, and 1 for async events, by row, as numbers of two words. */
	readonly numbers: Uint32Array;
	readonly times: Uint32Array;
	readonly asyncs: Uint32Array;
	readonly #arena: Arena;
	readonly #collector: number;
	readonly #extractors: number;
	readonly #columns: number;
	readonly #order: readonly number[];
	readonly #copies: Uint8Array;
	readonly #copyAt: Uint32Array;
	readonly #wanted: Mapped;
	readonly #extractorCount: number;

	constructor(options: CollectorOptions) {
		const rows = options.rows ?? ROWS;
		const textBytes = options.fields.reduce((total, { name, key }) => total + 3 * name.length + (key?.length ?? 0), 0);
		const { length } = options.fields;
		const rowBytes = options.screen?.all.byteLength ?? 8;
		this.#arena = new Arena(4 * rowBytes + textBytes + 1024 * (length + options.extractors.length) + (1 << 16));
		this.#extractorCount = options.extractors.length;
		const calls = fieldCalls(
			options.fields.map(({ extractor, fieldId, stage }) => ({ extractor, fieldId, stage: STAGES[stage] })),
			NAMED_STAGES,
		);
		this.#order = calls.flat().flatMap(({ fields }) => fields);
		const places = new Map(this.#order.map((field, place) => [field, place]));

		const values = mapped(MEMORY);
		const bytes = new Uint8Array(values.buffer);
		const copies = mapped(MEMORY);
		this.#copies = new Uint8Array(copies.buffer);
		const perRow = () => mapped(8 * rows);
		const [copyAt, numbers, times, asyncs] = [perRow(), perRow(), perRow(), perRow()];
		this.#copyAt = new Uint32Array(copyAt.buffer);
		this.numbers = new Uint32Array(numbers.buffer);
		this.times = new Uint32Array(times.buffer);
		this.asyncs = new Uint32Array(asyncs.buffer);
		this.#wanted = mapped(rows);

		this.#collector = this.#arena.allocate(AT.collector).offset;
		this.#extractors = this.#placeExtractors(options.extractors);
		this.#columns = this.#arena.allocate(AT.column * length).offset;
		const columns: NativeColumn[] = new Array(length);
		for (const [place, index] of this.#order.entries()) {
			const field = options.fields[index];
			if (field !== undefined)
				columns[index] = this.#placeColumn(this.#columns + place * AT.column, field, rows, bytes);
		}
		this.columns = columns;
		const table = new ScreenTable(options.screen?.columns ?? [], rowBytes / 8);
		const screens = this.#placeScreens(table, options.screen?.columns ?? [], options.fields, places);
		const summaries = columnMemory('string', false, rows, bytes);
		this.summaries = summaries.column;
		this.#setColumn(this.#collector + AT['collector.summaries'], summaries);

		const { stream, limits } = options;
		this.#setAll('collector', this.#collector, {
			state: stream.state,
			instance: stream.instance,
			nextBatch: stream.nextBatch,
			eventToString: stream.eventToString,
			eventSource: stream.eventSource,
			pluginId: BigInt(stream.pluginId),
			extractors: this.#address(this.#extractors),
			numExtractors: BigInt(options.extractors.length),
			parses: options.extractors.some(({ parse }) => parse !== undefined) ? 1n : 0n,
			columns: this.#address(this.#columns),
			stages: this.#placeStages([...calls, joinedCalls(calls, options.fields)], places, screens, options.summaries),
			screenWords: BigInt(options.screen?.all.length ?? 0),
			screenFull: this.#words(options.screen?.all ?? new BigUint64Array(1)),
			screenEmpty: table.empty,
			screenRow: this.#arena.allocate(rowBytes).address,
			screenSum: this.#arena.allocate(2 * rowBytes).address,
			hashes: this.#arena.allocate(8 * length).address,
			arena: values.address,
			arenaSize: BigInt(MEMORY),
			arenaSoft: BigInt(SOFT_MEMORY),
			copies: copies.address,
			copiesSize: BigInt(MEMORY),
			copiesSoft: BigInt(SOFT_MEMORY),
			copiesWanted: options.keepsEvents ? 1n : 0n,
			countsOnly: options.countsOnly === true ? 1n : 0n,
			rowCapacity: BigInt(rows),
			copyAt: copyAt.address,
			numbers: numbers.address,
			times: times.address,
			asyncs: asyncs.address,
			maxEvents: BigInt(limits?.events ?? 0),
			maxNs: limits?.nanoseconds ?? 0n,
			takesAsync: options.takesAsync === true ? 1n : 0n,
			examineFirst: BigInt(options.examine?.first ?? 64),
			examineEvery: BigInt(options.examine?.every ?? 4096),
		});
	}

	/** Rows of the last run. */
	get rows(): number {
		return this.#count('rows');
	}

	/** Events delivered so far, rows or not, async ones too. */
	get events(): number {
		return this.#count('events');
	}

	/** Timestamp of the first event that is not async, in nanoseconds; 0 before there is one. */
	get firstTime(): bigint {
		return this.#get('firstTime');
	}

	/** What the last next_batch returned. */
	get rc(): number {
		return this.#arena.view.getInt32(this.#collector + AT['collector.rc'], true);
	}

	get badIndex(): number {
		return this.#count('badIndex');
	}

	/** Values that were too large to be kept, and async events of which there is no whole copy. */
	get lost(): { values: number; asyncs: number } {
		return { values: this.#count('lostValues'), asyncs: this.#count('lostAsyncs') };
	}

	/**
	 * Goes on with the stream until there is something to do about it.
	 *
	 * @param milliseconds after which it comes back in any case, between two calls of the plugin
	 */
	async run(thread: PostedThread, milliseconds = 0): Promise<CollectStop> {
		this.#setAll('collector', this.#collector, { sliceNs: BigInt(milliseconds) * 1_000_000n });
		const stop = await this.#post(thread, 'nh_collect', [this.#address(this.#collector)]);
		return COLLECT_STOPS[Number(stop) - 1] ?? 'failure';
	}

	/** Fills the fields of the last stage for the rows that are marked by anything but 0; the others get none. */
	async demand(thread: PostedThread, wanted: Uint8Array): Promise<void> {
		new Uint8Array(this.#wanted.buffer).set(wanted.subarray(0, this.rows));
		await this.#post(thread, 'nh_collect_more', [this.#address(this.#collector), this.#wanted.address]);
	}

	/** Makes a run that is under way come back after the call of the plugin that it is in. */
	interrupt(): void {
		const at = this.#collector + AT['collector.interrupt'];
		Atomics.store(new BigUint64Array(this.#arena.view.buffer, this.#arena.view.byteOffset + at, 1), 0, 1n);
	}

	/** The event of a row as the plugin gave it and Falco patched it; valid until the next run. */
	eventAt(row: number): Uint8Array {
		const at = this.#copyAt[2 * row] ?? 0;
		const view = new DataView(this.#copies.buffer, this.#copies.byteOffset + at, 26);
		return this.#copies.subarray(at, at + view.getUint32(16, true));
	}

	/** How batched extraction went, by extractor. */
	reports(): ExtractorReport[] {
		return Array.from({ length: this.#extractorCount }, (_, index) => {
			const at = this.#extractors + index * AT.extractor;
			const member = (name: 'single' | 'different' | 'calls' | 'failures') =>
				Number(this.#arena.view.getBigUint64(at + AT[`extractor.${name}`], true));
			const different = member('different');
			return {
				single: member('single') !== 0,
				different: different === 0 ? undefined : this.#order[different - 1],
				calls: member('calls'),
				failures: member('failures'),
			};
		});
	}

	#post(thread: PostedThread, name: string, args: readonly bigint[]): Promise<bigint> {
		return thread.call(callId('pump'), hostAddress(name), args);
	}

	#placeExtractors(extractors: readonly ExtractorOptions[]): number {
		const { offset } = this.#arena.allocate(AT.extractor * extractors.length);
		for (const [index, { state, owner, extract, parse, single }] of extractors.entries()) {
			this.#setAll('extractor', offset + index * AT.extractor, {
				state,
				owner,
				extractFields: extract?.extractFields ?? 0n,
				extractInput: extract?.input ?? 0n,
				extracts: BigInt(extract?.from ?? 0),
				parseEvent: parse?.parseEvent ?? 0n,
				parseInput: parse?.input ?? 0n,
				parses: BigInt(parse?.from ?? 0),
				single: single === true ? 1n : 0n,
			});
		}
		return offset;
	}

	#placeColumn(at: number, field: CollectedField, rows: number, bytes: Uint8Array): NativeColumn {
		const memory = columnMemory(field.type, field.isList, rows, bytes);
		const { view } = this.#arena;
		view.setUint32(at + 16, field.fieldId, true);
		view.setBigUint64(at + 24, this.#arena.text(field.name).address, true);
		view.setBigUint64(at + 32, field.key === undefined ? 0n : this.#bytes(`${field.key}\0`), true);
		view.setBigUint64(at + 40, field.index, true);
		view.setUint32(at + 48, field.argPresent ? 1 : 0, true);
		view.setUint32(at + 52, requestType(field.type), true);
		view.setUint32(at + 56, field.isList ? LIST_FLAG : 0, true);
		this.#setColumn(at, memory);
		return memory.column;
	}

	#setColumn(at: number, { members }: ReturnType<typeof columnMemory>): void {
		for (const [name, value] of Object.entries(members)) {
			const offset = AT[`column.${name as keyof typeof members}`];
			this.#arena.view.setBigUint64(at + offset, BigInt(value), true);
		}
	}

	/** The screens by the place of their column. */
	#placeScreens(
		table: ScreenTable,
		columns: readonly (ColumnScreen & { field: number })[],
		fields: readonly CollectedField[],
		places: ReadonlyMap<number, number>,
	): ReadonlyMap<number, Address> {
		const screens = new Map<number, Address>();
		for (const screen of columns) {
			const place = places.get(screen.field);
			const field = fields[screen.field];
			if (place === undefined || field === undefined) throw new RangeError(`there is no field ${screen.field}`);
			const address = table.place(screen, place, valueKind(field.type), field.isList);
			screens.set(place, address);
			const at = this.#columns + place * AT.column + AT['column.screen'];
			this.#arena.view.setBigUint64(at, address, true);
		}
		return screens;
	}

	#placeStages(
		stages: readonly (readonly FieldCall[])[],
		places: ReadonlyMap<number, number>,
		screens: ReadonlyMap<number, Address>,
		summaries: Stage | undefined,
	): Address {
		const { offset, address } = this.#arena.allocate(AT.stage * ALL_STAGES);
		for (const [stage, wanted] of stages.entries()) {
			const table = this.#arena.allocate(AT.fieldCall * wanted.length);
			for (const [index, { extractor, fields }] of wanted.entries()) {
				const members = BigUint64Array.from(fields, (field) => BigInt(places.get(field) ?? 0));
				const requests = this.#arena.allocate(REQUEST_BYTES * fields.length);
				members.forEach((place, member) => {
					const from = this.#columns + Number(place) * AT.column + AT['column.request'];
					this.#arena.bytes.copyWithin(requests.offset + member * REQUEST_BYTES, from, from + REQUEST_BYTES);
				});
				this.#setAll('fieldCall', table.offset + index * AT.fieldCall, {
					extractor: BigInt(extractor),
					first: members[0] ?? 0n,
					count: BigInt(fields.length),
					together: BigInt(fields.length),
					requests: requests.address,
					members: this.#words(members),
					screens: this.#words(members.map((place) => screens.get(Number(place)) ?? 0n)),
				});
			}
			this.#setAll('stage', offset + stage * AT.stage, {
				calls: table.address,
				count: BigInt(wanted.length),
				summary: summaries !== undefined && STAGES[summaries] === stage ? 1n : 0n,
			});
		}
		return address;
	}

	#words(words: BigUint64Array): Address {
		return this.#arena.place(new Uint8Array(words.buffer, words.byteOffset, words.byteLength)).address;
	}

	#bytes(text: string): Address {
		return this.#arena.place(Buffer.from(text, 'latin1'), 1).address;
	}

	#setAll<S extends 'collector' | 'extractor' | 'stage' | 'fieldCall'>(
		struct: S,
		at: number,
		values: { readonly [N in MemberOf<S>]?: bigint },
	): void {
		for (const [name, value] of Object.entries(values) as [MemberOf<S>, bigint][]) {
			const offset = (AT as Readonly<Record<string, number>>)[`${struct}.${name}`];
			if (offset === undefined) throw new Error(`no member ${struct}.${name}`);
			this.#arena.view.setBigUint64(at + offset, BigInt.asUintN(64, value), true);
		}
	}

	#address(offset: number): Address {
		return this.#arena.base + BigInt(offset);
	}

	#get(name: MemberOf<'collector'>): bigint {
		return this.#arena.view.getBigUint64(this.#collector + AT[`collector.${name}`], true);
	}

	#count(name: MemberOf<'collector'>): number {
		return Number(this.#get(name));
	}
}

/**
 * The fields of the first two stages as one stage of calls, where that saves a call: one extractor, no field id twice. None
 * elsewhere.
 */
function joinedCalls(stages: readonly (readonly FieldCall[])[], fields: readonly CollectedField[]): FieldCall[] {
	const [all = [], likely = []] = stages;
	const [first] = all;
	const [second] = likely;
	if (all.length !== 1 || likely.length !== 1 || first === undefined || second === undefined) return [];
	const joined = [...first.fields, ...second.fields];
	const ids = new Set(joined.map((field) => fields[field]?.fieldId));
	if (first.extractor !== second.extractor || ids.size < joined.length) return [];
	return [{ extractor: first.extractor, fields: joined }];
}

type MemberOf<S extends string> = keyof typeof AT extends infer Key
	? Key extends `${S}.${infer N}`
		? N
		: never
	: never;
