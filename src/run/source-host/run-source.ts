import type { Collector, CollectStop } from '../../../harness/native/collector.ts';
import { onLastWords } from '../../../harness/native/last-words.ts';
import { lastError } from '../../../harness/plugin/init.ts';
import { startSurroundings } from '../../../harness/plugin/surroundings.ts';
import { utf8Of } from '../../../harness/protocol/returned-text.ts';
import type { Evaluator } from '../engine/evaluator.ts';
import { ProbeEvaluator } from '../engine/probe-evaluator.ts';
import { RulesEvaluator } from '../engine/rules-evaluator.ts';
import { SOURCE_PROTOCOL, type SourceTask } from '../messages.ts';
import type { RunPlan, RunSource, SourceEnd } from '../plan.ts';
import type { SourceChannel } from './channel.ts';
import { collectSource, type SourceCollector } from './collect-source.ts';
import { HostColumns } from './host-columns.ts';
import { destroyPlugins, type InitialisedPlugin, loadPlugins, SourceFailure } from './load-plugins.ts';
import { type OpenSource, openSource } from './open-source.ts';
import { PluginTalk } from './plugin-talk.ts';
import { RowBatch } from './row-batch.ts';

/**
 * How long the native loop runs at most before logs are told and orders are heard. Slices grow with the age of the source, so
 * that a process that dies young, and says nothing, has told most of what it knew.
 */
const SLICE_MS = 100;
const FIRST_SLICE_MS = 2;
/** How often the parent is told how far it is, once the source is not young any more. */
const PROGRESS_MS = 1_000;

type Ending = Pick<SourceEnd, 'how' | 'message'>;

/** Runs one source of a plan from load to destroy, in a process of its own, and tells the parent everything. */
export async function runSource(task: SourceTask, channel: SourceChannel, pageFd: number): Promise<void> {
	if (task.version !== SOURCE_PROTOCOL) {
		throw new Error(`protocol ${task.version}, and this source host speaks ${SOURCE_PROTOCOL}`);
	}
	const { falco } = task.plan;
	const plan: RunPlan = { ...task.plan, falco: { ...falco, absentArgIndex: BigInt(falco.absentArgIndex) } };
	const source = plan.sources[task.source];
	if (source === undefined) throw new Error(`the plan has no source ${task.source}`);
	const surroundings = startSurroundings({ falco, trace: false }, pageFd, () => {});
	const told = new PluginTalk(surroundings.host, source, channel);
	let running: RunningSource | undefined;
	onLastWords(async () => running?.sayLastWords());
	const end = await untilFailure(async () => {
		const plugins = await loadPlugins(source.plugins, surroundings);
		const evaluator = evaluatorOf(plan, source);
		const open = await openSource(source, plugins);
		running = new RunningSource(plan, source, plugins, open, evaluator, channel, told);
		const ending = await running.run();
		await open.close();
		await told.tell();
		await running.finish();
		await destroyPlugins(plugins);
		return ending;
	});
	await told.tell();
	await channel.deliver({ kind: 'source-ended', source: source.name, evidence: '', ...end });
}

function evaluatorOf(plan: RunPlan, source: RunSource): Evaluator {
	switch (plan.work.kind) {
		case 'rules':
			return new RulesEvaluator(plan, source, plan.work);
		case 'probes':
			return new ProbeEvaluator(plan, source, plan.work);
	}
}

async function untilFailure(work: () => Promise<Ending>): Promise<Ending> {
	try {
		return await work();
	} catch (error) {
		if (!(error instanceof SourceFailure)) throw error;
		return { how: 'failure', message: error.message };
	}
}

/** A source whose stream is open. */
export class RunningSource {
	readonly #source: RunSource;
	readonly #open: OpenSource;
	readonly #plugins: readonly InitialisedPlugin[];
	readonly #evaluator: Evaluator;
	readonly #channel: SourceChannel;
	readonly #talk: PluginTalk;
	readonly #collected: SourceCollector;
	readonly #batch: RowBatch;
	readonly #marks: Uint8Array;
	#warned = new Set<string>();
	readonly #milliseconds: number;
	/** Whether the native loop is filling rows: only then are there some that nobody has looked at. */
	#isReading = false;
	#isDying = false;
	#isFinished = false;
	#begun = 0;
	#lastProgress = 0;

	constructor(
		plan: RunPlan,
		source: RunSource,
		plugins: readonly InitialisedPlugin[],
		open: OpenSource,
		evaluator: Evaluator,
		channel: SourceChannel,
		talk: PluginTalk,
	) {
		this.#source = source;
		this.#open = open;
		this.#plugins = plugins;
		this.#evaluator = evaluator;
		this.#channel = channel;
		this.#talk = talk;
		this.#milliseconds = plan.limits.milliseconds ?? Number.POSITIVE_INFINITY;
		this.#collected = collectSource(plan, source, plugins, open, evaluator);
		const { collector, native } = this.#collected;
		const { hostname, zone } = plan.work.kind === 'rules' ? plan.work.alerts : plan.work;
		const host = new HostColumns(collector, {
			source: source.name,
			pluginName: open.opened.wanted.name,
			hostname,
			zone,
			staticFields: plan.staticFields,
		});
		this.#batch = new RowBatch(collector, host, native, evaluator.reads, evaluator.prints);
		this.#marks = new Uint8Array(collector.numbers.length / 2);
		channel.onStop = () => collector.interrupt();
		if (channel.isStopped) collector.interrupt();
	}

	/** Events delivered so far. */
	get events(): number {
		return this.#collected.collector.events;
	}

