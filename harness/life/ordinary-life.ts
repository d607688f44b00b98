import { RC } from '../abi/enums.ts';
import type { Field } from '../abi/fields.ts';
import { churnStack } from '../memory/stack-churn.ts';
import { setAsyncHandler } from '../plugin/async.ts';
import { eventTypes } from '../plugin/event-types.ts';
import { extractFields } from '../plugin/extract.ts';
import { destroy, init, lastError } from '../plugin/init.ts';
import { notifyCapture } from '../plugin/listen.ts';
import { getMetrics } from '../plugin/metrics.ts';
import { parseEvent } from '../plugin/parse.ts';
import type { Plugin } from '../plugin/plugin.ts';
import { close, getProgress, listOpenParams, nextBatch, open } from '../plugin/source.ts';
import { eventToString } from '../plugin/summary.ts';
import { callForText } from '../plugin/texts.ts';
import { processState } from '../process-state.ts';
import type { OrdinaryRecord } from '../record.ts';
import { eventsWithoutSource } from './events-without-source.ts';
import { ordinaryArguments } from './field-arguments.ts';
import { hostEvent } from './host-event.ts';
import { type LifeLimits, ORDINARY_LIMITS } from './life-limits.ts';
import { threadCount } from './threads.ts';

/** What an ordinary life is lived with. */
export interface LifeSettings {
	config: string;
	openParams: string;
	/** Id that the host fills in where an event has none. */
	pluginId: number;
	/** Name of the event source of the events. */
	source: string;
	fields: readonly Field[];
	/** Events for a plugin without a source of its own; where there are none, synthetic ones are made. */
	givenEvents: readonly Uint8Array[];
	/** Names that the plugin may give its async events. */
	asyncNames: readonly string[];
}

const SUMMARIES = 8;
/** A short stream is over before a progress that goes back would show between samples. */
const EARLY_BATCHES = 8;
const SAMPLED_BATCHES = 8;
const CALLS_AFTER_EOF = 10;

type Draft = {
	-readonly [K in keyof OrdinaryRecord]: OrdinaryRecord[K] extends readonly (infer T)[] ? T[] : OrdinaryRecord[K];
};

/**
 * Lives one life of the plugin as Falco gives it (facts/abi.md 4.1): init, types, open, handler, capture_open, batches with
 * parse and extraction, close, handler NULL, capture_close, destroy. Never gives up early because something looked wrong:
 * what is wrong is for the checks to say.
 */
export async function liveOrdinarily(
	plugin: Plugin,
	settings: LifeSettings,
	limits: LifeLimits = ORDINARY_LIMITS,
): Promise<OrdinaryRecord> {
	const record = emptyRecord();
	plugin.onReturn = (call, elapsedNs) => record.calls.push({ call, elapsedNs });
	const { host } = plugin.surroundings;
	host.violations();
	host.logs();
	host.asyncEvents();
	plugin.overruns();
	record.threads.before = threadCount();
	record.init = await init(plugin, settings.config);
	record.threads.afterInit = threadCount();
	record.processStates.afterInit = processState();
	const { state } = record.init;
	if (record.init.rc.written && record.init.rc.value === RC.SUCCESS)
		await useState(plugin, state, settings, limits, record);
	await destroy(plugin, state);
	record.destroyedAt = process.hrtime.bigint();
	record.threads.afterDestroy = threadCount();
	record.processStates.afterDestroy = processState();
	await outlive(limits, record);
	plugin.onReturn = undefined;
	record.violations = host.violations();
	record.logs = host.logs();
	record.asyncEvents = host.asyncEvents();
	record.overruns = plugin.overruns();
	return record;
}

