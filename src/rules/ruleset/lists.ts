import type { ListInfo } from './definitions.ts';
import { type SubstitutedList, substituteList } from './list-substitution.ts';

/** The lists of a ruleset, ready to be put into conditions, and which of them were. */
export class ListTable {
	readonly lists: readonly SubstitutedList[];
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
	}

	/** The condition with all lists put in, in order of their definition; `undefined` where it grew beyond bounds. */
	substitute(condition: string): string | undefined {
		let text = condition;
		for (const list of this.lists) {
			const substituted = substituteList(text, list);
			if (substituted === undefined) return undefined;
			if (substituted.used) this.#used.add(list.name);
			text = substituted.text;
		}
		return text;
	}

	isUsed(name: string): boolean {
		return this.#used.has(name);
	}
}
