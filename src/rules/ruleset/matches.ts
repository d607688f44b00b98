const FIRST_CAPACITY = 64;

/** Pairs of an event and a rule that matched it, in order. It is filled again and again and only ever grows. */
export class Matches {
	#events = new Uint32Array(FIRST_CAPACITY);
	#rules = new Uint32Array(FIRST_CAPACITY);
	#count = 0;

	get count(): number {
		return this.#count;
	}

	/** The event of a match, by its place in the batch. */
	eventAt(match: number): number {
		return this.#at(this.#events, match);
	}

	/** The rule of a match, by its index in the ruleset. */
	ruleAt(match: number): number {
		return this.#at(this.#rules, match);
	}

	clear(): void {
		this.#count = 0;
	}

	add(event: number, rule: number): void {
		if (this.#count === this.#events.length) {
			this.#events = grown(this.#events);
			this.#rules = grown(this.#rules);
		}
		this.#events[this.#count] = event;
		this.#rules[this.#count++] = rule;
	}

	#at(values: Uint32Array, match: number): number {
		const value = match < this.#count ? values[match] : undefined;
		if (value === undefined) throw new RangeError(`there is no match ${match} of ${this.#count}`);
		return value;
	}
}

function grown(values: Uint32Array): Uint32Array<ArrayBuffer> {
	const larger = new Uint32Array(values.length * 2);
	larger.set(values);
	return larger;
}
