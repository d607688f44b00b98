import {
	isReplyTo,
	parseSourceMessage,
	type SourceCallKind,
	type SourceCalls,
} from '../../harness/protocol/source-calls.ts';
import { deathOf } from '../conformance/deaths.ts';
import type { HostEnd } from '../host-process/host-end.ts';
import { type HostSession, startHostSession } from '../host-process/host-session.ts';
import { PluginDiedError } from './errors.ts';

interface Pending {
	call: SourceCallKind;
	resolve: (reply: never) => void;
	reject: (error: Error) => void;
}

export interface SourceSessionOptions {
	library: string;
	timeoutScale: number;
	signal?: AbortSignal;
}

/** A source host and the requests under way in it. Every request ends: with a reply, or with how the child died. */
export class SourceSession {
	readonly #session: HostSession;
	readonly #pending = new Map<number, Pending>();
	readonly #ready: Promise<void>;
	#requests = 0;
	#over: Error | undefined;

	constructor(options: SourceSessionOptions) {
		const { promise, resolve } = Promise.withResolvers<void>();
		this.#ready = promise;
		const { library, ...rest } = options;
		this.#session = startHostSession({
			entry: 'source',
			libraries: [library],
			...rest,
			isBusy: () => this.#pending.size > 0,
			onMessage: (value) => {
				const message = parseSourceMessage(value);
				if (message?.kind === 'ready') resolve();
				else if (message?.kind === 'reply') this.#take(message.id, message.reply);
				else if (message?.kind === 'broken') this.#fail(message.id, new Error(`bug in plugin-kit: ${message.message}`));
			},
		});
		this.#session.ended.then(
			(end) => {
				resolve();
				this.#endAll(errorOf(end));
			},
			(error: Error) => {
				resolve();
				this.#endAll(error);
			},
		);
	}

	/**
	 * Sends a request.
	 * @throws PluginDiedError where the child dies before it answers.
	 */
	async request<K extends SourceCallKind>(call: K, body: SourceCalls[K]['request']): Promise<SourceCalls[K]['reply']> {
		await this.#ready;
		if (this.#over) throw this.#over;
		this.#requests += 1;
		const id = this.#requests;
		const { promise, resolve, reject } = Promise.withResolvers<SourceCalls[K]['reply']>();
		this.#pending.set(id, { call, resolve, reject });
		this.#session.send({ id, call, body });
		return promise;
	}

	/** Ends the child in good order and waits until it is gone. */
	async end(): Promise<void> {
		if (!this.#over) {
			await this.request('end', {});
			this.#session.farewell();
		}
		await this.#session.ended;
	}

	#take(id: number, reply: object & { kind: string }): void {
		const pending = this.#pending.get(id);
		if (!pending || !isReplyTo(pending.call, reply)) return;
		this.#pending.delete(id);
		// The child ends itself right after this reply.
		if (pending.call === 'end') this.#session.farewell();
		pending.resolve(reply as never);
	}

	#fail(id: number, error: Error): void {
		this.#pending.get(id)?.reject(error);
		this.#pending.delete(id);
	}

	#endAll(error: Error): void {
		this.#over = error;
		for (const { reject } of this.#pending.values()) reject(error);
		this.#pending.clear();
	}
}

/** How the child ended, as an error for those who still ask; in the words of `plugin-kit test`. */
function errorOf(end: HostEnd): Error {
	const death = deathOf(end);
	switch (death.kind) {
		case 'none':
			return new Error('the plugin is closed');
		case 'interrupted':
			return new DOMException('the plugin was closed by its signal', 'AbortError');
		default:
			return new PluginDiedError(death.kind, death.draft);
	}
}