async function useState(
	plugin: Plugin,
	state: bigint,
	settings: LifeSettings,
	limits: LifeLimits,
	record: Draft,
): Promise<void> {
	await sampleMetrics(plugin, state, record);
	if (plugin.has('extract')) record.extractEventTypes = await eventTypes(plugin, 'get_extract_event_types', state);
	if (plugin.has('parse')) record.parseEventTypes = await eventTypes(plugin, 'get_parse_event_types', state);
	if (plugin.has('source')) record.openParamsList = await listOpenParams(plugin, state);
	const instance = await openAll(plugin, state, settings, record);
	// What a plugin gives out of uninitialised locals is to be seen for what it is, not to be a lucky leftover.
	await churnStack(plugin.surroundings.thread);
	if (instance !== undefined) await readEvents(plugin, state, instance, settings, limits, record);
	else await useGivenEvents(plugin, state, settings, limits, record);
	await linger(limits, record);
	await closeAll(plugin, state, instance, record);
}

/** The instance; undefined where there is no source, or open failed (which Falco answers with close(NULL)). */
async function openAll(
	plugin: Plugin,
	state: bigint,
	settings: LifeSettings,
	record: Draft,
): Promise<bigint | undefined> {
	let instance: bigint | undefined;
	if (plugin.has('source')) {
		record.open = await open(plugin, state, settings.openParams);
		const opened = record.open.rc.written && record.open.rc.value === RC.SUCCESS;
		if (opened) instance = record.open.instance;
		else await close(plugin, state, record.open.instance);
	}
	record.schemaVersion = await callForText(plugin, 'get_required_event_schema_version', [state]);
	if (plugin.has('async')) {
		const tidUnset = instance !== undefined && settings.pluginId !== 0;
		plugin.ownerOf(state).native.scriptAsync({ names: settings.asyncNames, tidUnset });
		record.handlerSet = await setAsyncHandler(plugin, state, 'set');
	}
	if (plugin.has('listen')) record.captureOpen = await notifyCapture(plugin, 'capture_open', state);
	record.threads.afterOpen = threadCount();
	return instance;
}

async function readEvents(
	plugin: Plugin,
	state: bigint,
	instance: bigint,
	settings: LifeSettings,
	limits: LifeLimits,
	record: Draft,
): Promise<void> {
	const deadline = process.hrtime.bigint() + limits.readNs;
	let number = 0n;
	let idle = 0;
	let total = 0;
	while (true) {
		const batch = await nextBatch(plugin, state, instance);
		record.batches.push(total < limits.kept ? batch : { ...batch, events: [] });
		for (const event of batch.events) {
			if (event.kind !== 'event') continue;
			number += 1n;
			total += 1;
			if (record.events.length >= limits.kept) {
				record.uncaptured += 1;
				continue;
			}
			record.events.push({ number, bytes: event.bytes, batch: record.batches.length - 1 });
			await useEvent(plugin, state, record.events.length - 1, settings, limits, record);
		}
		const now = record.batches.length;
		if (now <= EARLY_BATCHES || now % SAMPLED_BATCHES === 1) await sampleProgress(plugin, state, instance, record);
		if (now % SAMPLED_BATCHES === 1) await sampleMetrics(plugin, state, record);
		idle = batch.rc === RC.TIMEOUT && batch.events.length === 0 ? idle + 1 : 0;
		if (batch.rc === RC.EOF) {
			record.end = 'eof';
			break;
		}
		if (batch.rc !== RC.SUCCESS && batch.rc !== RC.TIMEOUT) {
			record.end = 'failure';
			record.endError = await lastError(plugin, state);
			break;
		}
		if (total >= limits.events) {
			record.end = 'event-limit';
			break;
		}
		if (process.hrtime.bigint() > deadline || idle >= limits.timeouts) {
			record.end = 'time-limit';
			break;
		}
	}
	if (record.end === 'eof') {
		for (let call = 0; call < CALLS_AFTER_EOF; call++) record.afterEof.push(await nextBatch(plugin, state, instance));
	}
}

async function sampleProgress(plugin: Plugin, state: bigint, instance: bigint, record: Draft): Promise<void> {
	const progress = await getProgress(plugin, state, instance);
	if (progress) record.progress.push(progress);
}

