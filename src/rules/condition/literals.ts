import type { FieldRef } from '../fields/field.ts';
import type { FieldTable } from '../fields/table.ts';
import { type Network, parseAddress, parseNetwork } from '../values/address.ts';
import { type ByteText, fromBytes } from '../values/byte-text.ts';
import { parseNumber } from '../values/number.ts';
import type { ValueType } from '../values/value-type.ts';
import type { Comparison, Condition, ConstantList, ConstantValue } from './ast.ts';
import type { Comparator } from './comparable.ts';
import { globParts } from './glob-parts.ts';
import { fieldText } from './operand.ts';

export type TextOperator = 'startswith' | 'endswith' | 'contains' | 'icontains' | '<' | '<=' | '>' | '>=';

/** Numbers from the first to the last, both included. */
export type NumberRange = readonly [bigint, bigint];

/** What one value tells by itself. A missing value passes none. */
export type FieldTest =
	| { readonly kind: 'exists' }
	/** Texts, or the bytes of addresses. */
	| { readonly kind: 'one-of' | 'none-of'; readonly values: ReadonlySet<ByteText> }
	| { readonly kind: 'ranges'; readonly ranges: readonly NumberRange[] }
	| { readonly kind: 'text'; readonly operator: TextOperator; readonly constant: ByteText }
	| { readonly kind: 'network'; readonly network: Network };

/** A field's value must pass a test, or must not: what is missing does not. Of a list, some value must. */
export interface Literal {
	readonly field: FieldRef;
	readonly test: FieldTest;
	readonly passes: boolean;
}

/** Literals that must all hold. None at all: nothing is known. */
export type Conjunction = readonly Literal[];

/** What a condition asks of fields one at a time. */
export interface LiteralForm {
	/** The condition holds only for events that meet one of these. */
	readonly conjunctions: readonly Conjunction[];
	/** Whether it holds for all of these events too. */
	readonly isExact: boolean;
	/** Scalar addresses that are compared in a way for which Falco ends where their length is wrong. */
	readonly strict: ReadonlySet<FieldRef>;
}

/** More would cost more than they save. */
const MAX_CONJUNCTIONS = 16;
const MAX_NUMBER = 2n ** 64n - 1n;

/** Finds it through `and`, `or` and `not`; what says nothing about one field alone counts as true. The condition compiles. */
export function literalForm(condition: Condition, fields: FieldTable): LiteralForm {
	const reading = new Reading(fields);
	const conjunctions = reading.of(condition, true);
	return { conjunctions, isExact: reading.isExact, strict: reading.strict };
}

const NEVER: readonly Conjunction[] = [];
const ALWAYS: readonly Conjunction[] = [[]];

class Reading {
	isExact = true;
	readonly strict = new Set<FieldRef>();
	readonly #fields: FieldTable;

	constructor(fields: FieldTable) {
		this.#fields = fields;
	}

	/** What must be for the condition to hold, or not to hold. */
	of(condition: Condition, holds: boolean): readonly Conjunction[] {
		switch (condition.kind) {
			case 'and':
			case 'or': {
				const parts = condition.children.map((child) => this.of(child, holds));
				return (condition.kind === 'and') === holds ? this.#all(parts) : this.#any(parts);
			}
			case 'not':
				return this.of(condition.child, !holds);
			case 'exists': {
				const field = condition.left.kind === 'field' ? this.#lookUp(fieldText(condition.left)) : undefined;
				return field === undefined ? this.#unknown() : this.#literal(field, { kind: 'exists' }, holds);
			}
			case 'comparison':
				return this.#ofComparison(condition, holds);
			case 'macro':
				return this.#unknown();
		}
	}

