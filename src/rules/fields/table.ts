import { type ByteText, decodeText } from '../values/byte-text.ts';
import { parseArgument } from './argument.ts';
import type { FieldArgument, FieldClass, FieldDefinition, FieldRef } from './field.ts';

/** A field that was found, or why Falco refuses the text, in its words. */
export type FieldLookup =
	| { readonly kind: 'found'; readonly ref: FieldRef }
	/** No class knows the field; only this can be forgiven by `skip-if-unknown-filter`. */
	| { readonly kind: 'unknown'; readonly message: string }
	/** The field exists, and its argument is wrong. */
	| { readonly kind: 'error'; readonly message: string };

/** The fields of one event source, and the numbering of those that conditions and outputs read. */
export class FieldTable {
	readonly classes: readonly FieldClass[];
	readonly #refs: FieldRef[] = [];
	readonly #found = new Map<string, FieldRef>();
	/** How the names of fields begin: most texts are none, and are many where conditions have long lists. */
	readonly #beginnings: ReadonlySet<string>;

	/** `classes` in Falco's order of lookup: `evt`, `static` if there is one, then the plugins in load order. */
	constructor(classes: readonly FieldClass[]) {
		this.classes = classes;
		this.#beginnings = new Set(classes.flatMap(({ fields }) => fields.map(({ name }) => beginning(name))));
	}

	/** Every field that was looked up with success so far, by slot. */
	get refs(): readonly FieldRef[] {
		return this.#refs;
	}

	/**
	 * Finds `name` or `name[argument]` as Falco does: in each class the longest field name that the text starts with
	 * wins; a class that has one, though not for the whole text, ends the search, and later classes are not asked.
	 */
	lookup(text: ByteText): FieldLookup {
		const known = this.#found.get(text);
		if (known !== undefined) return { kind: 'found', ref: known };
		const found = this.#find(text);
		if (found.kind === 'found') {
			this.#refs.push(found.ref);
			this.#found.set(text, found.ref);
		}
		return found;
	}

	/** Whether `lookup` would find the text; takes no slot. */
	has(text: ByteText): boolean {
		const mayBegin = this.#beginnings.has(beginning(text)) || this.#beginnings.has(text.charAt(0));
		return mayBegin && this.#find(text).kind === 'found';
	}

	#find(text: ByteText): FieldLookup {
		for (const owner of this.classes) {
			const fieldId = longestPrefix(owner.fields, text);
			const definition = owner.fields[fieldId];
			if (definition === undefined) continue;
			return this.#resolve(text, owner, fieldId, definition);
		}
		return unknown(text);
	}

	#resolve(text: ByteText, owner: FieldClass, fieldId: number, definition: FieldDefinition): FieldLookup {
		const rest = text.slice(definition.name.length);
		const refuse = (message: string): FieldLookup => ({
			kind: 'error',
			message: decodeText(`filter '${text}': ${definition.name} ${message}`),
		});
		let argument: FieldArgument | undefined;
		if (rest.startsWith('[') && owner.isBuiltIn !== true) {
			// Falco reads on to the first blank only, and to the first closing bracket.
			const inside = /^\[([^ \]]*)(.?)/s.exec(rest);
			if (inside?.[2] !== ']') return refuse('has unbalanced argument brackets');
			const parsed = parseArgument(inside[1] ?? '', definition.argument);
			if (parsed.kind === 'error') return refuse(parsed.message);
			if (inside[0].length !== rest.length) return unknown(text);
			argument = parsed.argument;
		} else {
			if (definition.argument?.isRequired === true) return refuse('requires an argument but none provided');
			if (rest !== '') return unknown(text);
		}
		return { kind: 'found', ref: { slot: this.#refs.length, owner, fieldId, definition, argument, text } };
	}
}

function beginning(name: string): string {
	return name.slice(0, 2);
}

function longestPrefix(fields: readonly FieldDefinition[], text: ByteText): number {
	let best = -1;
	let length = -1;
	fields.forEach(({ name }, index) => {
		if (name.length > length && text.startsWith(name)) {
			best = index;
			length = name.length;
		}
	});
	return best;
}

function unknown(text: ByteText): FieldLookup {
	return { kind: 'unknown', message: `filter_check called with nonexistent field ${decodeText(text)}` };
}