	/** Reads and evaluates to the end of the stream; what was read is evaluated, whatever the end. */
	async run(): Promise<Ending> {
		const { collector } = this.#collected;
		const { thread } = this.#open.opened.plugin.surroundings;
		this.#begun = performance.now();
		const deadline = this.#begun + this.#milliseconds;
		await this.#progress();
		for (;;) {
			this.#isReading = true;
			const age = Math.round(performance.now() - this.#begun);
			const stop = await collector.run(thread, Math.min(SLICE_MS, Math.max(FIRST_SLICE_MS, age)));
			this.#isReading = false;
			// The rows were told as the last ones: the process ends by itself.
			if (this.#isDying) return new Promise<never>(() => {});
			if (collector.rows > 0) await this.#evaluate(collector);
			await this.#talk.tell();
			await this.#warn(collector);
			await this.#progress();
			const { failure } = this.#evaluator;
			if (failure !== undefined) return { how: 'failure', message: failure };
			const ending = await this.#endingOf(stop, collector);
			if (ending !== undefined) return ending;
			if (performance.now() >= deadline) return { how: 'limit', message: '' };
		}
	}

	/** Tells what came of all events; a second time does nothing. */
	async finish(): Promise<void> {
		if (this.#isFinished) return;
		this.#isFinished = true;
		for (const message of this.#evaluator.finish(this.events)) await this.#channel.deliver(message);
	}

	/**
	 * Tells what is known when the process is about to end of what a plugin did: Falco would have been done with every event
	 * before that. What only outputs read of the last batch can't be read any more.
	 */
	async sayLastWords(): Promise<void> {
		this.#isDying = true;
		if (this.#isReading && this.#collected.collector.rows > 0) await this.#evaluateLast();
		await this.#talk.tell();
		await this.finish();
	}

	async #evaluateLast(): Promise<void> {
		this.#batch.refresh();
		this.#evaluator.evaluate(this.#batch, this.#marks);
		const marked = this.#marks.subarray(0, this.#batch.size).filter((mark) => mark !== 0).length;
		if (marked > 0 && this.#collected.demands) {
			const message = `what ${marked} of the last events would have alerted of is not told: the plugin was gone before their outputs were made`;
			await this.#warnOnce(null, message);
			return;
		}
		if (marked > 0) this.#batch.complete(this.#marks);
		for (const message of this.#evaluator.tell(this.#batch)) await this.#channel.deliver(message);
	}

	async #evaluate(collector: Collector): Promise<void> {
		this.#batch.refresh();
		this.#evaluator.evaluate(this.#batch, this.#marks);
		if (this.#marks.subarray(0, this.#batch.size).includes(1)) {
			if (this.#collected.demands) await collector.demand(this.#open.opened.plugin.surroundings.thread, this.#marks);
			this.#batch.complete(this.#marks);
		}
		for (const message of this.#evaluator.tell(this.#batch)) await this.#channel.deliver(message);
	}

	async #endingOf(stop: CollectStop, collector: Collector): Promise<Ending | undefined> {
		const failed = (message: string): Ending => ({ how: 'failure', message });
		switch (stop) {
			case 'full':
			case 'slice':
			case 'quiet':
				return this.#channel.isStopped ? { how: 'interrupted', message: '' } : undefined;
			case 'eof':
			case 'limit':
			case 'interrupted':
				return { how: stop, message: '' };
			case 'failure': {
				const { plugin, state } = this.#open.opened;
				const text = utf8Of(await lastError(plugin, state)) ?? '';
				return failed(`next_batch failed with code ${collector.rc}${text === '' ? '' : `: ${text}`}`);
			}
			case 'empty-success':
				return failed('next_batch returned SUCCESS without an event');
			case 'malformed-event':
				return failed(`next_batch returned an event that Falco refuses, at place ${collector.badIndex} of its batch`);
			case 'null-batch':
				return failed('next_batch counted events and returned no array of them');
			case 'too-large':
				return failed('next_batch returned an event of more than 256 MiB');
		}
	}

	/** What was found about the plugins on the way, once each. */
	async #warn(collector: Collector): Promise<void> {
		const { values, asyncs } = collector.lost;
		if (values > 0) await this.#warnOnce(null, 'values that are larger than 256 MiB together were taken for missing');
		if (asyncs > 0)
			await this.#warnOnce(null, 'async events for which there was no memory, or of more than 256 MiB, were left out');
		if (this.#open.takesAsync && this.#open.opened.plugin.surroundings.host.dropped().asyncEvents > 0) {
			await this.#warnOnce(null, 'async events came faster than they could be taken, and were left out');
		}
		for (const [index, { different }] of collector.reports().entries()) {
			if (different === undefined) continue;
			const field = this.#fieldAt(different);
			await this.#warnOnce(
				this.#plugins[index]?.wanted.name ?? null,
				`extract_fields gives another value of ${field} when it is asked for several fields at once: from here on it is asked for one field a call, as Falco does`,
			);
		}
	}

	#fieldAt(index: number): string {
		for (const [slot, place] of this.#collected.native) {
			if (place === index) return this.#evaluator.fields.refs[slot]?.text ?? 'a field';
		}
		return 'a field';
	}

	async #warnOnce(plugin: string | null, message: string): Promise<void> {
		const key = `${plugin} ${message}`;
		if (this.#warned.has(key)) return;
		this.#warned.add(key);
		await this.#channel.deliver({ kind: 'warning', source: this.#source.name, plugin, message });
	}

	async #progress(): Promise<void> {
		const now = performance.now();
		if (now - this.#lastProgress < Math.min(PROGRESS_MS, (now - this.#begun) / 2)) return;
		this.#lastProgress = now;
		await this.#channel.send({ kind: 'progress', events: this.events, probes: this.#evaluator.probesSoFar() });
	}
}
