import { decodeEvent, pluginEventOf } from '../../harness/abi/event.ts';
import type { Field } from '../../harness/abi/fields.ts';
import type { SourceEvent } from '../../harness/protocol/source-calls.ts';
import { UsageError } from '../errors.ts';
import { type ExtractedValue, extractedValue } from './field-value.ts';
import type { SourceSession } from './source-session.ts';

/** An event that the plugin made or was given, as Falco would pass it on. */
export class PluginEvent {
	/** Number that the host gave it, from 1. */
	readonly number: number;
	/** The whole event block: header, lengths, parameters. */
	readonly bytes: Buffer;
	/** What the plugin put into it; empty where the block is no plugin event. */
	readonly payload: Buffer;
	/** Nanoseconds since 1970. */
	readonly time: bigint;
	/** Name of its event source. */
	readonly source: string;
	readonly #session: SourceSession;
	readonly #event: SourceEvent;
	readonly #fields: readonly Field[];

	/** Made by `EventStream` and `OpenPlugin.give`. */
	constructor(session: SourceSession, event: SourceEvent, fields: readonly Field[]) {
		this.#session = session;
		this.#event = event;
		this.#fields = fields;
		this.number = event.number;
		this.source = event.source;
		this.bytes = Buffer.from(event.bytes, 'base64');
		const decoded = decodeEvent(this.bytes);
		const message = decoded.ok ? pluginEventOf(decoded.event) : undefined;
		this.payload = Buffer.from(message?.ok ? message.payload : []);
		this.time = decoded.ok ? decoded.event.ts : 0n;
	}

	/**
	 * Asks for a field as a rule would: `demo.user`, `demo.header[host]`, `demo.group[0]`.
	 * @throws UsageError for a field that the plugin does not have or that is asked wrongly; ExtractionError where the plugin fails;
	 * PluginDiedError where it dies.
	 */
	async extract(field: string): Promise<ExtractedValue> {
		const reply = await this.#session.request('extract', { event: this.#event, field });
		if (reply.kind === 'no-such-field') throw new UsageError(`${field} ${reply.problem}`);
		const name = field.replace(/\[.*$/s, '');
		const known = this.#fields.find((one) => one.name === name);
		if (!known) throw new UsageError(`${field} is no field of the plugin`);
		return extractedValue(reply.answer, known, field);
	}

	/** The text of plugin_event_to_string; null where the plugin has none. */
	async summary(): Promise<string | null> {
		return (await this.#session.request('summary', { event: this.#event })).text;
	}
}
