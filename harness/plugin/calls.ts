import type { ApiFunction, Capability } from '../abi/symbols.ts';
import type { ReturnedText } from '../protocol/returned-text.ts';
import type {
	BatchReading,
	EventTypesReading,
	Extraction,
	InitReading,
	MetricsReading,
	OpenReading,
	WrittenInt,
} from '../record.ts';
import { setAsyncHandler } from './async.ts';
import { setConfig } from './config.ts';
import { eventTypes } from './event-types.ts';
import { type ExtractOptions, extractFields, type FieldRequest } from './extract.ts';
import { destroy, init, lastError } from './init.ts';
import { notifyCapture } from './listen.ts';
import { getMetrics } from './metrics.ts';
import { parseEvent } from './parse.ts';
import type { Plugin } from './plugin.ts';
import { close, getProgress, listOpenParams, nextBatch, open } from './source.ts';
import { eventToString } from './summary.ts';
import { callForText } from './texts.ts';

/**
 * The functions of a loaded plugin as methods: what live checks call. Checks know only this type, so that the catalogue can
 * be read in the parent without any code that could load a library.
 */
export class PluginCalls {
	readonly plugin: Plugin;

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

	init(config: string): Promise<InitReading> {
		return init(this.plugin, config);
	}

	destroy(state: bigint): Promise<void> {
		return destroy(this.plugin, state);
	}

	lastError(state: bigint): Promise<ReturnedText> {
		return lastError(this.plugin, state);
	}

	setConfig(state: bigint, config: string): Promise<number> {
		return setConfig(this.plugin, state, config);
	}

	getMetrics(state: bigint): Promise<MetricsReading | null> {
		return getMetrics(this.plugin, state);
	}

	open(state: bigint, params: string): Promise<OpenReading> {
		return open(this.plugin, state, params);
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
		event: Uint8Array,
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

	notifyCapture(name: 'capture_open' | 'capture_close', state: bigint): Promise<number> {
		return notifyCapture(this.plugin, name, state);
	}
}
