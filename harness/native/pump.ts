import { Arena } from '../memory/arena.ts';
import { callId } from '../protocol/call-ids.ts';
import { hostAddress } from './host-library.ts';
import { NATIVE_LAYOUT as AT } from './layout.ts';
import type { Address } from './library.ts';
import type { PostedThread } from './posted-thread.ts';

/** Why the pump came back; in the order of `enum nh_pump_stop`, from 1 on. */
export const PUMP_STOPS = [
	'events',
	'time',
	'eof',
	/** FAILURE, NOT_SUPPORTED or a code that is none. */
	'failure',
	/** SUCCESS with no event, which Falco takes for an error. */
	'empty-success',
	/** An event that Falco refuses (wrong type, parameters or plugin id), at `badIndex` of the batch. */
	'malformed-event',
	/** `maxIdle` timeouts one after the other. */
	'idle',
	/** Events counted, and no array of them. */
	'null-batch',
] as const;
export type PumpStop = (typeof PUMP_STOPS)[number];

/** One field that the pump asks of every event: `ss_plugin_extract_field` as Falco prepares it. */
export interface FieldRequest {
	fieldId: number;
	/** Address of the field's name, NUL-terminated. */
	field: Address;
	/** Address of the key of the argument, or 0. */
	argKey: Address;
	argIndex: bigint;
	argPresent: boolean;
	/** ftype of the field. */
	type: number;
	isList: boolean;
}

export interface PumpOptions {
	state: Address;
	instance: Address;
	nextBatch: Address;
	/** Plugin id of the source; 0 when the plugin has none. */
	pluginId: number;
	/** Address of the source's name. */
	eventSource: Address;
	owner: Address;
	/** Called for each event, before extraction. */
	parse?: { parseEvent: Address; input: Address };
	/** `input` is an `ss_plugin_field_extract_input`; its count and its fields are filled in. */
	extract?: {
		extractFields: Address;
		input: Address;
		requests: readonly FieldRequest[];
		/** 1, the default, is what libsinsp does. */
		fieldsPerCall?: number;
	};
	/** Every nth call is timed, up to `capacity` times: clocks cost, so not in a run whose throughput counts. */
	samples?: { of: 'next_batch' | 'extract_fields'; every: number; capacity: number };
}

/** When a run ends at the latest; no limit where nothing is said. */
export interface PumpLimits {
	events?: number;
	/** Checked after each batch. */
	nanoseconds?: number;
	/** Timeouts one after the other. */
	idle?: number;
}

/** Sums over all runs of a pump so far. */
export interface PumpResult {
	stop: PumpStop;
	/** What the last next_batch returned. */
	rc: number;
	calls: number;
	/** Batches that had events. */
	batches: number;
	events: number;
	/** Of whole events, as their headers say. */
	bytes: number;
	timeouts: number;
	batchMin: number;
	batchMax: number;
	extractCalls: number;
	/** Sum of res_len. */
	values: number;
	/** Calls of extract_fields that did not return SUCCESS. */
	refused: number;
	parseFailures: number;
	badIndex: number;
	elapsedNs: number;
	/** Nanoseconds a call. */
	samples: readonly number[];
}

const REQUEST_BYTES = 64;
/** EPF_IS_LIST as libsinsp passes it on. */
const LIST_FLAG = 64;

/** The loop over next_batch in C (harness/native/pump.c): prepared once, run in one or more pieces on the plugin thread. */
export class Pump {
	readonly #arena: Arena;
	readonly #pump: number;
	readonly #samples: number;

