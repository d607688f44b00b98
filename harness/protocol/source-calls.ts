import type { Description } from '../subjects.ts';
import type { FieldAnswer } from './field-answer.ts';
import type { HostTask } from './messages.ts';
import type { ReturnedText } from './returned-text.ts';

/** A call that the plugin refused, with what it said of it. */
export interface Refused {
	kind: 'refused';
	call: 'dlopen' | 'init' | 'open' | 'next_batch';
	error: string;
}

/** Bytes in base64, since the channel carries JSON. */
type Base64 = string;

/** An event as the host passes it to the plugin, with the number that the host gave it. */
export interface SourceEvent {
	number: number;
	bytes: Base64;
	/** Event source that it is from. */
	source: string;
}

/** What the source host does when it is asked: for each kind of request what comes with it and what comes back. */
export interface SourceCalls {
	/** dlopen, the descriptive functions, init. Once. */
	load: {
		request: Pick<HostTask, 'library' | 'falco'> & { initConfig: string | null };
		reply: { kind: 'loaded'; description: Description } | Refused;
	};
	/** What the plugin suggests for open; NULL where it says that it failed. */
	'open-params': { request: object; reply: { kind: 'open-params'; text: ReturnedText } };
	open: { request: { params: string | null }; reply: { kind: 'opened'; stream: number } | Refused };
	/** The next event of a stream, parsed by the plugin where it parses; `idle` where there is none for a while. */
	next: {
		request: { stream: number };
		reply: { kind: 'event'; event: SourceEvent } | { kind: 'idle' } | { kind: 'end' } | Refused;
	};
	/** An event that the plugin did not make itself. */
	give: { request: { payload: Base64; source: string | null }; reply: { kind: 'event'; event: SourceEvent } };
	extract: {
		request: { event: SourceEvent; field: string };
		reply: { kind: 'answer'; answer: FieldAnswer } | { kind: 'no-such-field'; problem: string };
	};
	summary: { request: { event: SourceEvent }; reply: { kind: 'text'; text: string | null } };
	close: { request: { stream: number }; reply: { kind: 'closed' } };
	/** Closes what is open, destroys the state, and ends the process. */
	end: { request: object; reply: { kind: 'closed' } };
}

export type SourceCallKind = keyof SourceCalls;

export type SourceRequest = {
	[K in SourceCallKind]: { id: number; call: K; body: SourceCalls[K]['request'] };
}[SourceCallKind];

/** What the host says. `broken` is an exception of our own, never a finding about the plugin. */
export type SourceMessage =
	| { kind: 'ready' }
	| { kind: 'reply'; id: number; reply: object & { kind: string } }
	| { kind: 'broken'; id: number; message: string };

/** The replies that each request can have. */
const REPLIES: Record<SourceCallKind, readonly string[]> = {
	load: ['loaded', 'refused'],
	'open-params': ['open-params'],
	open: ['opened', 'refused'],
	next: ['event', 'idle', 'end', 'refused'],
	give: ['event'],
	extract: ['answer', 'no-such-field'],
	summary: ['text'],
	close: ['closed'],
	end: ['closed'],
};

/** Whether a reply is one that the request can have. */
export function isReplyTo(call: SourceCallKind, reply: { kind: string }): boolean {
	return REPLIES[call].includes(reply.kind);
}

/** Accepts a message of the host; undefined for anything that a sound host does not send. */
export function parseSourceMessage(value: unknown): SourceMessage | undefined {
	if (typeof value !== 'object' || value === null) return undefined;
	const { kind, id, reply, message } = value as Record<string, unknown>;
	if (kind === 'ready') return { kind };
	if (typeof id !== 'number') return undefined;
	if (kind === 'broken' && typeof message === 'string') return { kind, id, message };
	if (kind !== 'reply' || typeof reply !== 'object' || reply === null) return undefined;
	return 'kind' in reply && typeof reply.kind === 'string' ? (value as SourceMessage) : undefined;
}
