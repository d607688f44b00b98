import { AlertStatistics } from '../rules/alert/statistics.ts';
import type { Explanation } from '../rules/condition/explain.ts';
import type { Priority } from '../rules/file/priority.ts';
import { decodeText } from '../rules/values/byte-text.ts';
import type { PartCoverage, ProbeResult, RunCoverage, RunMessage, SourceEnd } from './plan.ts';
import type { AlertResult, ExplanationResult, PartResult, RulesResult, SourceResult } from './run-result.ts';

/** Alerts that `--json` lists; a run may have any number. */
const LISTED_ALERTS = 10_000;

interface RecordedRule {
	readonly name: string;
	readonly priority: Priority;
}

/** What is kept of a run, whatever its length: counts, ends, and the first alerts where they are wanted. */
export class RunRecord {
	readonly statistics: AlertStatistics;
	readonly probes: ProbeResult[][] = [];
	readonly explanations: ExplanationResult[] = [];
	readonly #rules: readonly RecordedRule[];
	readonly #indexOf: ReadonlyMap<string, number>;
	readonly #counts: Float64Array;
	readonly #listed: AlertResult[] = [];
	readonly #mostListed: number;
	readonly #summaries = new Map<string, Extract<RunMessage, { kind: 'summary' }>>();
	readonly #ends: SourceEnd[] = [];

	/** @param rules in the order of the ruleset */
	constructor(rules: readonly RecordedRule[], listing: 'list-alerts' | 'count-alerts') {
		this.#rules = rules;
		this.#indexOf = new Map(rules.map(({ name }, index) => [name, index]));
		this.#counts = new Float64Array(rules.length);
		this.#mostListed = listing === 'list-alerts' ? LISTED_ALERTS : 0;
		this.statistics = new AlertStatistics(rules);
	}

	add(message: RunMessage): void {
		switch (message.kind) {
			case 'alerts':
				for (const alert of message.alerts) {
					const index = this.#indexOf.get(alert.rule);
					if (index === undefined) throw new Error(`an alert of the unknown rule ${alert.rule}`);
					this.statistics.add(index);
					this.#counts[index] = (this.#counts[index] ?? 0) + 1;
					if (this.#listed.length < this.#mostListed) {
						this.#listed.push({ source: message.source, ...alert, line: decodeText(alert.line) });
					}
				}
				break;
			case 'explained':
				this.explanations.push({
					source: message.source,
					rule: message.rule,
					event: message.event,
					explanation: partResult(message.explanation),
				});
				break;
			case 'probe-results':
				this.probes.push([...message.results]);
				break;
			case 'summary':
				this.#summaries.set(message.source, message);
				break;
			case 'source-ended':
				this.#ends.push(message);
				break;
			case 'warning':
			case 'log':
				break;
		}
	}

	/** The sources in the order in which they ended. */
	sources(): SourceResult[] {
		return this.#ends.map(({ source, how, message, evidence }) => {
			const summary = this.#summaries.get(source);
			return {
				source,
				events: summary?.events ?? 0,
				end: how,
				message,
				evidence,
				coverage: coverageResult(summary?.coverage),
			};
		});
	}

	rulesResult(): RulesResult {
		const triggered = this.#rules
			.map(({ name, priority }, index) => ({ rule: name, priority, count: this.#counts[index] ?? 0 }))
			.filter(({ count }) => count > 0);
		return {
			sources: this.sources(),
			triggered,
			alerts: this.#listed,
			moreAlerts: this.statistics.total - this.#listed.length,
			explanations: this.explanations,
		};
	}
}

function coverageResult(coverage: RunCoverage | null | undefined): RunCoverage | null {
	if (coverage === null || coverage === undefined) return null;
	return { ...coverage, rules: coverage.rules.map((rule) => ({ ...rule, condition: coveredPart(rule.condition) })) };
}

function coveredPart({ condition, reached, held, parts }: PartCoverage): PartCoverage {
	return { condition: decodeText(condition), reached, held, parts: parts.map(coveredPart) };
}

function partResult({ condition, holds, isReached, operands, parts }: Explanation): PartResult {
	return {
		condition: decodeText(condition),
		holds,
		reached: isReached,
		operands: operands.map(({ operand, value }) => ({
			operand: decodeText(operand),
			// What came through the channel has null for undefined.
			value: value === undefined || value === null ? null : decodeText(value),
		})),
		parts: parts.map(partResult),
	};
}
