import { parseFields } from './abi/fields.ts';
import { playScenario } from './author-tests/play-scenario.ts';
import { CATALOGUE } from './catalogue.ts';
import type { LiveCheck, RecordCheck } from './define-check.ts';
import { collectEvents } from './life/collect-events.ts';
import { ordinaryArguments } from './life/field-arguments.ts';
import { ORDINARY_LIMITS, SHORT_LIMITS } from './life/life-limits.ts';
import { lifeSettings } from './life/life-settings.ts';
import { liveOrdinarily } from './life/ordinary-life.ts';
import { anonymousBytes, networkSockets, type ProcessResources, processResources } from './life/process-resources.ts';
import { sampleEvents } from './life/sample-events.ts';
import type { LiveContext } from './live-context.ts';
import { endProcess } from './memory/end-process.ts';
import { withGuardedInputs } from './memory/guarded-inputs.ts';
import { PluginCalls } from './plugin/calls.ts';
import { describe, describeRefused } from './plugin/describe.ts';
import { Plugin, type PluginSurroundings } from './plugin/plugin.ts';
import { reload } from './plugin/reload.ts';
import { divertOutput, StandardOutput } from './plugin/standard-output.ts';
import { startSurroundings } from './plugin/surroundings.ts';
import { callForText } from './plugin/texts.ts';
import { type ProcessState, processState } from './process-state.ts';
import type { Collection } from './protocol/given-events.ts';
import { type HostMessage, type HostTask, PROTOCOL_VERSION } from './protocol/messages.ts';

export interface TaskChannel {
	pageFd: number;
	send: (message: HostMessage) => Promise<void>;
}

type CheckTask = Extract<HostTask, { kind: 'check' }>;

/** Does the one task of a host child, and ends the process without running the plugin's exit handlers. */
export async function runTask(task: HostTask, channel: TaskChannel): Promise<void> {
	try {
		if (task.version !== PROTOCOL_VERSION)
			throw new Error(`protocol ${task.version}, and this host speaks ${PROTOCOL_VERSION}`);
		const surroundings = startSurroundings(task, channel.pageFd, (line) => {
			if (task.trace) void channel.send({ kind: 'trace', line });
		});
		switch (task.kind) {
			case 'discover':
				await discover(task.library, surroundings, channel);
				break;
			case 'collect':
				await collect(task.library, surroundings, channel);
				break;
			case 'check':
				await check(task, surroundings, channel);
				break;
			case 'author-test':
				await authorTest(task, surroundings, channel);
				break;
		}
	} catch (error) {
		await channel.send({ kind: 'broken', id: null, message: describeError(error) });
	}
	await channel.send({ kind: 'done' });
	endProcess();
}

function describeError(error: unknown): string {
	return error instanceof Error ? `${error.message}\n${error.stack ?? ''}`.slice(0, 4_000) : String(error);
}

async function discover(library: string, surroundings: PluginSurroundings, channel: TaskChannel): Promise<void> {
	const output = StandardOutput.divert();
	const start = performance.now();
	const plugin = await Plugin.load(surroundings, library);
	const elapsedMs = performance.now() - start;
	const printed = output.restore();
	const description =
		'refused' in plugin ? describeRefused(plugin.refused, printed) : await describe(plugin, elapsedMs, printed);
	await channel.send({ kind: 'description', description });
}

async function authorTest(
	task: Extract<HostTask, { kind: 'author-test' }>,
	surroundings: PluginSurroundings,
	channel: TaskChannel,
): Promise<void> {
	const plugin = await Plugin.load(surroundings, task.library);
	if ('refused' in plugin) throw new Error(`loaded once, and now refused: ${plugin.refused}`);
	const start = performance.now();
	const result = await playScenario(plugin, task.description, task.scenario);
	await channel.send({ kind: 'scenario-finished', result, durationMs: performance.now() - start });
}

async function collect(library: string, surroundings: PluginSurroundings, channel: TaskChannel): Promise<void> {
	const plugin = await Plugin.load(surroundings, library);
	const collection: Collection =
		'refused' in plugin ? { kind: 'none', reason: `it does not load: ${plugin.refused}` } : await collectEvents(plugin);
	await channel.send({ kind: 'collected', collection });
}

