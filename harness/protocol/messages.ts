import { API_FUNCTIONS, type ApiFunction } from '../abi/symbols.ts';
import type { Description, FalcoBehaviour } from '../subjects.ts';
import { type Collection, type GivenEvents, isCollection } from './given-events.ts';
import { isReturnedText, type ReturnedText } from './returned-text.ts';
import type { Scenario, ScenarioResult } from './scenario.ts';
import type { Outcome, Severity } from './verdict.ts';

/** Raised whenever a message changes; a host of another version refuses its task. */
export const PROTOCOL_VERSION = 1;

/** What the author says of the plugin: the `conformance:` section of plugin-kit.yaml, each overridden by a flag of `test`. */
export interface Inputs {
	/** Passed to init as it is. Falco's default is the empty text, or `{}` where the plugin has a schema. */
	initConfig: string | null;
	/** Configurations that init must refuse cleanly. */
	badInitConfigs: readonly string[];
	openParams: string | null;
	/** Open parameters that open must refuse cleanly. */
	badOpenParams: readonly string[];
	/** Number of events that reading with these parameters yields until EOF. */
	expectEvents: number | null;
	/** Payloads for plugins without an event source of their own, Latin-1 (one char a byte). */
	samples: readonly string[];
	/** A plugin whose events are given to a plugin without an event source of its own. */
	with: string | null;
}

/** An author who says nothing. */
export const NO_INPUTS: Inputs = {
	initConfig: null,
	badInitConfigs: [],
	openParams: null,
	badOpenParams: [],
	expectEvents: null,
	samples: [],
	with: null,
};

interface LibraryTask {
	version: typeof PROTOCOL_VERSION;
	library: string;
	/** Absent argument index as hexadecimal text, since JSON has no 64-bit numbers. */
	falco: Omit<FalcoBehaviour, 'absentArgIndex'> & { absentArgIndex: string };
	/** Prints every call with its arguments as `trace` messages. */
	trace: boolean;
}

/** What a host child is asked to do; it does one task and ends. */
export type HostTask =
	| (LibraryTask & { kind: 'discover' })
	/** Read the first events of the plugin's source, for another plugin. */
	| (LibraryTask & { kind: 'collect' })
	| (LibraryTask & {
			kind: 'check';
			/** Run the ordinary life first and judge these on its record. */
			recordChecks: readonly string[];
			/** Each run on its own, in this order. */
			liveChecks: readonly string[];
			description: Description;
			inputs: Inputs;
			/** Events for a plugin without a source of its own. */
			given: GivenEvents | null;
			seed: number;
			timeoutScale: number;
	  })
	/** Live one life that a test of the author's asks for. */
	| (LibraryTask & { kind: 'author-test'; description: Description; scenario: Scenario });

/** What a host child reports. `ordinary-run-finished` says that the plugin lived its ordinary life to the end. */
export type HostMessage =
	| { kind: 'ready'; version: number }
	| { kind: 'description'; description: Description }
	| { kind: 'collected'; collection: Collection }
	/** What get_fields gave in this process, which is to be the same in each. */
	| { kind: 'fields'; text: ReturnedText }
	| { kind: 'ordinary-run-finished'; durationMs: number; summary: string }
	| { kind: 'check-started'; id: string }
	/** What the check is about to try: what the plugin died of, if it does. `severity` is then that of the death. */
	| { kind: 'trying'; text: string; severity?: Severity }
	| { kind: 'check-finished'; id: string; outcome: Outcome; durationMs: number; called: readonly ApiFunction[] }
	| { kind: 'scenario-finished'; result: ScenarioResult; durationMs: number }
	| { kind: 'trace'; line: string }
	/** An exception of the harness itself: a bug of plugin-kit, never a finding about the plugin. */
	| { kind: 'broken'; id: string | null; message: string }
	| { kind: 'done' };

const KINDS: ReadonlySet<string> = new Set<HostMessage['kind']>([
	'ready',
	'description',
	'collected',
	'fields',
	'ordinary-run-finished',
	'check-started',
	'trying',
	'check-finished',
	'scenario-finished',
	'trace',
	'broken',
	'done',
]);

/**
 * Accepts a message of a host child. The child shares its process with foreign code, so its shape is checked before it is
 * believed; undefined for anything that a sound host does not send.
 */
export function parseHostMessage(value: unknown): HostMessage | undefined {
	if (typeof value !== 'object' || value === null) return undefined;
	const message = value as Record<string, unknown>;
	if (typeof message.kind !== 'string' || !KINDS.has(message.kind)) return undefined;
	switch (message.kind as HostMessage['kind']) {
		case 'check-started':
			return typeof message.id === 'string' ? (value as HostMessage) : undefined;
		case 'check-finished': {
			const called = message.called;
			const sound =
				typeof message.id === 'string' &&
				typeof message.durationMs === 'number' &&
				isOutcome(message.outcome) &&
				Array.isArray(called) &&
				called.every((name) => typeof name === 'string' && name in API_FUNCTIONS);
			return sound ? (value as HostMessage) : undefined;
		}
		case 'scenario-finished':
			return isScenarioResult(message.result) && typeof message.durationMs === 'number'
				? (value as HostMessage)
				: undefined;
		case 'description':
			return typeof message.description === 'object' && message.description !== null
				? (value as HostMessage)
				: undefined;
		case 'collected':
			return isCollection(message.collection) ? (value as HostMessage) : undefined;
		case 'fields':
			return isReturnedText(message.text) ? (value as HostMessage) : undefined;
		case 'broken':
			return typeof message.message === 'string' ? (value as HostMessage) : undefined;
		case 'trying': {
			const { text, severity } = message;
			const sound = severity === undefined || severity === 'info' || severity === 'warning' || severity === 'error';
			return typeof text === 'string' && sound ? (value as HostMessage) : undefined;
		}
		case 'trace':
			return typeof message.line === 'string' ? (value as HostMessage) : undefined;
		case 'ready':
		case 'ordinary-run-finished':
		case 'done':
			return value as HostMessage;
	}
}

function isScenarioResult(value: unknown): value is ScenarioResult {
	if (typeof value !== 'object' || value === null) return false;
	const result = value as Record<string, unknown>;
	if (result.kind === 'refused') return typeof result.error === 'string';
	return (
		result.kind === 'read' &&
		typeof result.events === 'number' &&
		Array.isArray(result.answers) &&
		result.answers.every((entry) => typeof entry?.field === 'string' && typeof entry?.answer?.kind === 'string')
	);
}

function isOutcome(value: unknown): value is Outcome {
	if (typeof value !== 'object' || value === null) return false;
	const outcome = value as Record<string, unknown>;
	if (outcome.kind === 'skipped' || outcome.kind === 'not-measured') return typeof outcome.reason === 'string';
	return (
		outcome.kind === 'judged' &&
		Array.isArray(outcome.findings) &&
		outcome.findings.every((finding) => typeof finding === 'object' && typeof finding?.message === 'string')
	);
}
