import koffi, { type node } from 'koffi';
import { type HostLibrary, hostLibrary } from './host-library.ts';
import { type Address, addressOf } from './library.ts';

interface Posted {
	call: number;
	fn: Address;
	args: readonly (bigint | number)[];
	resolve: (result: bigint) => void;
	reject: (error: Error) => void;
}

/** The most integer arguments that a posted call takes. */
const MAX_ARGUMENTS = 8;

/**
 * A native thread with an 8 MiB stack that executes calls one after the other, in the order of `call`, while the
 * JavaScript thread is free (harness/native/thread.c).
 */
export class PostedThread {
	readonly name: string;
	/** Which breadcrumb of the page is this thread's. */
	readonly slot: number;
	readonly #library: HostLibrary;
	readonly #thread: Address;
	readonly #result = new BigUint64Array(new ArrayBuffer(8));
	readonly #resultAddress: Address;
	readonly #queue: Posted[] = [];
	readonly #poll: node.PollHandle;
	#underWay: Posted | undefined;

	constructor(name: string) {
		this.name = name;
		this.#library = hostLibrary();
		this.#resultAddress = addressOf(koffi.address(this.#result));
		this.#thread = this.#library.nh_thread_create(name);
		if (this.#thread === 0n) throw new Error(`the native host could not create the thread ${name}`);
		this.slot = this.#library.nh_thread_slot(this.#thread);
		this.#poll = koffi.node.poll(this.#library.nh_thread_fd(this.#thread), { readable: true }, () => this.#take());
		this.#poll.unref();
	}

	/**
	 * Posts `fn(...args)` and resolves with the 64 bits it returned: cut them to the width of the real result
	 * (`Number(BigInt.asIntN(32, value))` for an `ss_plugin_rc`). At most 8 integer or pointer arguments.
	 * Stays pending for ever when the call never returns; the deadline is the parent's.
	 *
	 * @param call the id that the breadcrumb shows (`callId` of crash-page.ts)
	 */
	call(call: number, fn: Address, args: readonly (bigint | number)[] = []): Promise<bigint> {
		if (args.length > MAX_ARGUMENTS) throw new RangeError(`${args.length} arguments, and at most 8 can be posted`);
		return new Promise((resolve, reject) => {
			this.#queue.push({ call, fn, args, resolve, reject });
			if (this.#underWay === undefined) this.#post();
		});
	}

	/** True while a call has not come back. */
	get busy(): boolean {
		return this.#underWay !== undefined;
	}

	/** Ends the thread; only when no call is under way. */
	stop(): void {
		if (this.busy) throw new Error(`the thread ${this.name} is executing a call`);
		this.#poll.close();
		this.#library.nh_thread_stop(this.#thread);
	}

	#post(): void {
		const next = this.#queue.shift();
		this.#underWay = next;
		if (next === undefined) {
			this.#poll.unref();
			return;
		}
		const arg = (i: number) => BigInt.asUintN(64, BigInt(next.args[i] ?? 0));
		const error = this.#library.nh_thread_post(
			this.#thread,
			next.call,
			next.fn,
			arg(0),
			arg(1),
			arg(2),
			arg(3),
			arg(4),
			arg(5),
			arg(6),
			arg(7),
		);
		if (error !== 0) next.reject(new Error(`the thread ${this.name} refused a call: ${error}`));
		this.#poll.ref();
	}

	#take(): void {
		const done = this.#underWay;
		if (done === undefined || this.#library.nh_thread_take(this.#thread, this.#resultAddress) !== 0) return;
		const result = this.#result[0] ?? 0n;
		this.#post();
		done.resolve(result);
	}
}
