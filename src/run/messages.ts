import type { ProbeResult, RunMessage, RunPlan } from './plan.ts';

/** Raised whenever a message changes; a source host of another version refuses its task. */
export const SOURCE_PROTOCOL = 2;

/** What the child of one event source is asked to do; it does that and ends. */
export interface SourceTask {
	readonly kind: 'run';
	readonly version: typeof SOURCE_PROTOCOL;
	/** The place of its source in the plan. */
	readonly source: number;
	/** With numbers of 64 bits as hexadecimal text, since JSON has none. */
	readonly plan: Omit<RunPlan, 'falco'> & {
		readonly falco: Omit<RunPlan['falco'], 'absentArgIndex'> & { readonly absentArgIndex: string };
	};
}

/** What the parent says while the child runs. */
export type SourceOrder =
	/** The last message that wanted it was dealt with; the child goes on. */
	| { readonly kind: 'taken' }
	/** End in order. */
	| { readonly kind: 'stop' };

/** What the child of a source says. A `run` message waits for `taken`. */
export type SourceMessage =
	| { readonly kind: 'ready' }
	| { readonly kind: 'run'; readonly message: RunMessage }
	/** How far it is, so that a crash leaves more than nothing. */
	| { readonly kind: 'progress'; readonly events: number; readonly probes: readonly ProbeResult[] }
	/** An exception of our own code. */
	| { readonly kind: 'broken'; readonly message: string }
	| { readonly kind: 'done' };

const RUN_KINDS: ReadonlySet<string> = new Set<RunMessage['kind']>([
	'alerts',
	'explained',
	'probe-results',
	'warning',
	'log',
	'summary',
	'source-ended',
]);

/**
 * Accepts a message of a source's child, which shares its process with foreign code; undefined for anything that a sound
 * child does not send.
 */
export function parseSourceMessage(value: unknown): SourceMessage | undefined {
	if (!isRecord(value)) return undefined;
	switch (value.kind) {
		case 'ready':
		case 'done':
			return value as unknown as SourceMessage;
		case 'progress':
			return typeof value.events === 'number' && isListOfRecords(value.probes)
				? (value as unknown as SourceMessage)
				: undefined;
		case 'broken':
			return typeof value.message === 'string' ? (value as unknown as SourceMessage) : undefined;
		case 'run':
			return isRunMessage(value.message) ? (value as unknown as SourceMessage) : undefined;
		default:
			return undefined;
	}
}

function isRunMessage(value: unknown): value is RunMessage {
	if (!isRecord(value) || typeof value.kind !== 'string' || !RUN_KINDS.has(value.kind)) return false;
	if (typeof value.source !== 'string') return false;
	switch (value.kind as RunMessage['kind']) {
		case 'alerts':
			return Array.isArray(value.alerts) && value.alerts.every((alert) => isRecord(alert) && isAlert(alert));
		case 'explained':
			return typeof value.rule === 'string' && typeof value.event === 'number' && isRecord(value.explanation);
		case 'probe-results':
			return isListOfRecords(value.results);
		case 'warning':
		case 'log':
			return typeof value.message === 'string';
		case 'summary':
			return typeof value.events === 'number' && Array.isArray(value.alerts);
		case 'source-ended':
			return typeof value.how === 'string' && typeof value.message === 'string';
	}
}

function isListOfRecords(value: unknown): boolean {
	return Array.isArray(value) && value.every(isRecord);
}

function isAlert({ rule, priority, time, line }: Record<string, unknown>): boolean {
	return [rule, priority, time, line].every((text) => typeof text === 'string');
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}
