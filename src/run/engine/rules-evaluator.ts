import { type CompiledAlert, compileAlert } from '../../rules/alert/compile-alert.ts';
import { EvaluationFailure } from '../../rules/condition/compile-failure.ts';
import { compileExplanation, type Explain } from '../../rules/condition/explain.ts';
import type { FieldRef } from '../../rules/fields/field.ts';
import type { FieldTable } from '../../rules/fields/table.ts';
import { RuleEngine } from '../../rules/ruleset/engine.ts';
import { RulesLoader } from '../../rules/ruleset/loader.ts';
import { Matches } from '../../rules/ruleset/matches.ts';
import type { CompiledRule, Ruleset } from '../../rules/ruleset/ruleset.ts';
import { selectRules } from '../../rules/ruleset/selection.ts';
import { rulesSourceOf } from '../field-classes.ts';
import type { ProbeResult, RulesWork, RunAlert, RunMessage, RunPlan, RunSource } from '../plan.ts';
import { RuleCoverage, unreadFields } from './coverage.ts';
import type { Evaluator, Rows } from './evaluator.ts';

/** Alerts of one message, and the bytes of their lines. */
const ALERTS_AT_ONCE = 256;
const BYTES_AT_ONCE = 256 * 1024;

/** A rule that runs on this source. */
interface RunningRule {
	readonly rule: CompiledRule;
	readonly alert: CompiledAlert;
	/** Only where explanations or coverage are asked for. */
	readonly explain: Explain | undefined;
	readonly coverage: RuleCoverage | undefined;
	alerts: number;
}

/** Rules on the events of a source, as Falco runs them. */
export class RulesEvaluator implements Evaluator {
	readonly fields: FieldTable;
	readonly reads: readonly FieldRef[];
	readonly prints: readonly FieldRef[];
	readonly wants: Evaluator['wants'];
	readonly #source: string;
	readonly #work: RulesWork;
	readonly #engine: RuleEngine;
	readonly #matches = new Matches();
	/** By index in the ruleset. */
	readonly #rules: ReadonlyMap<number, RunningRule>;
	#explanationsLeft: number;
	#failure: string | undefined;