async function sampleMetrics(plugin: Plugin, state: bigint, record: Draft): Promise<void> {
	const metrics = await getMetrics(plugin, state);
	if (metrics) record.metrics.push(metrics);
}

async function useGivenEvents(
	plugin: Plugin,
	state: bigint,
	settings: LifeSettings,
	limits: LifeLimits,
	record: Draft,
): Promise<void> {
	if (!plugin.has('source')) record.origin = settings.givenEvents.length > 0 ? 'given' : 'synthetic';
	for (const bytes of await eventsWithoutSource(plugin, state, settings)) {
		record.events.push({ number: BigInt(record.events.length + 1), bytes, batch: 0 });
		await useEvent(plugin, state, record.events.length - 1, settings, limits, record);
	}
	await sampleMetrics(plugin, state, record);
}

/** What a host does with one event: parsing, extraction of each field in a call of its own, and its text. */
async function useEvent(
	plugin: Plugin,
	state: bigint,
	index: number,
	settings: LifeSettings,
	limits: LifeLimits,
	record: Draft,
): Promise<void> {
	const event = record.events[index];
	if (!event) return;
	const { source } = settings;
	const bytes = hostEvent(event.bytes, settings.pluginId);
	if (plugin.has('parse')) {
		record.parses.push({ event: index, rc: await parseEvent(plugin, state, bytes, event.number, source) });
	}
	if (index >= limits.extracted) return;
	if (plugin.has('extract')) {
		for (const field of settings.fields) {
			for (const argument of ordinaryArguments(field)) {
				const options = { number: event.number, source };
				const extraction = await extractFields(plugin, state, bytes, [{ field, argument }], options);
				record.extractions.push({ event: index, extraction });
			}
		}
	}
	// Falco asks neither a plugin without a state nor one without an id (`sinsp_plugin::event_to_string`).
	if (index < SUMMARIES && plugin.has('source') && state !== 0n && settings.pluginId !== 0) {
		const text = await eventToString(plugin, state, bytes, event.number, source);
		if (text) record.summaries.push({ event: index, text });
	}
}

/** Gives the threads that the plugin started a while to show what they do. */
async function linger({ lingerMs }: LifeLimits, record: Draft): Promise<void> {
	if (record.threads.afterOpen <= record.threads.before && record.handlerSet === null) return;
	record.lingerMs = lingerMs;
	await new Promise((resolve) => setTimeout(resolve, lingerMs));
}

/** Gives threads that are still there after destroy a while to call an owner that is gone. */
async function outlive({ outliveMs }: LifeLimits, { threads }: Draft): Promise<void> {
	if (threads.afterDestroy > threads.before) await new Promise((resolve) => setTimeout(resolve, outliveMs));
}

async function closeAll(plugin: Plugin, state: bigint, instance: bigint | undefined, record: Draft): Promise<void> {
	if (instance !== undefined) await close(plugin, state, instance);
	await sampleMetrics(plugin, state, record);
	if (plugin.has('async')) record.handlerReset = await setAsyncHandler(plugin, state, 'reset');
	if (plugin.has('listen')) record.captureClose = await notifyCapture(plugin, 'capture_close', state);
}

function emptyRecord(): Draft {
	return {
		init: { rc: { written: false }, state: 0n, error: null },
		extractEventTypes: null,
		parseEventTypes: null,
		openParamsList: null,
		schemaVersion: { kind: 'absent' },
		open: null,
		batches: [],
		end: 'not-read',
		endError: null,
		afterEof: [],
		origin: 'source',
		events: [],
		uncaptured: 0,
		extractions: [],
		parses: [],
		summaries: [],
		progress: [],
		metrics: [],
		handlerSet: null,
		handlerReset: null,
		captureOpen: null,
		captureClose: null,
		threads: { before: 0, afterInit: 0, afterOpen: 0, afterDestroy: 0 },
		processStates: { afterInit: {}, afterDestroy: {} },
		destroyedAt: 0n,
		calls: [],
		lingerMs: 0,
		logs: [],
		violations: [],
		asyncEvents: [],
		overruns: [],
	};
}
