import type { Address } from '../native/library.ts';
import { type Edge, GuardedPool, GuardedRegion } from './guarded.ts';
import type { InputPlacement, PlacedInput, StandingInput } from './input-placement.ts';

/** What guarded inputs do to a plugin that breaks the rules of one kind. */
export interface GuardRules {
	/** Against which side the bytes lie. */
	edge: Edge;
	/** `read-only`: a write faults. */
	access: 'live' | 'read-only';
	/** What becomes of an input when its call has returned: every later access faults, or the memory is used again. */
	afterwards: 'revoked' | 'reused';
	/** Only inputs with one of these labels are guarded; all where nothing is said. */
	labels?: readonly string[];
}

/** Revoked regions that are kept; the oldest are used again, so that a long life does not fill the address space. */
const MOST_REVOKED = 400;

/** Inputs on pages of their own. The labels reach the report through the crash page (protocol/crash-page.ts). */
export class GuardedInputs implements InputPlacement {
	readonly #plain: InputPlacement;
	readonly #rules: GuardRules;
	readonly #pool = new GuardedPool();
	readonly #revoked: GuardedRegion[] = [];
	/** Copies of standing inputs by label, where nothing is wrong with keeping them. */
	readonly #copies = new Map<string, GuardedRegion>();

	constructor(plain: InputPlacement, rules: GuardRules) {
		this.#plain = plain;
		this.#rules = rules;
	}

	place(bytes: Uint8Array, label: string): PlacedInput {
		const { edge, access, afterwards, labels } = this.#rules;
		if (labels && !labels.includes(label)) return this.#plain.place(bytes, label);
		const region = this.#take(bytes.length);
		const address: Address = region.put(bytes, label, edge, access);
		return {
			address,
			release: () => {
				if (afterwards === 'reused') {
					this.#pool.release(region);
					return;
				}
				region.protect('revoked');
				this.#revoked.push(region);
			},
		};
	}

	lend(standing: StandingInput, label: string): PlacedInput {
		const { edge, access, afterwards, labels } = this.#rules;
		if (labels && !labels.includes(label)) return this.#plain.lend(standing, label);
		if (afterwards === 'revoked') return this.place(standing.bytes, label);
		const copy = this.#copies.get(label) ?? new GuardedRegion(standing.bytes.length);
		if (!this.#copies.has(label)) copy.put(standing.bytes, label, edge, access);
		this.#copies.set(label, copy);
		return { address: copy.address, release: () => {} };
	}

	#take(capacity: number): GuardedRegion {
		if (this.#revoked.length < MOST_REVOKED) return this.#pool.acquire(capacity);
		const index = this.#revoked.findIndex((region) => region.capacity >= capacity);
		const [oldest] = index < 0 ? [] : this.#revoked.splice(index, 1);
		return oldest ?? new GuardedRegion(capacity);
	}
}

/** Lets the calls of a plugin have guarded inputs while `use` runs. */
export async function withGuardedInputs<T>(
	{ surroundings }: { surroundings: { inputs: InputPlacement } },
	rules: GuardRules,
	use: () => Promise<T>,
): Promise<T> {
	const plain = surroundings.inputs;
	surroundings.inputs = new GuardedInputs(plain, rules);
	try {
		return await use();
	} finally {
		surroundings.inputs = plain;
	}
}