	/** Throws a plain error where the files do not load: the plan says that they do. */
	constructor(plan: RunPlan, source: RunSource, work: RulesWork) {
		const ruleset = loadRules(plan, work);
		const order = selectRules(ruleset.rules, work.selections, work.minimumPriority);
		const isWatched = work.explain !== null || work.coverage;
		this.#source = source.name;
		this.#work = work;
		this.#engine = new RuleEngine(rulesSourceOf(source, plan.staticFields), ruleset, order, work.matching);
		this.fields = this.#engine.fields;
		this.reads = [...this.fields.refs];
		const format = { ...work.alerts, include: new Set(work.alerts.include), release: plan.release };
		this.#rules = new Map(
			this.#engine.rules.map((index) => {
				const rule = ruleset.rules[index];
				if (rule === undefined) throw new Error(`there is no rule ${index}`);
				const explain = isWatched ? explanationOf(rule, this.fields) : undefined;
				const coverage = work.coverage ? new RuleCoverage(rule) : undefined;
				return [index, { rule, alert: compileAlert(rule, format, this.fields), explain, coverage, alerts: 0 }];
			}),
		);
		const printed = new Set([...this.#rules.values()].flatMap(({ alert }) => alert.reads));
		this.prints = [...printed].filter((ref) => !this.reads.includes(ref));
		this.wants = wantsOf(this.#engine, isWatched);
		this.#explanationsLeft = work.explain?.limit ?? 0;
	}

	get failure(): string | undefined {
		return this.#failure;
	}

	evaluate(rows: Rows, marks: Uint8Array): void {
		try {
			this.#engine.run(rows, this.#matches);
		} catch (error) {
			this.#fail(error);
		}
		marks.fill(0, 0, rows.size);
		for (let match = 0; match < this.#matches.count; match++) marks[this.#matches.eventAt(match)] = 1;
	}

	*tell(rows: Rows): Iterable<RunMessage> {
		let alerts: RunAlert[] = [];
		let bytes = 0;
		const flushed = (): RunMessage => {
			const message: RunMessage = { kind: 'alerts', source: this.#source, alerts };
			alerts = [];
			bytes = 0;
			return message;
		};
		for (let match = 0; match < this.#matches.count; match++) {
			const row = this.#matches.eventAt(match);
			const alert = this.#alertOf(rows, row, this.#matches.ruleAt(match));
			if (alert === undefined) break;
			alerts.push(alert);
			bytes += alert.line.length;
			if (alerts.length >= ALERTS_AT_ONCE || bytes >= BYTES_AT_ONCE) yield flushed();
		}
		if (alerts.length > 0) yield flushed();
		if (this.#work.coverage || this.#explanationsLeft > 0) yield* this.#explain(rows);
	}

	probesSoFar(): readonly ProbeResult[] {
		return [];
	}

	*finish(events: number): Iterable<RunMessage> {
		const rules = [...this.#rules.entries()].sort(([left], [right]) => left - right).map(([, rule]) => rule);
		yield {
			kind: 'summary',
			source: this.#source,
			events,
			alerts: rules
				.filter(({ alerts }) => alerts > 0)
				.map(({ rule, alerts }) => ({ rule: rule.name, priority: rule.priority, count: alerts })),
			coverage: this.#work.coverage
				? {
						rules: [...this.#rules.values()].flatMap(({ rule, alerts, coverage }) =>
							coverage ? [{ rule: rule.name, matched: alerts, condition: coverage.result() }] : [],
						),
						unreadFields: unreadFields(this.fields),
					}
				: null,
		};
	}

	#alertOf(rows: Rows, row: number, index: number): RunAlert | undefined {
		const running = this.#rules.get(index);
		if (running === undefined) throw new Error(`there is no rule ${index}`);
		const time = rows.timeOf(row);
		try {
			const line = running.alert.print(rows, row, time);
			running.alerts++;
			return { rule: running.rule.name, priority: running.rule.priority, time: time.toString(), line };
		} catch (error) {
			this.#fail(error);
			return undefined;
		}
	}

	*#explain(rows: Rows): Iterable<RunMessage> {
		const matched = new Set<string>();
		for (let match = 0; match < this.#matches.count; match++) {
			matched.add(`${this.#matches.eventAt(match)} ${this.#matches.ruleAt(match)}`);
		}
		for (let row = 0; row < rows.size; row++) {
			for (const [index, { rule, explain, coverage }] of this.#rules) {
				if (explain === undefined) continue;
				const isTold =
					this.#explanationsLeft > 0 && this.#isAskedFor(rule, rows.numberOf(row), matched.has(`${row} ${index}`));
				if (!isTold && coverage === undefined) continue;
				const explanation = explain(rows, row);
				coverage?.add(explanation);
				if (!isTold) continue;
				this.#explanationsLeft--;
				yield {
					kind: 'explained',
					source: this.#source,
					rule: rule.name,
					event: rows.numberOf(row),
					time: rows.timeOf(row).toString(),
					explanation,
				};
			}
		}
	}

	#isAskedFor(rule: CompiledRule, event: number, isMatched: boolean): boolean {
		const { explain } = this.#work;
		if (explain === null) return false;
		if (explain.event !== null && explain.event !== event) return false;
		if (explain.rule !== null) return explain.rule === rule.name;
		return explain.event !== null || isMatched;
	}

	#fail(error: unknown): void {
		if (!(error instanceof EvaluationFailure)) throw error;
		this.#failure = error.message;
	}
}

function loadRules(plan: RunPlan, work: RulesWork): Ruleset {
	const loader = new RulesLoader({
		release: plan.release,
		sources: plan.sources.map((source) => rulesSourceOf(source, plan.staticFields)),
		appendOutput: work.appendOutput,
	});
	for (const file of work.files) {
		const loaded = loader.load(file);
		if (!loaded.successful) throw new Error(`${file.name} loaded once, and now fails: ${loaded.errors[0]?.message}`);
	}
	return loader.ruleset;
}

function explanationOf(rule: CompiledRule, fields: FieldTable): Explain {
	const compiled = compileExplanation(rule.condition, fields);
	if (compiled.kind === 'error') throw new Error(`a condition that was checked does not compile: ${compiled.message}`);
	return compiled.explain;
}

/** Where explanations are asked for, of events that match nothing too, every event is looked at. */
function wantsOf(engine: RuleEngine, isWatched: boolean): Evaluator['wants'] {
	if (engine.rules.length === 0) return { kind: 'nothing' };
	const screen = isWatched ? undefined : engine.screen;
	if (screen === undefined) return { kind: 'all' };
	// No condition can hold, whatever the values are.
	return screen.fields.length === 0 ? { kind: 'nothing' } : { kind: 'screened', screen };
}
