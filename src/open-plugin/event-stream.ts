import type { Field } from '../../harness/abi/fields.ts';
import { PluginRefusedError } from './errors.ts';
import { PluginEvent } from './plugin-event.ts';
import type { SourceSession } from './source-session.ts';

/** An open stream of the plugin's events. A `for await` loop over it closes it at its end, however it ends. */
export class EventStream implements AsyncIterable<PluginEvent>, AsyncDisposable {
	readonly #session: SourceSession;
	readonly #stream: number;
	readonly #fields: readonly Field[];

	/** Made by `OpenPlugin.open`. */
	constructor(session: SourceSession, stream: number, fields: readonly Field[]) {
		this.#session = session;
		this.#stream = stream;
		this.#fields = fields;
	}

	/**
	 * The next event, parsed by the plugin where it parses; undefined at the end of the stream. Waits as long as the plugin says
	 * that there is none yet.
	 * @throws PluginRefusedError where next_batch fails; PluginDiedError where the plugin dies.
	 */
	async next(): Promise<PluginEvent | undefined> {
		while (true) {
			const reply = await this.#session.request('next', { stream: this.#stream });
			switch (reply.kind) {
				case 'event':
					return new PluginEvent(this.#session, reply.event, this.#fields);
				case 'end':
					return undefined;
				case 'refused':
					throw new PluginRefusedError(`plugin_${reply.call}`, reply.error);
				case 'idle':
					break;
			}
		}
	}

	/** Closes the stream; a second time does nothing. */
	async close(): Promise<void> {
		await this.#session.request('close', { stream: this.#stream });
	}

	async *[Symbol.asyncIterator](): AsyncGenerator<PluginEvent> {
		let died = false;
		try {
			for (let event = await this.next(); event; event = await this.next()) yield event;
		} catch (error) {
			died = !(error instanceof PluginRefusedError);
			throw error;
		} finally {
			if (!died) await this.close();
		}
	}

	async [Symbol.asyncDispose](): Promise<void> {
		await this.close();
	}
}
