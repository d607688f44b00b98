import { UsageError } from '../../errors.ts';
import { didYouMean } from '../../project/did-you-mean.ts';
import { booleanOf } from '../../rules/file/yaml-node.ts';
import { type ConfigMapping, type ConfigNode, configAt } from './config-node.ts';

/** Where warnings about a configuration go, each one line. */
export type Warn = (warning: string) => void;

/**
 * A mapping of falco.yaml, read key by key. A value that is missing, null or empty means the default, as in Falco; one
 * that cannot be what the key wants, and that Falco would silently take for the default, is an error here. Keys that
 * nobody asked for are warned of at the end.
 */
export class Section {
	readonly node: ConfigMapping;
	readonly #name: string;
	readonly #warn: Warn;
	readonly #known = new Set<string>();

	/** `name` is the key of the section for messages, empty for the whole file. */
	constructor(node: ConfigMapping, name: string, warn: Warn) {
		this.node = node;
		this.#name = name;
		this.#warn = warn;
	}

	/** Keys that Falco knows and that mean nothing here. */
	accept(keys: readonly string[]): void {
		for (const key of keys) this.#known.add(key);
	}

	has(key: string): boolean {
		return this.#at(key) !== undefined;
	}

	boolean(key: string, otherwise: boolean): boolean {
		const scalar = this.#scalar(key);
		if (scalar === undefined) return otherwise;
		return booleanOf(scalar.text) ?? this.refuse(scalar, key, `has to be true or false, not '${scalar.text}'`);
	}

	integer(key: string, otherwise: number): number {
		const scalar = this.#scalar(key);
		if (scalar === undefined) return otherwise;
		if (!/^[+-]?\d{1,9}$/.test(scalar.text)) {
			return this.refuse(scalar, key, `has to be a whole number, not '${scalar.text}'`);
		}
		return Number(scalar.text);
	}

	text(key: string): string | undefined {
		return this.#scalar(key)?.text;
	}

	/** A text without which the section means nothing. */
	required(key: string): string {
		return this.text(key) ?? this.refuse(this.#at(key) ?? this.node, key, 'is missing');
	}

	choice<Choice extends string>(key: string, choices: readonly Choice[], otherwise: Choice): Choice {
		const scalar = this.#scalar(key);
		if (scalar === undefined) return otherwise;
		const chosen = choices.find((choice) => choice === scalar.text.toLowerCase());
		return chosen ?? this.refuse(scalar, key, `has to be one of ${choices.join(', ')}, not '${scalar.text}'`);
	}

	/** The items of a sequence; a single value counts as a sequence of one. `undefined` where the key is not there. */
	items(key: string): readonly ConfigNode[] | undefined {
		const node = this.#at(key);
		if (node === undefined) return undefined;
		if (node.kind === 'null') return [];
		if (node.kind === 'mapping') return this.refuse(node, key, 'has to be a list');
		return node.kind === 'sequence' ? node.items : [node];
	}

	/** The texts of a sequence. */
	texts(key: string): readonly string[] | undefined {
		return this.items(key)?.map((item) =>
			item.kind === 'scalar' ? item.text : this.refuse(item, key, 'has to be a list of texts'),
		);
	}

	/** The mappings of a sequence, each a section of its own. */
	sections(key: string): Section[] {
		return (this.items(key) ?? []).map((item, index) => this.inner(item, `${key}[${index}]`));
	}

	section(key: string): Section | undefined {
		const node = this.#at(key);
		return node === undefined || node.kind === 'null' ? undefined : this.inner(node, key);
	}

	/** Any value. */
	value(key: string): ConfigNode | undefined {
		return this.#at(key);
	}

	/** A value that has to be a mapping, as a section under that name. */
	inner(node: ConfigNode, name: string): Section {
		if (node.kind !== 'mapping') return this.refuse(node, name, 'has to be a mapping');
		return new Section(node, this.#path(name), this.#warn);
	}

	warn(node: ConfigNode, message: string): void {
		this.#warn(`${node.place}: ${message}`);
	}

	/** Warns of every key that was neither asked for nor accepted. */
	finish(): void {
		for (const { key, keyPlace } of this.node.entries) {
			if (this.#known.has(key)) continue;
			const meant = didYouMean(key, [...this.#known]);
			const hint = meant === undefined ? '' : `; did you mean '${meant}'?`;
			this.#warn(`${keyPlace}: Falco does not know the key '${this.#path(key)}'${hint}`);
		}
	}

	refuse(node: ConfigNode, key: string, problem: string): never {
		throw new UsageError(`${node.place}: '${this.#path(key)}' ${problem}`);
	}

	#path(key: string): string {
		return this.#name === '' ? key : `${this.#name}.${key}`;
	}

	#at(key: string): ConfigNode | undefined {
		this.#known.add(key);
		return configAt(this.node, key);
	}

	#scalar(key: string): { place: string; kind: 'scalar'; text: string } | undefined {
		const node = this.#at(key);
		if (node === undefined || node.kind === 'null') return undefined;
		if (node.kind !== 'scalar') return this.refuse(node, key, 'has to be a single value');
		return node.text === '' ? undefined : node;
	}
}
