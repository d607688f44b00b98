import { deathOf } from '../conformance/deaths.ts';
import type { HostEnd } from '../host-process/host-end.ts';
import { startHostSession } from '../host-process/host-session.ts';
import { parseSourceMessage, SOURCE_PROTOCOL, type SourceMessage, type SourceTask } from './messages.ts';
import type { ProbeResult, RunMessage, RunOptions, RunPlan, RunSources, SourceEnd } from './plan.ts';

/** Runs every source of a plan in a child of its own, all at once; what ends one of them leaves the others running. */
export const runSources: RunSources = (plan, options) =>
	Promise.all(plan.sources.map((_, index) => runOne(plan, index, options)));

async function runOne(plan: RunPlan, index: number, { onMessage, signal }: RunOptions): Promise<SourceEnd> {
	const source = plan.sources[index];
	if (source === undefined) throw new RangeError(`the plan has no source ${index}`);
	const received = new ReceivedMessages(source.name, onMessage);
	const session = startHostSession({
		entry: 'source',
		libraries: source.plugins.map(({ library }) => library),
		timeoutScale: plan.timeoutScale,
		// While the receiver is busy with what it was told, the source waits.
		isBusy: () => !received.isBusy,
		onMessage: (value, { send, farewell }) => {
			const message = parseSourceMessage(value);
			if (message === undefined) return;
			if (message.kind === 'ready') {
				send(taskOf(plan, index));
				if (signal?.aborted) send({ kind: 'stop' });
			}
			if (message.kind === 'done') farewell();
			received.take(message, () => send({ kind: 'taken' }));
		},
	});
	const stop = () => session.send({ kind: 'stop' });
	signal?.addEventListener('abort', stop, { once: true });
	const end = await session.ended;
	signal?.removeEventListener('abort', stop);
	await received.settled();
	return received.end(end);
}

function taskOf(plan: RunPlan, source: number): SourceTask {
	const { falco } = plan;
	return {
		kind: 'run',
		version: SOURCE_PROTOCOL,
		source,
		plan: { ...plan, falco: { ...falco, absentArgIndex: `0x${falco.absentArgIndex.toString(16)}` } },
	};
}

/** What the child of a source said, on its way to the receiver: one message after the other. */
class ReceivedMessages {
	readonly #source: string;
	readonly #onMessage: RunOptions['onMessage'];
	#delivery: Promise<void> = Promise.resolve();
	#failure: { error: unknown } | undefined;
	#ended: SourceEnd | undefined;
	#broken: string | undefined;
	#events = 0;
	/** What conditions and formats had come to, for a source that dies before it tells them in full. */
	#probes: readonly ProbeResult[] = [];
	#untold = 0;
	#isSummed = false;
	/** Alerts by rule, for the summary of a source that died. */
	readonly #alerts = new Map<string, Extract<RunMessage, { kind: 'summary' }>['alerts'][number]>();

	constructor(source: string, onMessage: RunOptions['onMessage']) {
		this.#source = source;
		this.#onMessage = onMessage;
	}

	/** Whether there is something that the receiver has not dealt with. */
	get isBusy(): boolean {
		return this.#untold > 0;
	}

	take(message: SourceMessage, taken: () => void): void {
		switch (message.kind) {
			case 'ready':
			case 'done':
				break;
			case 'progress':
				this.#events = message.events;
				this.#probes = message.probes;
				break;
			case 'broken':
				this.#broken = message.message;
				break;
			case 'run':
				this.#count(message.message);
				if (message.message.kind !== 'source-ended') this.#pass(message.message);
				this.#delivery = this.#delivery.then(taken);
		}
	}

	/** Resolves when the receiver is done with everything; rejects with what it threw. */
	async settled(): Promise<void> {
		await this.#delivery;
		if (this.#failure !== undefined) throw this.#failure.error;
	}

	/** Tells the end, after the process has ended. */
	async end(end: HostEnd): Promise<SourceEnd> {
		if (this.#broken !== undefined) throw new Error(`the host of source ${this.#source} broke: ${this.#broken}`);
		const last = this.#ended ?? this.#died(end);
		if (!this.#isSummed) {
			const source = this.#source;
			if (this.#probes.length > 0) this.#pass({ kind: 'probe-results', source, results: this.#probes });
			const alerts = [...this.#alerts.values()];
			const events = Math.max(this.#events, end.events);
			this.#pass({ kind: 'summary', source, events, alerts, coverage: null });
		}
		this.#pass(last);
		await this.settled();
		return last;
	}

	#pass(message: RunMessage): void {
		this.#untold++;
		this.#delivery = this.#delivery
			.then(() => (this.#failure === undefined ? this.#onMessage(message) : undefined))
			.catch((error: unknown) => {
				this.#failure ??= { error };
			})
			.finally(() => {
				this.#untold--;
			});
	}

	#count(message: RunMessage): void {
		if (message.kind === 'summary') this.#isSummed = true;
		if (message.kind === 'source-ended') this.#ended = message;
		if (message.kind !== 'alerts') return;
		for (const { rule, priority } of message.alerts) {
			this.#alerts.set(rule, { rule, priority, count: (this.#alerts.get(rule)?.count ?? 0) + 1 });
		}
	}

	/** The end of a process that did not tell one, in the words of the conformance tests. */
	#died(end: HostEnd): SourceEnd {
		const death = deathOf(end);
		const ended = { kind: 'source-ended', source: this.#source, evidence: '' } as const;
		switch (death.kind) {
			case 'none':
				throw new Error(`the host of source ${this.#source} ended without telling why`);
			case 'interrupted':
				return { ...ended, how: 'interrupted', message: '' };
			default:
				return { ...ended, how: death.kind, message: death.draft.message, evidence: death.draft.evidence ?? '' };
		}
	}
}
