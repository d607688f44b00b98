import type { FieldAnswer } from './field-answer.ts';

/** One life of the plugin that an author's test asks for. JSON-safe: it crosses the protocol. */
export interface Scenario {
	/** Null for what Falco passes where nothing is configured. */
	initConfig: string | null;
	/** Parameters of open; unused where there are samples. */
	openParams: string;
	/** Payloads to be given to the plugin instead of events of its own, Latin-1 (one char a byte). */
	samples: readonly string[] | null;
	/** Event source that the events are said to come from; null for the plugin's usual one. */
	source: string | null;
	/** Reading ends after so many events. */
	maxEvents: number;
	/** Reading ends after so many milliseconds. */
	maxMs: number;
	/** Fields asked of single events, which are counted from 1. */
	asks: readonly { event: number; fields: readonly string[] }[];
	/** Fields asked of each of the first so many events. */
	askEach: { events: number; fields: readonly string[] };
}

/** What came of it. A call that is refused ends the life, with what get_last_error said. */
export type ScenarioResult =
	| { kind: 'refused'; call: 'init' | 'open'; error: string }
	| {
			kind: 'read';
			events: number;
			end: 'eof' | 'limit' | 'time-limit' | 'failure';
			/** What get_last_error said after a next_batch that failed. */
			endError: string | null;
			answers: readonly { event: number; field: string; answer: FieldAnswer }[];
	  };
