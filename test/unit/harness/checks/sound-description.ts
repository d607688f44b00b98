import { API_FUNCTION_NAMES, type ApiFunction, capabilitiesOf } from '../../../../harness/abi/symbols.ts';
import type { DescriptionCheck, RecordCheck } from '../../../../harness/define-check.ts';
import { NO_INPUTS } from '../../../../harness/protocol/messages.ts';
import type { ReturnedText } from '../../../../harness/protocol/returned-text.ts';
import type { FindingDraft, Outcome, Severity } from '../../../../harness/protocol/verdict.ts';
import type { OrdinaryRecord } from '../../../../harness/record.ts';
import type { Description, FalcoBehaviour } from '../../../../harness/subjects.ts';

/** A returned text, its bytes being UTF-8. */
export function text(value: string): ReturnedText {
	return { kind: 'text', latin1: Buffer.from(value).toString('latin1') };
}

export const ABSENT: ReturnedText = { kind: 'absent' };
export const NULL: ReturnedText = { kind: 'null' };
export const FAULT: ReturnedText = { kind: 'fault', address: '0x10', readable: 0 };

export const FALCO: FalcoBehaviour = {
	release: '0.44.1',
	apiVersion: '3.12.0',
	eventSchema: '4.5.1',
	eagerBinding: true,
	absentArgIndex: 0xffff_ffff_ffff_ffffn,
	refusesEmptyFields: true,
	checksEventSchema: true,
};

const COMMON: readonly ApiFunction[] = [
	'get_required_api_version',
	'init',
	'destroy',
	'get_last_error',
	'get_name',
	'get_description',
	'get_contact',
	'get_version',
];

/** API functions of a source that extracts fields, with some taken away or added. */
export function exportsOf({ without = [], plus = [] }: { without?: ApiFunction[]; plus?: ApiFunction[] } = {}) {
	const names = new Set<ApiFunction>([
		...COMMON,
		'get_id',
		'get_event_source',
		'open',
		'close',
		'next_batch',
		'get_fields',
		'extract_fields',
		'get_extract_event_sources',
		...plus,
	]);
	for (const name of without) names.delete(name);
	return API_FUNCTION_NAMES.filter((name) => names.has(name));
}

/** What a source plugin without a fault says of itself. Capabilities follow the exported names. */
export function soundDescription(changes: Partial<Description> = {}): Description {
	const exported = changes.exported ?? exportsOf();
	return {
		load: { kind: 'loaded', elapsedMs: 3 },
		exported,
		capabilities: capabilitiesOf(new Set(exported)),
		requiredApiVersion: text('3.12.0'),
		name: text('sound'),
		description: text('Counts for the tests'),
		contact: text('https://example.org/sound'),
		version: text('0.1.0'),
		id: 42,
		eventSource: text('sound'),
		fields: text('[{"name":"sound.count","type":"uint64","desc":"Running number"}]'),
		fieldsChanged: null,
		extractEventSources: text('["sound"]'),
		parseEventSources: ABSENT,
		asyncEventSources: ABSENT,
		asyncEvents: ABSENT,
		initSchema: null,
		loadStdout: '',
		loadStderr: '',
		...changes,
	};
}

/** The record of an ordinary life in which nothing went wrong and no event came. */
export function soundRecord(changes: Partial<OrdinaryRecord> = {}): OrdinaryRecord {
	return {
		init: { rc: { written: true, value: 0 }, state: 4096n, error: null },
		extractEventTypes: null,
		parseEventTypes: null,
		openParamsList: null,
		schemaVersion: ABSENT,
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
		threads: { before: 1, afterInit: 1, afterOpen: 1, afterDestroy: 1 },
		processStates: { afterInit: {}, afterDestroy: {} },
		destroyedAt: 0n,
		calls: [],
		lingerMs: 0,
		logs: [],
		violations: [],
		asyncEvents: [],
		overruns: [],
		...changes,
	};
}

interface Surroundings {
	falco?: Partial<FalcoBehaviour>;
}

/** Judges a sound description with these changes. */
export function judge(check: DescriptionCheck, changes: Partial<Description> = {}, around: Surroundings = {}): Outcome {
	return check.judge({
		description: soundDescription(changes),
		reading: { kind: 'unusable', reason: 'not read in this test' },
		falco: { ...FALCO, ...around.falco },
	});
}

/** Judges a sound record with these changes. */
export function judgeRecord(
	check: RecordCheck,
	changes: Partial<OrdinaryRecord>,
	description: Partial<Description> = {},
	falco: Partial<FalcoBehaviour> = {},
): Outcome {
	return check.judge({
		record: soundRecord(changes),
		process: { beforeLoad: {}, loaded: {} },
		description: soundDescription(description),
		fields: [],
		inputs: NO_INPUTS,
		falco: { ...FALCO, ...falco },
	});
}

/** Findings of an outcome that judged. */
export function findingsOf(outcome: Outcome): readonly FindingDraft[] {
	if (outcome.kind !== 'judged') throw new Error(`not judged: ${outcome.kind}: ${outcome.reason}`);
	return outcome.findings;
}

/** Severities of the findings, the check's own where a finding carries none. */
export function severitiesOf(check: { severity: Severity }, outcome: Outcome): Severity[] {
	return findingsOf(outcome).map(({ severity }) => severity ?? check.severity);
}
