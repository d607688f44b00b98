import type { CompiledRule } from '../ruleset.ts';
import type { Implication } from './implication.ts';

/** A rule that another one of the same source, evaluated before it, leaves nothing or the same for. */
export interface RuleOverlap {
	readonly kind: 'shadowed-rule' | 'duplicate-condition';
	readonly rule: CompiledRule;
	readonly earlier: CompiledRule;
}

/** Rules beyond this number are not compared with each other: pairs grow with the square. */
const MOST_RULES = 1000;

/**
 * Finds rules with the same condition as an earlier one, and rules whose condition is never true unless an earlier one
 * is: with `rule_matching: first` they never alert. Of several earlier rules the first is named.
 *
 * @param rules in order of evaluation
 */
export function overlappingRules(
	rules: readonly CompiledRule[],
	implicationOf: (source: string) => Implication,
): RuleOverlap[] {
	const compared = rules.slice(0, MOST_RULES);
	return compared.flatMap((rule, index): RuleOverlap[] => {
		const implication = implicationOf(rule.source);
		const printed = implication.print(rule.condition);
		const before = compared.slice(0, index).filter(({ source }) => source === rule.source);
		const same = before.find((earlier) => implication.print(earlier.condition) === printed);
		if (same !== undefined) return [{ kind: 'duplicate-condition', rule, earlier: same }];
		const wider = before.find((earlier) => implication.holds(rule.condition, earlier.condition));
		return wider === undefined ? [] : [{ kind: 'shadowed-rule', rule, earlier: wider }];
	});
}
