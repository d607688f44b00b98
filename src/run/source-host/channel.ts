import type { SourceMessage, SourceOrder } from '../messages.ts';
import type { RunMessage } from '../plan.ts';

/** The child's end of the channel to the parent. */
export class SourceChannel {
	/** Called once when the parent wants the source to end in order. */
	onStop: () => void = () => {};
	#isStopped = false;
	#taken: (() => void) | undefined;
	#delivery: Promise<void> = Promise.resolve();

	/** What the parent says while the source runs. */
	take(order: SourceOrder): void {
		switch (order.kind) {
			case 'stop':
				this.#isStopped = true;
				this.onStop();
				break;
			case 'taken':
				this.#taken?.();
				break;
		}
	}

	/** Whether the parent wants the source to end. */
	get isStopped(): boolean {
		return this.#isStopped;
	}

	/** Resolves when the message is written: the process may end right after the last one. */
	send(message: SourceMessage): Promise<void> {
		return new Promise((resolve) => {
			process.send?.(message, undefined, undefined, () => resolve());
		});
	}

	/** Resolves when the receiver has dealt with the message, so that alerts never pile up. One goes after the other. */
	deliver(message: RunMessage): Promise<void> {
		this.#delivery = this.#delivery.then(() => this.#deliverNow(message));
		return this.#delivery;
	}

	async #deliverNow(message: RunMessage): Promise<void> {
		const taken = new Promise<void>((resolve) => {
			this.#taken = resolve;
		});
		await this.send({ kind: 'run', message });
		await taken;
	}
}