	constructor(options: PumpOptions) {
		const requests = options.extract?.requests ?? [];
		const capacity = options.samples?.capacity ?? 0;
		this.#arena = new Arena(AT.pump + 2 * REQUEST_BYTES * requests.length + 8 * capacity + 4096);
		this.#pump = this.#arena.allocate(AT.pump).offset;
		const prepared = this.#arena.allocate(REQUEST_BYTES * requests.length);
		const scratch = this.#arena.allocate(REQUEST_BYTES * requests.length);
		const samples = this.#arena.allocate(8 * capacity);
		this.#samples = samples.offset;
		for (const [i, request] of requests.entries()) this.#prepare(prepared.offset + i * REQUEST_BYTES, request);
		this.#set('pump.state', options.state);
		this.#set('pump.instance', options.instance);
		this.#set('pump.nextBatch', options.nextBatch);
		this.#set('pump.extractFields', options.extract?.extractFields ?? 0n);
		this.#set('pump.extractInput', options.extract?.input ?? 0n);
		this.#set('pump.parseEvent', options.parse?.parseEvent ?? 0n);
		this.#set('pump.parseInput', options.parse?.input ?? 0n);
		this.#set('pump.owner', options.owner);
		this.#set('pump.requests', prepared.address);
		this.#set('pump.scratch', scratch.address);
		this.#set('pump.eventSource', options.eventSource);
		this.#set('pump.samples', samples.address);
		this.#set('pump.sampleCapacity', BigInt(capacity));
		const view = this.#arena.view;
		view.setUint32(this.#pump + AT['pump.numRequests'], requests.length, true);
		view.setUint32(this.#pump + AT['pump.fieldsPerCall'], options.extract?.fieldsPerCall ?? 1, true);
		view.setUint32(this.#pump + AT['pump.pluginId'], options.pluginId, true);
		view.setUint32(this.#pump + AT['pump.sampleEvery'], options.samples?.every ?? 0, true);
		view.setUint32(this.#pump + AT['pump.sampleWhat'], options.samples?.of === 'extract_fields' ? 1 : 0, true);
	}

	/** Runs until a limit, the end, or something that Falco would stop at. */
	async run(thread: PostedThread, limits: PumpLimits): Promise<PumpResult> {
		const already = this.#count('pump.events');
		this.#set('pump.maxEvents', limits.events === undefined ? 0n : BigInt(already + limits.events));
		this.#set('pump.maxNs', BigInt(limits.nanoseconds ?? 0));
		this.#set('pump.maxIdle', BigInt(limits.idle ?? 0));
		await thread.call(callId('pump'), hostAddress('nh_pump_run'), [this.#arena.base + BigInt(this.#pump)]);
		return this.#result();
	}

	#prepare(at: number, request: FieldRequest): void {
		const view = this.#arena.view;
		view.setUint32(at + 16, request.fieldId, true);
		view.setBigUint64(at + 24, request.field, true);
		view.setBigUint64(at + 32, request.argKey, true);
		view.setBigUint64(at + 40, request.argIndex, true);
		view.setUint32(at + 48, request.argPresent ? 1 : 0, true);
		view.setUint32(at + 52, request.type, true);
		view.setUint32(at + 56, request.isList ? LIST_FLAG : 0, true);
	}

	#set(field: keyof typeof AT, value: bigint): void {
		this.#arena.view.setBigUint64(this.#pump + AT[field], value, true);
	}

	#count(field: keyof typeof AT): number {
		return Number(this.#arena.view.getBigUint64(this.#pump + AT[field], true));
	}

	#result(): PumpResult {
		const view = this.#arena.view;
		const taken = this.#count('pump.samplesTaken');
		return {
			stop: PUMP_STOPS[view.getUint32(this.#pump + AT['pump.stop'], true) - 1] ?? 'failure',
			rc: view.getInt32(this.#pump + AT['pump.rc'], true),
			calls: this.#count('pump.calls'),
			batches: this.#count('pump.batches'),
			events: this.#count('pump.events'),
			bytes: this.#count('pump.bytes'),
			timeouts: this.#count('pump.timeouts'),
			batchMin: this.#count('pump.batchMin'),
			batchMax: this.#count('pump.batchMax'),
			extractCalls: this.#count('pump.extractCalls'),
			values: this.#count('pump.values'),
			refused: this.#count('pump.refused'),
			parseFailures: this.#count('pump.parseFailures'),
			badIndex: this.#count('pump.badIndex'),
			elapsedNs: this.#count('pump.elapsedNs'),
			samples: Array.from({ length: taken }, (_, i) => Number(view.getBigUint64(this.#samples + 8 * i, true))),
		};
	}
}
