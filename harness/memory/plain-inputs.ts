import type { Arena } from './arena.ts';
import type { InputPlacement, PlacedInput } from './input-placement.ts';

/** Inputs in ordinary memory, as in Falco: readable and writable, and whatever comes next once the call has returned. */
export class PlainInputs implements InputPlacement {
	readonly #arena: Arena;

	constructor(arena: Arena) {
		this.#arena = arena;
	}

	place(bytes: Uint8Array): PlacedInput {
		const block = this.#arena.allocate(bytes.length, 16);
		block.bytes.set(bytes);
		return { address: block.address, release: () => {} };
	}
}
