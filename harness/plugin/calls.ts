import type { FieldRequest } from '../abi/field-request.ts';
import type { ApiFunction, Capability } from '../abi/symbols.ts';
import { churnHeap } from '../memory/heap-churn.ts';
import { readPointerArray } from '../memory/safe-read.ts';
import { churnStack } from '../memory/stack-churn.ts';
import type { PumpResult } from '../native/pump.ts';
import type { AsyncEventRecord, LogRecord, Violation } from '../native/records.ts';
import type { Owner } from '../owner/owner.ts';
import type { ReturnedText } from '../protocol/returned-text.ts';
import type {
	BatchReading,
	EventReading,
	EventTypesReading,
	ExtractedField,
	Extraction,
	FieldValue,
	InitReading,
	MetricsReading,
	OpenReading,
	WrittenInt,
} from '../record.ts';
import { dumpState, setAsyncHandler } from './async.ts';
import { setConfig } from './config.ts';
import type { GivenEvent } from './event-input.ts';
import { eventTypes } from './event-types.ts';
import { type ExtractOptions, extractFields, rereadValues } from './extract.ts';
import { destroy, init, lastError } from './init.ts';
import { notifyCapture } from './listen.ts';
import { getMetrics } from './metrics.ts';
import { parseEvent } from './parse.ts';
import type { CallUnderWay, Plugin } from './plugin.ts';
import { type PumpReading, pumpEvents } from './pump.ts';
import { type RoutinePool, runRoutines } from './routines.ts';
import { close, getProgress, listOpenParams, nextBatch, open, openUnasked, readEvent } from './source.ts';
import { eventToString } from './summary.ts';
import { PluginTableCalls } from './table.ts';
import { callForAddress, callForText, type TextWithAddress, textAt } from './texts.ts';

/**
 * The functions of a loaded plugin as methods: what live checks call. Checks know only this type, so that the catalogue can
 * be read in the parent without any code that could load a library.
 */
export class PluginCalls {
	/** Another one after the library was loaded anew. */
	plugin: Plugin;

	constructor(plugin: Plugin) {
		this.plugin = plugin;
	}

	has(capability: Capability): boolean {
		return this.plugin.has(capability);
	}

	exports(name: ApiFunction): boolean {
		return this.plugin.exports(name);
	}

	text(name: ApiFunction, args: readonly bigint[] = []): Promise<ReturnedText> {
		return callForText(this.plugin, name, args);
	}

	/** The same functions, called on another thread of the host. */
	onThread(name: string): PluginCalls {
		return new PluginCalls(this.plugin.on(this.plugin.surroundings.host.createThread(name)));
	}

	/** Calls a function that returns a text, and says where the plugin has it. */
	textWithAddress(name: ApiFunction, args: readonly bigint[] = []): Promise<TextWithAddress> {
		return callForAddress(this.plugin, name, args);
	}

	textAt(address: bigint): ReturnedText {
		return textAt(address);
	}

	/** The events of a batch, read once more where they were. */
	rereadBatch(batch: BatchReading): EventReading[] {
		return readPointerArray(batch.array, batch.events.length).pointers.map(readEvent);
	}

	/** The values of a field, read once more where they were; undefined where they cannot be read any more. */
	rereadValues(request: FieldRequest, extracted: ExtractedField): readonly FieldValue[] | undefined {
		return rereadValues(request, extracted);
	}

	/** Takes, overwrites and gives back heap memory on the plugin's thread, so that what was freed does not keep its bytes. */
	churnHeap(sizes: readonly number[]): Promise<void> {
		return churnHeap(this.plugin.surroundings.thread, sizes);
	}

	/** Overwrites what calls that have returned left on the stack of the plugin's thread. */
	churnStack(): Promise<void> {
		return churnStack(this.plugin.surroundings.thread);
	}

	/** The call that has not come back yet; undefined between calls. */
	underWay(): CallUnderWay | undefined {
		return this.plugin.underWay();
	}

	/** Places an event for good, as in a host whose events outlive a call: a plugin may return values that point into it. */
	keepEvent(bytes: Uint8Array): { at: bigint } {
		return { at: this.plugin.surroundings.arena.place(bytes, 16).address };
	}