async function check(task: CheckTask, surroundings: PluginSurroundings, channel: TaskChannel): Promise<void> {
	const resourcesBefore = processResources();
	const beforeLoad = processState();
	const plugin = await Plugin.load(surroundings, task.library);
	if ('refused' in plugin) throw new Error(`loaded once, and now refused: ${plugin.refused}`);
	if (plugin.has('extract')) await channel.send({ kind: 'fields', text: await callForText(plugin, 'get_fields', []) });
	if (task.liveChecks.length === 0) await judgeOrdinaryLife(task, plugin, channel, beforeLoad);
	for (const id of task.liveChecks) await runLiveCheck(id, task, plugin, channel, resourcesBefore);
}

async function judgeOrdinaryLife(
	task: CheckTask,
	plugin: Plugin,
	channel: TaskChannel,
	beforeLoad: ProcessState,
): Promise<void> {
	const start = performance.now();
	const process = { beforeLoad, loaded: processState() };
	const fields = parseFields(task.description.fields);
	const record = await liveOrdinarily(plugin, lifeSettings(task.description, task.inputs, task.given));
	const durationMs = performance.now() - start;
	const summary = `${record.events.length + record.uncaptured} events, ${record.calls.length} calls`;
	await channel.send({ kind: 'ordinary-run-finished', durationMs, summary });
	const { falco } = plugin.surroundings;
	const subject = { record, process, description: task.description, fields, inputs: task.inputs, falco };
	for (const id of task.recordChecks) {
		const found = CATALOGUE.find((entry): entry is RecordCheck => entry.id === id && entry.stage === 'record');
		if (!found) throw new Error(`no record check ${id}`);
		const begun = performance.now();
		const outcome = found.judge(subject);
		await channel.send({ kind: 'check-finished', id, outcome, durationMs: performance.now() - begun, called: [] });
	}
}

async function runLiveCheck(
	id: string,
	task: CheckTask,
	plugin: Plugin,
	channel: TaskChannel,
	resourcesBefore: ProcessResources,
): Promise<void> {
	const found = CATALOGUE.find((entry): entry is LiveCheck => entry.id === id && entry.stage === 'live');
	if (!found) throw new Error(`no live check ${id}`);
	await channel.send({ kind: 'check-started', id });
	const begun = performance.now();
	plugin.forgetCalled();
	const outcome = await found.run(liveContext(plugin, task, channel, resourcesBefore));
	const durationMs = performance.now() - begun;
	await channel.send({ kind: 'check-finished', id, outcome, durationMs, called: plugin.called() });
}

function liveContext(
	plugin: Plugin,
	task: CheckTask,
	channel: TaskChannel,
	resourcesBefore: ProcessResources,
): LiveContext {
	const fields = parseFields(task.description.fields);
	const settings = lifeSettings(task.description, task.inputs, task.given);
	const calls = new PluginCalls(plugin);
	return {
		plugin: calls,
		description: task.description,
		fields,
		requests: fields.flatMap((field) => ordinaryArguments(field).map((argument) => ({ field, argument }))),
		inputs: task.inputs,
		settings,
		falco: plugin.surroundings.falco,
		seed: task.seed,
		timeoutScale: task.timeoutScale,
		trying: (text, severity) => channel.send({ kind: 'trying', text, ...(severity ? { severity } : {}) }),
		sampleEvents: (state, limit) => sampleEvents(plugin, state, settings, limit),
		liveOrdinarily: (length = 'full') =>
			liveOrdinarily(calls.plugin, settings, length === 'full' ? ORDINARY_LIMITS : SHORT_LIMITS),
		withGuardedInputs: (rules, use) => withGuardedInputs(calls.plugin, rules, use),
		reload: () => reload(calls, task.library),
		resourcesBefore,
		resources: processResources,
		anonymousBytes,
		networkSockets,
		divertOutput,
	};
}