	#ofComparison({ left, operator, modifier, right }: Comparison, holds: boolean): readonly Conjunction[] {
		if (left.kind === 'call' || right.kind === 'call') return this.#unknown();
		const field = this.#lookUp(fieldText(left));
		if (field === undefined) return this.#unknown();
		const comparator = operator === '==' ? '=' : operator;
		if (modifier === undefined) return this.#ofConstants(field, comparator, right, holds);
		const texts = textsOf(right);
		if (texts.length === 0) return holds ? NEVER : ALWAYS;
		if (modifier === 'anyof' && comparator === '=') return this.#ofConstants(field, 'in', right, holds);
		if (modifier === 'oneof') {
			this.isExact = false;
			if (!holds) return ALWAYS;
		}
		const parts = texts.map((text) => this.#ofConstants(field, comparator, { ...right, kind: 'value', text }, holds));
		return (modifier === 'allof') === holds ? this.#all(parts) : this.#any(parts);
	}

	#ofConstants(
		field: FieldRef,
		comparator: Comparator,
		right: ConstantValue | ConstantList,
		holds: boolean,
	): readonly Conjunction[] {
		const { type, isList } = field.definition;
		const texts = textsOf(right);
		if (isList) {
			if (!holds) return this.#unknown();
			if (comparator === 'in') this.isExact = false;
		}
		switch (type) {
			case 'string':
				return this.#ofTexts(field, comparator, texts, holds);
			case 'ipaddr': {
				if (comparator === '=' || comparator === '!=') this.strict.add(field);
				const values = texts.map(addressText);
				return values.every((value) => value !== undefined)
					? this.#literal(field, { kind: comparator === '!=' ? 'none-of' : 'one-of', values: new Set(values) }, holds)
					: this.#unknown();
			}
			case 'ipnet':
				return this.#ofNetworks(field, comparator, texts, holds);
			default: {
				const ranges = rangesOf(type, comparator, texts);
				return ranges === undefined ? this.#unknown() : this.#literal(field, { kind: 'ranges', ranges }, holds);
			}
		}
	}

	#ofTexts(
		field: FieldRef,
		comparator: Comparator,
		texts: readonly ByteText[],
		holds: boolean,
	): readonly Conjunction[] {
		const constant = texts[0] ?? '';
		switch (comparator) {
			case '=':
			case 'in':
			case 'intersects':
				return this.#literal(field, { kind: 'one-of', values: new Set(texts) }, holds);
			case '!=':
				return this.#literal(field, { kind: 'none-of', values: new Set(texts) }, holds);
			case 'startswith':
			case 'endswith':
			case 'contains':
			case 'icontains':
			case '<':
			case '<=':
			case '>':
			case '>=':
				return this.#literal(field, { kind: 'text', operator: comparator, constant }, holds);
			case 'glob':
			case 'iglob': {
				this.isExact = false;
				if (!holds) return ALWAYS;
				const parts = globParts(constant, { foldCase: comparator === 'iglob' });
				return this.#all(parts.map((part) => this.#literal(field, { kind: 'text', ...part }, true)));
			}
			default:
				return this.#unknown();
		}
	}

	#ofNetworks(
		field: FieldRef,
		comparator: Comparator,
		texts: readonly ByteText[],
		holds: boolean,
	): readonly Conjunction[] {
		if (comparator === '=' || comparator === '!=') this.strict.add(field);
		const networks = texts.map(parseNetwork).flatMap((parsed) => (parsed.kind === 'network' ? [parsed.network] : []));
		if (networks.length < texts.length) return this.#unknown();
		const inside = (passes: boolean) =>
			networks.map((network) => this.#literal(field, { kind: 'network', network }, passes));
		if (comparator !== '!=') return holds ? this.#any(inside(true)) : this.#all(inside(false));
		const present = this.#literal(field, { kind: 'exists' }, holds);
		return holds ? this.#all([present, ...inside(false)]) : this.#any([present, ...inside(true)]);
	}

	#literal(field: FieldRef, test: FieldTest, passes: boolean): readonly Conjunction[] {
		return [[{ field, test, passes }]];
	}

	#unknown(): readonly Conjunction[] {
		this.isExact = false;
		return ALWAYS;
	}

	/** Fields of plugins alone: those of the host are no columns of it. */
	#lookUp(text: ByteText): FieldRef | undefined {
		const found = this.#fields.lookup(text);
		return found.kind === 'found' && found.ref.owner.isBuiltIn !== true ? found.ref : undefined;
	}

	#any(parts: readonly (readonly Conjunction[])[]): readonly Conjunction[] {
		const all = united(parts.flat());
		if (all.length <= MAX_CONJUNCTIONS) return all;
		return this.#unknown();
	}

	/** One conjunction of each part. Where these are too many, a part is left to the evaluation. */
	#all(parts: readonly (readonly Conjunction[])[]): readonly Conjunction[] {
		let known: readonly Conjunction[] = ALWAYS;
		for (const part of parts) {
			if (known.length * part.length > MAX_CONJUNCTIONS) this.isExact = false;
			else known = known.flatMap((some) => part.flatMap((others) => this.#both(some, others)));
		}
		return known;
	}

	/** All literals of both; nothing where they name different values of one field. */
	#both(some: Conjunction, others: Conjunction): Conjunction[] {
		const merged = [...some];
		for (const literal of others) {
			const { field, test, passes } = literal;
			const at = merged.findIndex((known) => known.field === field && known.passes && known.test.kind !== 'exists');
			const same = merged[at];
			if (same === undefined || !passes || test.kind === 'exists') {
				merged.push(literal);
			} else if (field.definition.isList) {
				// Each may hold for another value of the list, and a list is looked at value by value.
				this.isExact = false;
			} else if (same.test.kind === 'one-of' && test.kind === 'one-of') {
				const known = test.values;
				const values = new Set([...same.test.values].filter((value) => known.has(value)));
				if (values.size === 0) return [];
				merged[at] = { field, test: { kind: 'one-of', values }, passes };
			} else {
				merged.push(literal);
			}
		}
		return [merged];
	}
}

