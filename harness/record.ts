import type { ApiFunction } from './abi/symbols.ts';
import type { AsyncEventRecord, LogRecord, Violation } from './native/records.ts';
import type { ProcessState } from './process-state.ts';
import type { ReturnedText } from './protocol/returned-text.ts';

/** A 32-bit output that a plugin should have written: told apart from the poison that was there before. */
export type WrittenInt = { written: true; value: number } | { written: false };

/** One event of a batch as it was found in the plugin's memory right after next_batch. */
export type EventReading =
	| { kind: 'event'; address: bigint; bytes: Buffer }
	| { kind: 'null' }
	| { kind: 'unreadable'; address: bigint; readable: number };

export interface BatchReading {
	/** Return value as the signed 32-bit number that it is. */
	rc: number;
	count: WrittenInt;
	/** Whether the pointer to the array of events was written. */
	arrayWritten: boolean;
	array: bigint;
	/** Set where the array itself cannot be read: how many of its elements can. */
	arrayUnreadable: { readable: number } | null;
	events: readonly EventReading[];
	elapsedNs: bigint;
}

/** Where a string lies. One `in-event` ends in the event; one `past-event` begins there, and what ends it is not the event's. */
export type StringPlace = 'elsewhere' | 'in-event' | 'past-event';

/** Values of one extracted field, copied; `at` is where the plugin has them. */
export type FieldValue =
	| { kind: 'uint64'; value: bigint }
	| { kind: 'bool'; value: number }
	| { kind: 'string'; text: ReturnedText; place: StringPlace }
	| { kind: 'bytes'; length: number; bytes: Buffer | null };

export interface ExtractedField {
	fieldId: number;
	argument: FieldArgument;
	/** res_len, or null where the plugin left the poison. */
	resLen: bigint | null;
	/** Whether the pointer was written. */
	resWritten: boolean;
	/** Address of the values. */
	res: bigint;
	/** Undefined where the array of values cannot be read. */
	values: readonly FieldValue[] | undefined;
	/** Members of the request other than the result that came back changed. */
	requestChanged: readonly string[];
	offsets: ValueOffsets | null;
}

/** What a plugin told of the place of its values in the event; each array as far as it can be read. */
export interface ValueOffsets {
	startWritten: boolean;
	lengthWritten: boolean;
	start: readonly number[];
	length: readonly number[];
	/** Entries that can be read before the end of the mapping. */
	readable: number;
}

export type FieldArgument =
	| { kind: 'none' }
	| { kind: 'index'; index: bigint }
	| { kind: 'key'; key: string }
	/** A field that takes both, asked with digits: Falco sets both members. */
	| { kind: 'index-and-key'; index: bigint; key: string };

export interface Extraction {
	rc: number;
	fields: readonly ExtractedField[];
	elapsedNs: bigint;
}

export interface InitReading {
	rc: WrittenInt;
	state: bigint;
	/** get_last_error, asked only after a failure. */
	error: ReturnedText | null;
}

export interface OpenReading {
	rc: WrittenInt;
	instance: bigint;
	error: ReturnedText | null;
}

/** One call in the order in which it was made. */
export interface CallNote {
	call: ApiFunction;
	elapsedNs: bigint;
}

export interface CapturedEvent {
	/** Number that the host gave it, from 1. */
	number: bigint;
	bytes: Buffer;
	batch: number;
}

export interface CapturedExtraction {
	event: number;
	extraction: Extraction;
}

/** A function that wrote to memory of the host beside one of its outputs. */
export interface Overrun {
	call: ApiFunction;
	/** An integer of four bytes, the array of requests of extract_fields, or its struct of value offsets. */
	output: 'integer' | 'requests' | 'value offsets';
}

/** What happened in one ordinary life of the plugin inside Falco: the material of all record checks. */
export interface OrdinaryRecord {
	init: InitReading;
	extractEventTypes: EventTypesReading | null;
	parseEventTypes: EventTypesReading | null;
	openParamsList: { rc: WrittenInt; text: ReturnedText } | null;
	schemaVersion: ReturnedText;
	/** Null where the plugin has no event source, or did not get so far. */
	open: OpenReading | null;
	batches: readonly BatchReading[];
	/** How reading ended. */
	end: 'eof' | 'event-limit' | 'time-limit' | 'failure' | 'not-read';
	/** get_last_error after a failed next_batch. */
	endError: ReturnedText | null;
	/** next_batch called again after EOF. */
	afterEof: readonly BatchReading[];
	/** Whether the events are of the plugin's own source, given by the author, or made for want of both. */
	origin: 'source' | 'given' | 'synthetic';
	events: readonly CapturedEvent[];
	/** Events beyond those in `events`, which were counted only. */
	uncaptured: number;
	extractions: readonly CapturedExtraction[];
	parses: readonly { event: number; rc: number }[];
	summaries: readonly { event: number; text: ReturnedText }[];
	progress: readonly { percent: WrittenInt; text: ReturnedText }[];
	/** In the order of their calls: after init, during the batches, after close. */
	metrics: readonly MetricsReading[];
	handlerSet: number | null;
	handlerReset: number | null;
	captureOpen: number | null;
	captureClose: number | null;
	/** Threads of the process before dlopen, after init, after open and after destroy. */
	threads: { before: number; afterInit: number; afterOpen: number; afterDestroy: number };
	/** What of the process a plugin shares with its host, when init had returned and when destroy had. */
	processStates: { afterInit: ProcessState; afterDestroy: ProcessState };
	/** When destroy had returned, in nanoseconds of CLOCK_MONOTONIC. */
	destroyedAt: bigint;
	calls: readonly CallNote[];
	lingerMs: number;
	/** What it logged, and what threads that it left behind logged after destroy; the first thousand. */
	logs: readonly LogRecord[];
	/** What the plugin did to its owner that no host allows; the first thousand. */
	violations: readonly Violation[];
	/** What it sent to the async handler; the first thousand. */
	asyncEvents: readonly AsyncEventRecord[];
	/** Where functions wrote beyond their outputs. */
	overruns: readonly Overrun[];
}

export interface EventTypesReading {
	count: WrittenInt;
	array: bigint;
	/** Undefined where fewer than `count` entries can be read. */
	types: readonly number[] | undefined;
	readable: number;
}

export interface MetricReading {
	name: ReturnedText;
	type: number;
	valueType: number;
	value: bigint;
}

export interface MetricsReading {
	count: WrittenInt;
	array: bigint;
	metrics: readonly MetricReading[] | undefined;
}
