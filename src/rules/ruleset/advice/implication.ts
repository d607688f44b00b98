import type { Condition } from '../../condition/ast.ts';
import { printCondition } from '../../condition/print.ts';
import {
	areDisjoint,
	exclusionOf,
	fieldThatMustExist,
	type IsPlainString,
	isCheck,
	isSubset,
	membershipOf,
} from './membership.ts';

/** How many pairs of parts are looked at before the answer is "not known": for one question, and for all. */
const EFFORT = { question: 5_000, all: 20_000_000 } as const;

/**
 * Decides whether one condition can only be true when another is. It answers `true` only where that is certain from the
 * conditions' form; `false` means not known.
 */
export class Implication {
	readonly #isPlainString: IsPlainString;
	readonly #printed = new WeakMap<Condition, string>();
	#effort = 0;
	#total = 0;

	constructor(isPlainString: IsPlainString) {
		this.#isPlainString = isPlainString;
	}

	/** Whether `conclusion` is true for every event for which `premise` is. */
	holds(premise: Condition, conclusion: Condition): boolean {
		this.#effort = 0;
		return this.#implies(premise, conclusion);
	}

	/** Whether no event can satisfy both. */
	excludes(one: Condition, other: Condition): boolean {
		this.#effort = 0;
		if (one.kind === 'not' && this.#implies(other, one.child)) return true;
		if (other.kind === 'not' && this.#implies(one, other.child)) return true;
		return this.#refutes(one, other);
	}

	/** The canonical text, remembered: the same parts are compared many times. */
	print(condition: Condition): string {
		const known = this.#printed.get(condition);
		if (known !== undefined) return known;
		const printed = printCondition(condition);
		this.#printed.set(condition, printed);
		return printed;
	}

	#isExhausted(): boolean {
		return ++this.#effort > EFFORT.question || ++this.#total > EFFORT.all;
	}

	#implies(premise: Condition, conclusion: Condition): boolean {
		if (this.#isExhausted()) return false;
		if (this.print(premise) === this.print(conclusion)) return true;
		if (conclusion.kind === 'and') return conclusion.children.every((part) => this.#implies(premise, part));
		if (premise.kind === 'or') return premise.children.every((part) => this.#implies(part, conclusion));
		if (conclusion.kind === 'or' && conclusion.children.some((part) => this.#implies(premise, part))) return true;
		if (premise.kind === 'and') return premise.children.some((part) => this.#implies(part, conclusion));
		if (conclusion.kind === 'not') return this.#refutes(premise, conclusion.child);
		return this.#checkImplies(premise, conclusion);
	}

	#checkImplies(premise: Condition, conclusion: Condition): boolean {
		if (!isCheck(premise) || !isCheck(conclusion)) return false;
		if (conclusion.kind === 'exists') {
			const field = fieldThatMustExist(conclusion);
			return field !== undefined && fieldThatMustExist(premise) === field;
		}
		const given = membershipOf(premise, this.#isPlainString);
		if (given === undefined) return false;
		const wanted = membershipOf(conclusion, this.#isPlainString);
		if (wanted !== undefined) return wanted.field === given.field && isSubset(given.values, wanted.values);
		const excluded = exclusionOf(conclusion, this.#isPlainString);
		return excluded !== undefined && excluded.field === given.field && areDisjoint(given.values, excluded.values);
	}

	/** Whether `claim` cannot be true where `given` is. */
	#refutes(given: Condition, claim: Condition): boolean {
		if (this.#isExhausted()) return false;
		if (given.kind === 'and') return given.children.some((part) => this.#refutes(part, claim));
		if (claim.kind === 'and') return claim.children.some((part) => this.#refutes(given, part));
		if (given.kind === 'or') return given.children.every((part) => this.#refutes(part, claim));
		if (claim.kind === 'or') return claim.children.every((part) => this.#refutes(given, part));
		if (given.kind === 'not') return this.#implies(claim, given.child);
		const allowed = membershipOf(given, this.#isPlainString);
		const claimed = membershipOf(claim, this.#isPlainString);
		if (allowed !== undefined && claimed !== undefined) {
			return allowed.field === claimed.field && areDisjoint(allowed.values, claimed.values);
		}
		return this.#excludesAll(allowed, claim) || this.#excludesAll(claimed, given);
	}

	#excludesAll(allowed: ReturnType<typeof membershipOf>, condition: Condition): boolean {
		const excluded = exclusionOf(condition, this.#isPlainString);
		if (allowed === undefined || excluded === undefined || allowed.field !== excluded.field) return false;
		return isSubset(allowed.values, excluded.values);
	}
}
