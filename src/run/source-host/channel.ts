import type { SourceMessage, SourceOrder, SourceTask } from '../messages.ts';
import type { RunMessage } from '../plan.ts';

/** The child's end of the channel to the parent. */
export class SourceChannel {
	onTask: (task: SourceTask) => void = () => {};
	/** Called once when the parent wants the source to end in order. */
	onStop: () => void = () => {};
	#isStopped = false;
	#taken: (() => void) | undefined;

	constructor() {
		process.on('message', (message: SourceTask | SourceOrder) => {
			switch (message.kind) {
				case 'run':
					this.onTask(message);
					break;
				case 'stop':
					this.#isStopped = true;
					this.onStop();
					break;
				case 'taken':
					this.#taken?.();
					break;
			}
		});
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

	/** Resolves when the receiver has dealt with the message, so that alerts never pile up. */
	async deliver(message: RunMessage): Promise<void> {
		const taken = new Promise<void>((resolve) => {
			this.#taken = resolve;
		});
		await this.send({ kind: 'run', message });
		await taken;
	}
}
