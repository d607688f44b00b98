import { resolve } from 'node:path';
import { type Field, parseFields } from '../../harness/abi/fields.ts';
import type { Capability } from '../../harness/abi/symbols.ts';
import { utf8Of } from '../../harness/protocol/returned-text.ts';
import type { Description } from '../../harness/subjects.ts';
import { readLibrary } from '../elf/library-file.ts';
import { UsageError } from '../errors.ts';
import { falcoBehaviour } from '../falco/behaviour.ts';
import { configText } from '../project/load.ts';
import { PluginRefusedError } from './errors.ts';
import { EventStream } from './event-stream.ts';
import { PluginEvent } from './plugin-event.ts';
import { SourceSession } from './source-session.ts';

export interface OpenPluginOptions {
	/** As in falco.yaml: text as it is, an object as JSON. What Falco passes without any, if absent. */
	initConfig?: string | Record<string, unknown>;
	/** Falco release whose behaviour is taken, such as `0.44.1`; the newest known if absent. */
	falco?: string;
	/** Multiplies the deadline of every call. */
	timeoutScale?: number;
	/** Ends the plugin's process. */
	signal?: AbortSignal;
}

/** What the plugin says of itself; null for what it does not say, or says in bytes that are no UTF-8. */
export interface PluginDescription {
	name: string | null;
	version: string | null;
	description: string | null;
	contact: string | null;
	apiVersion: string | null;
	id: number | null;
	eventSource: string | null;
	capabilities: readonly Capability[];
}

/**
 * Loads a plugin in a child process, initialises it, and gives it to a test. It is called as Falco calls it; its crash, exit or
 * hang is a PluginDiedError of whatever was waited for, and this process lives on.
 * @throws UsageError where the path names no shared library or the Falco release is unknown; PluginRefusedError where it does not
 * load or init fails; PluginDiedError where it dies.
 */
export async function openPlugin(library: string, options: OpenPluginOptions = {}): Promise<OpenPlugin> {
	const path = resolve(library);
	const reading = readLibrary(path);
	if (reading.kind === 'unusable') throw new UsageError(`${library} is no plugin library: it is ${reading.reason}`);
	const { initConfig, timeoutScale = 1, signal } = options;
	const falco = falcoBehaviour(options.falco);
	signal?.throwIfAborted();
	const session = new SourceSession({ library: path, timeoutScale, ...(signal ? { signal } : {}) });
	const reply = await session.request('load', {
		library: path,
		falco: { ...falco, absentArgIndex: `0x${falco.absentArgIndex.toString(16)}` },
		initConfig: initConfig === undefined ? null : configText(initConfig),
	});
	if (reply.kind === 'loaded') return new OpenPlugin(session, reply.description);
	await session.end();
	throw new PluginRefusedError(reply.call === 'dlopen' ? 'dlopen' : `plugin_${reply.call}`, reply.error);
}

/** A plugin that is loaded and initialised in a child process. */
export class OpenPlugin implements AsyncDisposable {
	readonly description: PluginDescription;
	/** The fields of plugin_get_fields that Falco would accept. */
	readonly fields: readonly Field[];
	readonly #session: SourceSession;
	#closing: Promise<void> | undefined;

	/** Made by `openPlugin`. */
	constructor(session: SourceSession, description: Description) {
		this.#session = session;
		this.fields = parseFields(description.fields);
		this.description = {
			name: utf8Of(description.name) ?? null,
			version: utf8Of(description.version) ?? null,
			description: utf8Of(description.description) ?? null,
			contact: utf8Of(description.contact) ?? null,
			apiVersion: utf8Of(description.requiredApiVersion) ?? null,
			id: description.id,
			eventSource: utf8Of(description.eventSource) ?? null,
			capabilities: description.capabilities,
		};
	}

	/**
	 * Opens a stream of the plugin's events.
	 * @throws UsageError where the plugin has no event source; PluginRefusedError where open fails; PluginDiedError where it dies.
	 */
	async open(params = ''): Promise<EventStream> {
		if (!this.description.capabilities.includes('source')) {
			throw new UsageError('the plugin has no event source to open', ['Give it payloads: plugin.give(payload)']);
		}
		const reply = await this.#session.request('open', { params });
		if (reply.kind === 'refused') throw new PluginRefusedError('plugin_open', reply.error);
		return new EventStream(this.#session, reply.stream, this.fields);
	}

	/**
	 * Gives the plugin an event that it did not make, with this payload, and lets it parse it.
	 * @param source name of the event source that it is said to come from; the plugin's usual one if absent.
	 */
	async give(payload: string | Uint8Array, source?: string): Promise<PluginEvent> {
		const bytes = typeof payload === 'string' ? Buffer.from(payload, 'utf8') : Buffer.from(payload);
		const { event } = await this.#session.request('give', {
			payload: bytes.toString('base64'),
			source: source ?? null,
		});
		return new PluginEvent(this.#session, event, this.fields);
	}

	/**
	 * Closes its streams, destroys the plugin, and ends its process; a second time does nothing.
	 * @throws PluginDiedError where the plugin dies of that.
	 */
	close(): Promise<void> {
		this.#closing ??= this.#session.end();
		return this.#closing;
	}

	async [Symbol.asyncDispose](): Promise<void> {
		await this.close();
	}
}
