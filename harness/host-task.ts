import { parseFields } from './abi/fields.ts';
import { CATALOGUE } from './catalogue.ts';
import type { LiveCheck, RecordCheck } from './define-check.ts';
import { ordinaryArguments } from './life/field-arguments.ts';
import { lifeSettings } from './life/life-settings.ts';
import { liveOrdinarily } from './life/ordinary-life.ts';
import { sampleEvents } from './life/sample-events.ts';
import type { LiveContext } from './live-context.ts';
import { endProcess } from './memory/end-process.ts';
import { PluginCalls } from './plugin/calls.ts';
import { describe, describeRefused } from './plugin/describe.ts';
import { Plugin, type PluginSurroundings } from './plugin/plugin.ts';
import { divertOutput, StandardOutput } from './plugin/standard-output.ts';
import { startSurroundings } from './plugin/surroundings.ts';
import { type ProcessState, processState } from './process-state.ts';
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
			case 'check':
				await check(task, surroundings, channel);
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

async function check(task: CheckTask, surroundings: PluginSurroundings, channel: TaskChannel): Promise<void> {
	const processBefore = processState();
	const plugin = await Plugin.load(surroundings, task.library);
	if ('refused' in plugin) throw new Error(`loaded once, and now refused: ${plugin.refused}`);
	if (task.liveChecks.length === 0) await judgeOrdinaryLife(task, plugin, channel);
	for (const id of task.liveChecks) await runLiveCheck(id, task, plugin, channel, processBefore);
}

async function judgeOrdinaryLife(task: CheckTask, plugin: Plugin, channel: TaskChannel): Promise<void> {
	const start = performance.now();
	const fields = parseFields(task.description.fields);
	const record = await liveOrdinarily(plugin, lifeSettings(task.description, task.inputs));
	const durationMs = performance.now() - start;
	const summary = `${record.events.length + record.uncaptured} events, ${record.calls.length} calls`;
	await channel.send({ kind: 'ordinary-run-finished', durationMs, summary });
	const { falco } = plugin.surroundings;
	const subject = { record, description: task.description, fields, inputs: task.inputs, falco };
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
	processBefore: ProcessState,
): Promise<void> {
	const found = CATALOGUE.find((entry): entry is LiveCheck => entry.id === id && entry.stage === 'live');
	if (!found) throw new Error(`no live check ${id}`);
	await channel.send({ kind: 'check-started', id });
	const begun = performance.now();
	plugin.forgetCalled();
	const outcome = await found.run(liveContext(plugin, task, channel, processBefore));
	const durationMs = performance.now() - begun;
	await channel.send({ kind: 'check-finished', id, outcome, durationMs, called: plugin.called() });
}

function liveContext(plugin: Plugin, task: CheckTask, channel: TaskChannel, processBefore: ProcessState): LiveContext {
	const fields = parseFields(task.description.fields);
	const settings = lifeSettings(task.description, task.inputs);
	return {
		plugin: new PluginCalls(plugin),
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
		liveOrdinarily: () => liveOrdinarily(plugin, settings),
		processBefore,
		processState,
		divertOutput,
	};
}
