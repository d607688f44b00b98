import { PRIORITIES, type Priority, severityOf, shortPriority } from '../file/priority.ts';

/** Counts alerts by rule and severity, for the lines that Falco prints at its end. Adding allocates nothing. */
export class AlertStatistics {
	readonly #rules: readonly { readonly name: string; readonly priority: Priority }[];
	readonly #byRule: Float64Array;
	readonly #bySeverity = new Float64Array(PRIORITIES.length);
	#total = 0;

	/** `rules` in the order of the ruleset; alerts are counted by their index. */
	constructor(rules: readonly { readonly name: string; readonly priority: Priority }[]) {
		this.#rules = rules;
		this.#byRule = new Float64Array(rules.length);
	}

	get total(): number {
		return this.#total;
	}

	add(ruleIndex: number): void {
		const rule = this.#rules[ruleIndex];
		if (rule === undefined) throw new RangeError(`there is no rule ${ruleIndex}`);
		this.#total++;
		this.#byRule[ruleIndex] = (this.#byRule[ruleIndex] ?? 0) + 1;
		const severity = severityOf(rule.priority);
		this.#bySeverity[severity] = (this.#bySeverity[severity] ?? 0) + 1;
	}

	/** Falco's lines: the total, severities from the worst on, rules in their order; only what was counted. */
	lines(): string[] {
		return [
			`Events detected: ${this.#total}`,
			'Rule counts by severity:',
			...counted(PRIORITIES.map(shortPriority), this.#bySeverity),
			'Triggered rules by rule name:',
			...counted(
				this.#rules.map(({ name }) => name),
				this.#byRule,
			),
		];
	}
}

function counted(names: readonly string[], counts: Float64Array): string[] {
	return names.flatMap((name, index) => {
		const count = counts[index] ?? 0;
		return count > 0 ? [`   ${name}: ${count}`] : [];
	});
}
