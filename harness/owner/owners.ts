import type { Arena } from '../memory/arena.ts';
import { Owner } from './owner.ts';
import { type StandingInputs, standingInputs } from './standing-inputs.ts';

/**
 * One emulated Falco for each state of the plugin, as each event source of Falco has an inspector of its own, with its own
 * tables. Those of destroyed states are emptied and given to later ones.
 */
export class Owners {
	/** Shared, since an arena takes back what was placed during a call. */
	readonly #standing: StandingInputs;
	readonly #free: Owner[] = [];
	readonly #byState = new Map<bigint, Owner>();
	#next: Owner | undefined;
	#last: Owner | undefined;

	constructor(arena: Arena) {
		this.#standing = standingInputs(arena);
	}

	/** The owner that the next init is given; a check may prepare it. */
	next(): Owner {
		this.#next ??= this.#free.shift() ?? new Owner(this.#standing);
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
