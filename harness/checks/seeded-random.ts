/** A stream of numbers that is the same for the same seed (mulberry32). */
export class SeededRandom {
	#state: number;

	constructor(seed: number) {
		this.#state = seed >>> 0;
	}

	/** A whole number from 0 to below `limit`. */
	below(limit: number): number {
		this.#state = (this.#state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000) * limit);
	}

	bytes(length: number): Buffer {
		return Buffer.from(Array.from({ length }, () => this.below(256)));
	}

	/** The items in another order. */
	shuffled<T>(items: readonly T[]): T[] {
		const result = [...items];
		for (let last = result.length - 1; last > 0; last--) {
			const other = this.below(last + 1);
			const [a, b] = [result[last], result[other]] as [T, T];
			result[last] = b;
			result[other] = a;
		}
		return result;
	}
}
