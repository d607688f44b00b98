import { RC } from '../abi/enums.ts';
import { encodePluginEvent } from '../abi/event.ts';
import { type FieldRequest, parseFieldRequest } from '../abi/field-request.ts';
import { parseFields } from '../abi/fields.ts';
import { defaultConfig } from '../init-config.ts';
import { hostEvent } from '../life/host-event.ts';
import { eventSourceOf } from '../life/life-settings.ts';
import { answerOf } from '../plugin/answer.ts';
import { setAsyncHandler } from '../plugin/async.ts';
import { destroy, init } from '../plugin/init.ts';
import { notifyCapture } from '../plugin/listen.ts';
import { parseEvent } from '../plugin/parse.ts';
import type { Plugin } from '../plugin/plugin.ts';
import { lastErrorText, refusalOf } from '../plugin/refusal.ts';
import { close, nextBatch, open } from '../plugin/source.ts';
import type { Scenario, ScenarioResult } from '../protocol/scenario.ts';
import type { Description } from '../subjects.ts';

/** Id of the plugin that given payloads pretend to come from: the one for tests. */
const SAMPLE_PLUGIN_ID = 999;

type Read = Extract<ScenarioResult, { kind: 'read' }>;

/**
 * Lives the life that an author's test asks for, in Falco's order (facts/abi.md 4.1): init, open, handler, capture_open, each
 * event parsed and then asked for its fields, close, handler NULL, capture_close, destroy.
 */
export async function playScenario(
	plugin: Plugin,
	description: Description,
	scenario: Scenario,
): Promise<ScenarioResult> {
	const started = await init(plugin, scenario.initConfig ?? defaultConfig(description));
	const { state } = started;
	const refused = refusalOf('init', started.rc, started.error);
	const result = refused ?? (await livePart(plugin, description, scenario, state));
	await destroy(plugin, state);
	return result;
}

async function livePart(
	plugin: Plugin,
	description: Description,
	scenario: Scenario,
	state: bigint,
): Promise<ScenarioResult> {
	let instance: bigint | undefined;
	if (scenario.samples === null && plugin.has('source')) {
		const opened = await open(plugin, state, scenario.openParams);
		const refused = refusalOf('open', opened.rc, opened.error);
		if (refused) {
			await close(plugin, state, opened.instance);
			return refused;
		}
		instance = opened.instance;
	}
	if (plugin.has('async')) await setAsyncHandler(plugin, state, 'set');
	if (plugin.has('listen')) await notifyCapture(plugin, 'capture_open', state);
	const use = eventUser(plugin, description, scenario, state);
	const end =
		instance === undefined
			? await giveSamples(scenario, use)
			: await readStream(plugin, scenario, state, instance, use);
	if (instance !== undefined) await close(plugin, state, instance);
	if (plugin.has('async')) await setAsyncHandler(plugin, state, 'reset');
	if (plugin.has('listen')) await notifyCapture(plugin, 'capture_close', state);
	return { kind: 'read', events: use.count(), ...end, answers: use.answers };
}

interface EventUser {
	use(bytes: Buffer): Promise<void>;
	count(): number;
	answers: Read['answers'][number][];
}

/** Numbers events from 1, lets the plugin parse each, and asks for its fields. */
function eventUser(plugin: Plugin, description: Description, scenario: Scenario, state: bigint): EventUser {
	const source = scenario.source ?? eventSourceOf(description);
	const asked = requestsOf(description, scenario);
	const answers: EventUser['answers'] = [];
	let count = 0;
	return {
		answers,
		count: () => count,
		async use(raw) {
			count += 1;
			const event = { bytes: hostEvent(raw, description.id ?? 0), number: BigInt(count), source };
			if (plugin.has('parse')) await parseEvent(plugin, state, event.bytes, event.number, source);
			for (const [field, request] of asked(count)) {
				answers.push({ event: count, field, answer: await answerOf(plugin, state, event, request) });
			}
		},
	};
}

/** The requests for each event by its number. The parent has refused those that the plugin has no field for. */
function requestsOf(description: Description, { asks, askEach }: Scenario) {
	const fields = parseFields(description.fields);
	const entry = (text: string): [string, FieldRequest] => {
		const request = parseFieldRequest(text, fields);
		if ('problem' in request) throw new Error(`${text} ${request.problem}`);
		return [text, request];
	};
	const single = new Map(asks.map((ask) => [ask.event, ask.fields.map(entry)]));
	const each = askEach.fields.map(entry);
	return (event: number) => new Map([...(event <= askEach.events ? each : []), ...(single.get(event) ?? [])]);
}

async function giveSamples({ samples, maxEvents }: Scenario, use: EventUser): Promise<Pick<Read, 'end' | 'endError'>> {
	for (const sample of (samples ?? []).slice(0, maxEvents)) {
		const payload = Buffer.from(sample, 'latin1');
		await use.use(Buffer.from(encodePluginEvent({ id: SAMPLE_PLUGIN_ID, payload })));
	}
	return { end: (samples ?? []).length > maxEvents ? 'limit' : 'eof', endError: null };
}

async function readStream(
	plugin: Plugin,
	scenario: Scenario,
	state: bigint,
	instance: bigint,
	use: EventUser,
): Promise<Pick<Read, 'end' | 'endError'>> {
	const deadline = performance.now() + scenario.maxMs;
	while (true) {
		const batch = await nextBatch(plugin, state, instance);
		for (const event of batch.events) {
			if (event.kind !== 'event') continue;
			if (use.count() >= scenario.maxEvents) return { end: 'limit', endError: null };
			await use.use(event.bytes);
		}
		if (batch.rc === RC.EOF) return { end: 'eof', endError: null };
		if (batch.rc !== RC.SUCCESS && batch.rc !== RC.TIMEOUT) {
			return { end: 'failure', endError: await lastErrorText(plugin, state) };
		}
		if (performance.now() > deadline) return { end: 'time-limit', endError: null };
	}
}
