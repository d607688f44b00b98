import { RC } from '../abi/enums.ts';
import { encodePluginEvent } from '../abi/event.ts';
import { parseFieldRequest } from '../abi/field-request.ts';
import { type Field, parseFields } from '../abi/fields.ts';
import { defaultConfig } from '../init-config.ts';
import { hostEvent } from '../life/host-event.ts';
import { eventSourceOf } from '../life/life-settings.ts';
import { answerOf } from '../plugin/answer.ts';
import { setAsyncHandler } from '../plugin/async.ts';
import { describe } from '../plugin/describe.ts';
import { destroy, init } from '../plugin/init.ts';
import { notifyCapture } from '../plugin/listen.ts';
import { parseEvent } from '../plugin/parse.ts';
import { Plugin } from '../plugin/plugin.ts';
import { lastErrorText, refusalOf } from '../plugin/refusal.ts';
import { close, listOpenParams, nextBatch, open } from '../plugin/source.ts';
import { eventToString } from '../plugin/summary.ts';
import { startSurroundings } from '../plugin/surroundings.ts';
import { lossyTextOf } from '../protocol/describe-text.ts';
import type { Refused, SourceCallKind, SourceCalls, SourceEvent } from '../protocol/source-calls.ts';
import type { Description } from '../subjects.ts';

/** Id of the plugin that given payloads pretend to come from: the one for tests. */
const SAMPLE_PLUGIN_ID = 999;
/** How long `next` waits for an event before it says that there is none yet. */
const PATIENCE_MS = 200;

type Reply<K extends SourceCallKind> = Promise<SourceCalls[K]['reply']>;

interface Stream {
	instance: bigint;
	/** Events of the last batch that were not asked for yet. */
	waiting: Buffer[];
	/** How the stream ends when those are gone. */
	ending: { kind: 'end' } | Refused | undefined;
}

interface Loaded {
	plugin: Plugin;
	description: Description;
	fields: readonly Field[];
	state: bigint;
}

/** A plugin in this process that does what it is asked, one request after the other, with a method for each kind. */
export class HostedPlugin implements Record<SourceCallKind, (request: never) => Promise<object>> {
	readonly #pageFd: number;
	readonly #streams = new Map<number, Stream>();
	#loaded: Loaded | undefined;
	#opened = 0;
	#events = 0;

	constructor(pageFd: number) {
		this.#pageFd = pageFd;
	}

