import type { RunAlert } from '../plan.ts';
import { type AlertOutput, ReaderGone, type Report } from './alert-output.ts';

/** What waits for one output at most before the source is held up: alerts, and bytes of them. */
const ROOM = { alerts: 10_000, bytes: 8 * 1024 * 1024 } as const;

export interface QueueLimits {
	/** Falco's `outputs_queue.capacity`: beyond it new alerts are dropped. `null`: the source is held up instead. */
	readonly capacity: number | null;
	/** An output that takes nothing for so long is stuck: it no longer holds up the source, and is left at the end. */
	readonly timeoutMs: number;
}

/**
 * The alerts that wait for one output, in order, so that a slow output delays no other. Memory is bounded: when it is
 * full, `push` waits for room, and an output that makes no room in time loses alerts, which are counted.
 */
export class OutputQueue {
	readonly #output: AlertOutput;
	readonly #limits: QueueLimits;
	readonly #report: Report;
	readonly #onReaderGone: () => void;
	#waiting: RunAlert[] = [];
	#bytes = 0;
	#worker: Promise<void> | undefined;
	#stuck = false;
	/** No more alerts come in. */
	#closed = false;
	/** No more alerts go out. */
	#givenUp = false;
	#dropped = 0;
	#lastProblem: { readonly text: string; repeated: number } | undefined;
	/** Settled whenever alerts were taken. */
	#progress = Promise.withResolvers<void>();

	constructor(output: AlertOutput, limits: QueueLimits, report: Report, onReaderGone: () => void) {
		this.#output = output;
		this.#limits = limits;
		this.#report = report;
		this.#onReaderGone = onReaderGone;
	}

	/** Takes alerts in, as soon as there is room. */
	async push(alerts: readonly RunAlert[]): Promise<void> {
		if (this.#closed || this.#givenUp) return;
		const { capacity } = this.#limits;
		if (capacity !== null) {
			const room = Math.max(0, capacity - this.#waiting.length);
			this.#dropped += Math.max(0, alerts.length - room);
			this.#add(alerts.slice(0, room));
			return;
		}
		while (this.#isFull && !this.#stuck && !this.#givenUp) {
			if (!(await this.#progressInTime())) this.#markStuck();
		}
		if (this.#isFull) this.#dropped += alerts.length;
		else this.#add(alerts);
	}

	/** What the output holds open is opened anew before its next alert. */
	reopen(): void {
		this.#output.reopen?.();
	}

	/** Waits until everything is out, or the output is stuck; then says what was lost, and closes it. */
	async close(): Promise<void> {
		this.#closed = true;
		while (this.#worker !== undefined && !this.#givenUp) {
			if (await this.#progressInTime()) continue;
			this.#markStuck();
			this.#dropped += this.#waiting.length;
			this.#giveUp();
			this.#output.abandon();
		}
		await this.#closeInTime();
		this.#endProblem();
		if (this.#dropped > 0) this.#say(`${this.#dropped} alerts were dropped`);
	}

	#giveUp(): void {
		this.#givenUp = true;
		this.#waiting = [];
		this.#bytes = 0;
	}

	get #isFull(): boolean {
		return this.#waiting.length >= ROOM.alerts || this.#bytes >= ROOM.bytes;
	}

	#add(alerts: readonly RunAlert[]): void {
		if (alerts.length === 0) return;
		for (const alert of alerts) {
			this.#waiting.push(alert);
			this.#bytes += alert.line.length;
		}
		this.#worker ??= this.#work().finally(() => {
			this.#worker = undefined;
			this.#advance();
		});
	}

	async #work(): Promise<void> {
		while (this.#waiting.length > 0 && !this.#givenUp) {
			const batch = this.#waiting.splice(0, this.#output.batchSize);
			for (const { line } of batch) this.#bytes -= line.length;
			try {
				await this.#output.send(batch);
				this.#stuck = false;
			} catch (error) {
				this.#fail(error);
			}
			this.#advance();
		}
	}

	#fail(error: unknown): void {
		// What was given up was told already.
		if (this.#givenUp) return;
		if (error instanceof ReaderGone) {
			this.#giveUp();
			this.#onReaderGone();
			return;
		}
		const text = error instanceof Error ? error.message : String(error);
		if (this.#lastProblem?.text === text) {
			this.#lastProblem.repeated++;
			return;
		}
		this.#endProblem();
		this.#lastProblem = { text, repeated: 0 };
		this.#say(text);
	}

	/** A problem that came again and again is told twice: when it begins, and how often it came. */
	#endProblem(): void {
		const { text, repeated } = this.#lastProblem ?? { text: '', repeated: 0 };
		this.#lastProblem = undefined;
		if (repeated > 0) this.#say(`${text} (${repeated} more times)`);
	}

	#markStuck(): void {
		if (this.#stuck) return;
		this.#stuck = true;
		this.#say(`has taken no alert for ${this.#limits.timeoutMs} ms (output_timeout)`);
	}

	#say(problem: string): void {
		this.#report(`${this.#output.name}: ${problem}`);
	}

	#advance(): void {
		this.#progress.resolve();
		this.#progress = Promise.withResolvers();
	}

	/** Whether the output takes an alert within the time that it has. */
	#progressInTime(): Promise<boolean> {
		return inTime(this.#progress.promise, this.#limits.timeoutMs);
	}

	async #closeInTime(): Promise<void> {
		const closed = this.#output.close().catch((error: unknown) => this.#fail(error));
		if (await inTime(closed, this.#limits.timeoutMs)) return;
		this.#say(`did not end within ${this.#limits.timeoutMs} ms (output_timeout)`);
		this.#output.abandon();
	}
}

async function inTime(promise: Promise<unknown>, milliseconds: number): Promise<boolean> {
	const late = Promise.withResolvers<false>();
	const timer = setTimeout(() => late.resolve(false), milliseconds);
	try {
		return await Promise.race([promise.then(() => true), late.promise]);
	} finally {
		clearTimeout(timer);
	}
}
