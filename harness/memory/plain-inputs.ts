import type { Arena } from './arena.ts';
import type { InputPlacement, PlacedInput, StandingInput } from './input-placement.ts';

/** Inputs in ordinary memory, as in Falco: readable and writable, and whatever comes next once the call has returned. */
export class PlainInputs implements InputPlacement {
	readonly #arena: Arena;

	constructor(arena: Arena) {
		this.#arena = arena;
	}

	place(bytes: Uint8Array): PlacedInput {
		const { address } = this.#arena.place(bytes, 16);
		return { address, release: () => {} };
	}

	lend({ address }: StandingInput): PlacedInput {
		return { address, release: () => {} };
	}
}