	/** What the plugin did to its owner that no host allows, since the last time this was asked. */
	violations(): Violation[] {
		return this.plugin.surroundings.host.violations();
	}

	/** What the plugin sent to its async handler or dumped, since the last time this was asked. */
	asyncEvents(): AsyncEventRecord[] {
		return this.plugin.surroundings.host.asyncEvents();
	}

	/** The tables that a state registered, with the number of the type of their keys. */
	ownTables(state: bigint): { name: string; keyType: number; table: PluginTableCalls }[] {
		const { registry } = this.plugin.ownerOf(state);
		return registry.pluginTables().flatMap(({ name, keyType }) => {
			const table = registry.pluginTable(name);
			return table ? [{ name, keyType, table: new PluginTableCalls(this.plugin, table) }] : [];
		});
	}

	/** Runs the routines that a state subscribes, until the pool is stopped. */
	runRoutines(state: bigint): RoutinePool {
		return runRoutines(this.plugin, state);
	}

	/** The emulated Falco of a state. */
	ownerOf(state: bigint): Owner {
		return this.plugin.ownerOf(state);
	}

	/** The emulated Falco that the next init is given, to be prepared for it. */
	nextOwner(): Owner {
		return this.plugin.surroundings.owners.next();
	}

	/** What the plugin logged, since the last time this was asked. */
	logs(): LogRecord[] {
		return this.plugin.surroundings.host.logs();
	}

	/** Reads events in a loop in C, without looking at them; see harness/native/pump.ts. */
	pump(state: bigint, instance: bigint, options: PumpReading): Promise<PumpResult> {
		return pumpEvents(this.plugin, state, instance, options);
	}

	init(config: string | Uint8Array): Promise<InitReading> {
		return init(this.plugin, config);
	}

	destroy(state: bigint): Promise<void> {
		return destroy(this.plugin, state);
	}

	lastError(state: bigint): Promise<ReturnedText> {
		return lastError(this.plugin, state);
	}

	setConfig(state: bigint, config: string | Uint8Array): Promise<number> {
		return setConfig(this.plugin, state, config);
	}

	getMetrics(state: bigint): Promise<MetricsReading | null> {
		return getMetrics(this.plugin, state);
	}

	open(state: bigint, params: string | Uint8Array): Promise<OpenReading> {
		return open(this.plugin, state, params);
	}

	/** open, without asking for the text of a failure. */
	openUnasked(state: bigint, params: string): Promise<OpenReading> {
		return openUnasked(this.plugin, state, params);
	}

	close(state: bigint, instance: bigint): Promise<void> {
		return close(this.plugin, state, instance);
	}

	nextBatch(state: bigint, instance: bigint): Promise<BatchReading> {
		return nextBatch(this.plugin, state, instance);
	}

	listOpenParams(state: bigint): Promise<{ rc: WrittenInt; text: ReturnedText } | null> {
		return listOpenParams(this.plugin, state);
	}

	getProgress(state: bigint, instance: bigint): Promise<{ percent: WrittenInt; text: ReturnedText } | null> {
		return getProgress(this.plugin, state, instance);
	}

	eventToString(state: bigint, event: Uint8Array, number: bigint, source: string): Promise<ReturnedText | null> {
		return eventToString(this.plugin, state, event, number, source);
	}

	extract(
		state: bigint,
		event: GivenEvent,
		requests: readonly FieldRequest[],
		options: ExtractOptions,
	): Promise<Extraction> {
		return extractFields(this.plugin, state, event, requests, options);
	}

	parse(state: bigint, event: Uint8Array, number: bigint, source: string): Promise<number> {
		return parseEvent(this.plugin, state, event, number, source);
	}

	eventTypes(
		name: 'get_extract_event_types' | 'get_parse_event_types',
		state: bigint,
	): Promise<EventTypesReading | null> {
		return eventTypes(this.plugin, name, state);
	}

	setAsyncHandler(state: bigint, handler: 'set' | 'reset'): Promise<number> {
		return setAsyncHandler(this.plugin, state, handler);
	}

	dumpState(state: bigint): Promise<number> {
		return dumpState(this.plugin, state);
	}

	notifyCapture(name: 'capture_open' | 'capture_close', state: bigint): Promise<number> {
		return notifyCapture(this.plugin, name, state);
	}
}