/** Conjunctions that are nothing but values of the same field are one. */
function united(all: readonly Conjunction[]): readonly Conjunction[] {
	const values = new Map<FieldRef, Set<ByteText>>();
	const ranges = new Map<FieldRef, NumberRange[]>();
	const others: Conjunction[] = [];
	for (const conjunction of all) {
		const [only] = conjunction;
		if (only === undefined || conjunction.length > 1 || !only.passes) others.push(conjunction);
		else if (only.test.kind === 'one-of') {
			values.set(only.field, new Set([...(values.get(only.field) ?? []), ...only.test.values]));
		} else if (only.test.kind === 'ranges') {
			ranges.set(only.field, [...(ranges.get(only.field) ?? []), ...only.test.ranges]);
		} else others.push(conjunction);
	}
	const literal = (field: FieldRef, test: FieldTest): Conjunction => [{ field, test, passes: true }];
	return [
		...[...values].map(([field, set]) => literal(field, { kind: 'one-of', values: set })),
		...[...ranges].map(([field, list]) => literal(field, { kind: 'ranges', ranges: list })),
		...others,
	];
}

function textsOf(right: ConstantValue | ConstantList): readonly ByteText[] {
	return right.kind === 'values' ? right.items : [right.text];
}

function addressText(text: ByteText): ByteText | undefined {
	const parsed = parseAddress(text);
	return parsed.kind === 'address' ? fromBytes(parsed.bytes) : undefined;
}

function rangesOf(
	type: ValueType,
	comparator: Comparator,
	texts: readonly ByteText[],
): readonly NumberRange[] | undefined {
	const numbers = texts.map((text) => (type === 'bool' ? BOOLEANS[text] : parseNumber(text)));
	if (!numbers.every((number) => number !== undefined)) return undefined;
	const number = numbers[0] ?? 0n;
	const ranges = ((): NumberRange[] | undefined => {
		switch (comparator) {
			case '=':
			case 'in':
			case 'intersects':
				return numbers.map((one) => [one, one]);
			case '!=':
				return [
					[0n, number - 1n],
					[number + 1n, MAX_NUMBER],
				];
			case '<':
				return [[0n, number - 1n]];
			case '<=':
				return [[0n, number]];
			case '>':
				return [[number + 1n, MAX_NUMBER]];
			case '>=':
				return [[number, MAX_NUMBER]];
			default:
				return undefined;
		}
	})();
	return ranges?.filter(([first, last]) => first <= last);
}

const BOOLEANS: Readonly<Record<string, bigint>> = { true: 1n, false: 0n };
