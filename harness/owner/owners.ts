import type { Arena } from '../memory/arena.ts';
import { ownerCallbacks } from '../native/owner.ts';
import { Owner } from './owner.ts';
import { structBytes } from './struct-bytes.ts';

/**
 * One emulated Falco for each state of the plugin, as each event source of Falco has an inspector of its own, with its own
 * tables. Those of destroyed states are emptied and given to later ones.
 */
export class Owners {
	/** Shared, since an arena takes back what was placed during a call. */
	readonly #routines: bigint;
	readonly #free: Owner[] = [];
	readonly #byState = new Map<bigint, Owner>();
	#next: Owner | undefined;
	#last: Owner | undefined;

	constructor(arena: Arena) {
		const { subscribe, unsubscribe } = ownerCallbacks();
		this.#routines = arena.place(structBytes('ss_plugin_routine_vtable', { subscribe, unsubscribe })).address;
	}

	/** The owner that the next init is given; a check may prepare it. */
	next(): Owner {
		this.#next ??= this.#free.shift() ?? new Owner(this.#routines);
		return this.#next;
	}

	/** The owner of a state; where a check made up a state, the latest one. */
	of(state: bigint): Owner {
		return this.#byState.get(state) ?? this.#last ?? this.next();
	}

	/** init gave this state to the next owner. */
	bind(state: bigint): void {
		const owner = this.next();
		this.#next = undefined;
		this.#last = owner;
		const before = this.#byState.get(state);
		this.#byState.set(state, owner);
		owner.native.setPluginState(state);
		// A plugin that gives the same state twice has lost the first one.
		if (before) this.#recycle(before);
	}

	/** The state is destroyed. */
	release(state: bigint): void {
		const owner = this.#byState.get(state);
		if (!owner) return;
		this.#byState.delete(state);
		this.#recycle(owner);
	}

	#recycle(owner: Owner): void {
		owner.reset();
		this.#free.push(owner);
	}
}