	async load({ library, falco, initConfig }: SourceCalls['load']['request']): Reply<'load'> {
		const surroundings = startSurroundings({ falco, trace: false }, this.#pageFd, () => {});
		const start = performance.now();
		const plugin = await Plugin.load(surroundings, library);
		if ('refused' in plugin) return { kind: 'refused', call: 'dlopen', error: plugin.refused };
		const description = await describe(plugin, performance.now() - start, '');
		const started = await init(plugin, initConfig ?? defaultConfig(description));
		const refused = refusalOf('init', started.rc, started.error);
		if (refused) {
			await destroy(plugin, started.state);
			return refused;
		}
		this.#loaded = { plugin, description, fields: parseFields(description.fields), state: started.state };
		return { kind: 'loaded', description };
	}

	async 'open-params'(): Reply<'open-params'> {
		const { plugin, state } = this.#plugin();
		const listed = await listOpenParams(plugin, state);
		if (listed === null) return { kind: 'open-params', text: { kind: 'absent' } };
		const { rc, text } = listed;
		return { kind: 'open-params', text: rc.written && rc.value === RC.SUCCESS ? text : { kind: 'null' } };
	}

	async open({ params }: SourceCalls['open']['request']): Reply<'open'> {
		const { plugin, state } = this.#plugin();
		const opened = await open(plugin, state, params ?? '');
		const refused = refusalOf('open', opened.rc, opened.error);
		if (refused) {
			await close(plugin, state, opened.instance);
			return refused;
		}
		// As in Falco, a capture begins with its first stream.
		if (this.#streams.size === 0) {
			if (plugin.has('async')) await setAsyncHandler(plugin, state, 'set');
			if (plugin.has('listen')) await notifyCapture(plugin, 'capture_open', state);
		}
		this.#opened += 1;
		this.#streams.set(this.#opened, { instance: opened.instance, waiting: [], ending: undefined });
		return { kind: 'opened', stream: this.#opened };
	}

	async next({ stream }: SourceCalls['next']['request']): Reply<'next'> {
		const open = this.#streams.get(stream);
		if (!open) return { kind: 'end' };
		const deadline = performance.now() + PATIENCE_MS;
		while (open.waiting.length === 0 && !open.ending) {
			await this.#readBatch(open);
			if (performance.now() > deadline) break;
		}
		const bytes = open.waiting.shift();
		if (bytes) return { kind: 'event', event: await this.#arrive(bytes, null) };
		return open.ending ?? { kind: 'idle' };
	}

	async give({ payload, source }: SourceCalls['give']['request']): Reply<'give'> {
		const bytes = encodePluginEvent({ id: SAMPLE_PLUGIN_ID, payload: Buffer.from(payload, 'base64') });
		return { kind: 'event', event: await this.#arrive(Buffer.from(bytes), source) };
	}

	async extract({ event, field }: SourceCalls['extract']['request']): Reply<'extract'> {
		const { plugin, state, fields } = this.#plugin();
		const request = parseFieldRequest(field, fields);
		if ('problem' in request) return { kind: 'no-such-field', problem: request.problem };
		return { kind: 'answer', answer: await answerOf(plugin, state, inputOf(event), request) };
	}

	async summary({ event }: SourceCalls['summary']['request']): Reply<'summary'> {
		const { plugin, state } = this.#plugin();
		const { bytes, number, source } = inputOf(event);
		const text = await eventToString(plugin, state, bytes, number, source);
		return { kind: 'text', text: text ? (lossyTextOf(text) ?? null) : null };
	}

	async close({ stream }: SourceCalls['close']['request']): Reply<'close'> {
		const open = this.#streams.get(stream);
		if (!open) return { kind: 'closed' };
		const { plugin, state } = this.#plugin();
		this.#streams.delete(stream);
		await close(plugin, state, open.instance);
		if (this.#streams.size === 0) {
			if (plugin.has('async')) await setAsyncHandler(plugin, state, 'reset');
			if (plugin.has('listen')) await notifyCapture(plugin, 'capture_close', state);
		}
		return { kind: 'closed' };
	}

	async end(): Reply<'end'> {
		for (const stream of [...this.#streams.keys()]) await this.close({ stream });
		if (this.#loaded) await destroy(this.#loaded.plugin, this.#loaded.state);
		return { kind: 'closed' };
	}

	#plugin(): Loaded {
		if (!this.#loaded) throw new Error('no plugin is loaded');
		return this.#loaded;
	}

	async #readBatch(stream: Stream): Promise<void> {
		const { plugin, state } = this.#plugin();
		const batch = await nextBatch(plugin, state, stream.instance);
		stream.waiting = batch.events.flatMap((event) => (event.kind === 'event' ? [event.bytes] : []));
		if (batch.rc === RC.EOF) stream.ending = { kind: 'end' };
		else if (batch.rc !== RC.SUCCESS && batch.rc !== RC.TIMEOUT) {
			stream.ending = { kind: 'refused', call: 'next_batch', error: await lastErrorText(plugin, state) };
		}
	}

	/** Numbers an event from 1 and lets the plugin parse it, as Falco does before anybody asks for its fields. */
	async #arrive(raw: Buffer, source: string | null): Promise<SourceEvent> {
		const { plugin, description, state } = this.#plugin();
		this.#events += 1;
		const bytes = hostEvent(raw, description.id ?? 0);
		const name = source ?? eventSourceOf(description);
		if (plugin.has('parse')) await parseEvent(plugin, state, bytes, BigInt(this.#events), name);
		return { number: this.#events, bytes: bytes.toString('base64'), source: name };
	}
}

function inputOf({ bytes, number, source }: SourceEvent) {
	return { bytes: Buffer.from(bytes, 'base64'), number: BigInt(number), source };
}
