import { compileCondition } from '../condition/compile.ts';
import type { Evaluate } from '../condition/evaluators.ts';
import { bytesColumn, type EventBatch } from '../fields/batch.ts';
import type { FieldRef } from '../fields/field.ts';
import { FieldTable } from '../fields/table.ts';
import { type DispatchPlan, planDispatch } from './dispatch.ts';
import type { Matches } from './matches.ts';
import type { Ruleset, RulesSource } from './ruleset.ts';

/** `rule_matching` of falco.yaml: whether an event alerts once, or for every rule that matches. */
export type RuleMatching = 'first' | 'all';

const NOTHING = new Int32Array(0);

/**
 * The rules of one event source, ready for batches of its events. Conditions are compiled once, against a field table
 * of the engine's own, and rules that require a field to have certain values are found by that value. Running allocates
 * nothing for an event that matches nothing, and keeps nothing of any event.
 */
export class RuleEngine {
	/** The numbering of the fields that the rules read: batches have a column for each slot. */
	readonly fields: FieldTable;
	readonly #matching: RuleMatching;
	readonly #plan: DispatchPlan;
	/** By place in the order of evaluation. */
	readonly #conditions: readonly Evaluate[];
	/** The index in the ruleset, by place. */
	readonly #rules: Uint32Array;
	/** For the event at hand: the lists of places to try, and how far each was tried. */
	readonly #lists: Int32Array[];
	readonly #cursors: Uint32Array;

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
		this.#plan = planDispatch(
			rules.map(({ condition }) => condition),
			this.fields,
		);
		this.#conditions = rules.map(({ condition }) => {
			const compiled = compileCondition(condition, this.fields);
			if (compiled.kind === 'error')
				throw new Error(`a condition that was checked does not compile: ${compiled.message}`);
			return compiled.evaluate;
		});
		this.#rules = Uint32Array.from(rules, ({ index }) => index);
		this.#lists = [...this.#plan.groups.map(() => NOTHING), this.#plan.always];
		this.#cursors = new Uint32Array(this.#lists.length);
	}

	/** The fields that every event is dispatched by: worth extracting first, since they decide about all others. */
	get dispatchFields(): readonly FieldRef[] {
		return this.#plan.groups.map(({ field }) => field);
	}

	/**
	 * Evaluates the rules on all events of a batch and puts what matches into `matches`, which is cleared first; events
	 * in order, and of each event the rules in order of evaluation.
	 *
	 * Throws `EvaluationFailure` where Falco's process would end; the matches before it are in `matches`.
	 */
	run(batch: EventBatch, matches: Matches): void {
		matches.clear();
		const { groups } = this.#plan;
		for (let event = 0; event < batch.size; event++) {
			for (let number = 0; number < groups.length; number++) this.#look(number, batch, event);
			this.#try(batch, event, matches);
		}
	}

	/** Puts the candidates of one group for the event into its list. */
	#look(number: number, batch: EventBatch, event: number): void {
		const group = this.#plan.groups[number];
		if (group === undefined) return;
		const column = bytesColumn(batch, group.field.slot);
		let candidates: Int32Array | undefined;
		if (column.present[event] !== 0) {
			const key = group.index.find(column.bytes, column.starts[event] as number, column.ends[event] as number);
			candidates = group.candidates[key];
		}
		this.#lists[number] = candidates ?? NOTHING;
	}

	/** Tries the event on the rules of all lists. Mostly there is but one with something in it. */
	#try(batch: EventBatch, event: number, matches: Matches): void {
		let only: Int32Array | undefined;
		for (let number = 0; number < this.#lists.length; number++) {
			const list = this.#lists[number] as Int32Array;
			if (list.length === 0) continue;
			if (only !== undefined) {
				this.#tryMerged(batch, event, matches);
				return;
			}
			only = list;
		}
		if (only !== undefined) this.#tryList(only, batch, event, matches);
	}

	#tryList(places: Int32Array, batch: EventBatch, event: number, matches: Matches): void {
		const conditions = this.#conditions;
		for (let index = 0; index < places.length; index++) {
			const place = places[index] as number;
			if (!(conditions[place] as Evaluate)(batch, event)) continue;
			matches.add(event, this.#rules[place] as number);
			if (this.#matching === 'first') return;
		}
	}

	/** Tries the rules of several lists, merged into order of evaluation. */
	#tryMerged(batch: EventBatch, event: number, matches: Matches): void {
		this.#cursors.fill(0);
		for (let place = this.#next(); place >= 0; place = this.#next()) {
			if (!(this.#conditions[place] as Evaluate)(batch, event)) continue;
			matches.add(event, this.#rules[place] as number);
			if (this.#matching === 'first') return;
		}
	}

	/** The lowest place that is still to be tried, or -1. */
	#next(): number {
		let from = -1;
		let lowest = -1;
		for (let number = 0; number < this.#lists.length; number++) {
			const list = this.#lists[number] as Int32Array;
			const cursor = this.#cursors[number] as number;
			if (cursor >= list.length) continue;
			const place = list[cursor] as number;
			if (lowest >= 0 && place > lowest) continue;
			lowest = place;
			from = number;
		}
		if (from >= 0) this.#cursors[from] = (this.#cursors[from] as number) + 1;
		return lowest;
	}
}
