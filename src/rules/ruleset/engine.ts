import { CandidateIndex } from '../condition/candidates.ts';
import { compileCondition } from '../condition/compile.ts';
import type { Evaluate } from '../condition/evaluators.ts';
import { type Screen, screenOf } from '../condition/screen.ts';
import type { EventBatch } from '../fields/batch.ts';
import { FieldTable } from '../fields/table.ts';
import type { Matches } from './matches.ts';
import type { Ruleset, RulesSource } from './ruleset.ts';

/** `rule_matching` of falco.yaml: whether an event alerts once, or for every rule that matches. */
export type RuleMatching = 'first' | 'all';

/**
 * The rules of one event source, ready for batches of its events. Conditions are compiled once, against a field table
 * of the engine's own, and only those are evaluated that the event's values of a few fields leave possible. Running
 * allocates nothing for an event that matches nothing, and keeps nothing of any event.
 */
export class RuleEngine {
	/** The numbering of the fields that the rules read: batches have a column for each slot. */
	readonly fields: FieldTable;
	/** What rules events out before they are evaluated here, as data for the native host; undefined where nothing can. */
	readonly screen: Screen | undefined;
	readonly #matching: RuleMatching;
	readonly #candidates: CandidateIndex;
	/** By place in the order of evaluation. */
	readonly #conditions: readonly Evaluate[];
	/** The index in the ruleset, by place. */
	readonly #rules: Uint32Array;

	/**
	 * @param order the indices of the rules to run, in order of evaluation (see `selectRules`); those of other sources
	 *   are left out
	 */
	constructor(source: RulesSource, ruleset: Ruleset, order: readonly number[], matching: RuleMatching) {
		this.fields = new FieldTable(source.classes);
		this.#matching = matching;
		const rules = order.flatMap((index) => {
			const rule = ruleset.rules[index];
			return rule?.source === source.name ? [{ index, condition: rule.condition }] : [];
		});
		this.#rules = Uint32Array.from(rules, ({ index }) => index);
		this.#conditions = rules.map(({ condition }) => {
			const compiled = compileCondition(condition, this.fields);
			if (compiled.kind === 'error') {
				throw new Error(`a condition that was checked does not compile: ${compiled.message}`);
			}
			return compiled.evaluate;
		});
		const parsed = rules.map(({ condition }) => condition);
		this.#candidates = new CandidateIndex(parsed, this.fields);
		this.screen = screenOf(parsed, this.fields);
	}

	/** The rules that run, by their index in the ruleset, in order of evaluation. */
	get rules(): readonly number[] {
		return [...this.#rules];
	}

	/**
	 * Evaluates the rules on all events of a batch and puts what matches into `matches`, which is cleared first; events
	 * in order, and of each event the rules in order of evaluation.
	 *
	 * Throws `EvaluationFailure` where Falco's process would end; the matches before it are in `matches`.
	 */
	run(batch: EventBatch, matches: Matches): void {
		matches.clear();
		if (this.#conditions.length === 0) return;
		for (let event = 0; event < batch.size; event++) {
			const candidates = this.#candidates.find(batch, event);
			if (candidates > 0) this.#try(candidates, batch, event, matches);
		}
	}

	#try(candidates: number, batch: EventBatch, event: number, matches: Matches): void {
		const { found } = this.#candidates;
		for (let index = 0; index < candidates; index++) {
			const place = found[index] as number;
			if (!(this.#conditions[place] as Evaluate)(batch, event)) continue;
			matches.add(event, this.#rules[place] as number);
			if (this.#matching === 'first') return;
		}
	}
}
