import type { ListInfo } from './item-info.ts';
import { type SubstitutedList, substituteList } from './list-substitution.ts';

/** What delimits a list's name in a condition. */
const DELIMITERS = /[ \t\n\r(),=]+/;

/** The lists of a ruleset, ready to be put into conditions, and which of them were. */
export class ListTable {
	/** In order of their first definition. */
	readonly lists: readonly SubstitutedList[];
	readonly #places: ReadonlyMap<string, number>;
	/** The places of lists whose names have delimiters in them, and are no words of a condition. */
	readonly #oddPlaces: readonly number[];
	readonly #used = new Set<string>();

	/** Items that name an earlier list become that list's own items, unresolved: one level only (a quirk of Falco). */
	constructor(infos: ReadonlyMap<string, ListInfo>) {
		this.lists = [...infos.values()].map(({ name, items, visibility }) => ({
			name,
			items: items.flatMap((item) => {
				const referenced = infos.get(item);
				if (referenced === undefined || referenced.index >= visibility) return [item];
				this.#used.add(item);
				return referenced.items;
			}),
		}));
		this.#places = new Map(this.lists.map(({ name }, place) => [name, place]));
		this.#oddPlaces = this.lists.flatMap(({ name }, place) => (DELIMITERS.test(name) ? [place] : []));
	}

	/**
	 * The condition with all lists put in, in order of their definition: what an earlier list brings in can be the name
	 * of a later one. `undefined` where it grew beyond bounds.
	 */
	substitute(condition: string): string | undefined {
		let text = condition;
		for (let place = this.#nextIn(text, -1); place !== undefined; place = this.#nextIn(text, place)) {
			const list = this.lists[place];
			const substituted = list && substituteList(text, list);
			if (list === undefined || substituted === undefined) return undefined;
			if (substituted.used) this.#used.add(list.name);
			text = substituted.text;
		}
		return text;
	}

	isUsed(name: string): boolean {
		return this.#used.has(name);
	}

	/** The first list behind a place that the condition may name. */
	#nextIn(text: string, behind: number): number | undefined {
		let next: number | undefined;
		const consider = (place: number | undefined): void => {
			if (place !== undefined && place > behind && (next === undefined || place < next)) next = place;
		};
		for (const word of text.split(DELIMITERS)) consider(this.#places.get(word));
		for (const place of this.#oddPlaces) consider(place);
		return next;
	}
}
