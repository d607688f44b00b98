import { FieldTable } from '../../fields/table.ts';
import type { Advice, AdviceKind } from '../../file/load-result.ts';
import type { Context } from '../../file/location.ts';
import type { RulesetDefinitions } from '../definitions.ts';
import type { RuleMatching } from '../engine.ts';
import type { CompiledRule, Ruleset, RulesSource } from '../ruleset.ts';
import { Implication } from './implication.ts';
import { plainStrings } from './membership.ts';
import { deadAlternatives, whyNeverTrue } from './never-true.ts';
import { deadPatterns } from './patterns.ts';
import { overlappingRules } from './shadowed-rules.ts';
import { skippedRules } from './skipped-rules.ts';
import { unknownLists } from './unknown-lists.ts';

export interface AdviceScope {
	readonly sources: readonly RulesSource[];
	readonly matching: RuleMatching;
	/** The indices of the rules to run, in order of evaluation. */
	readonly order: readonly number[];
}

/**
 * What Falco accepts without a word and an author wants to know, about a whole ruleset once it is loaded. Only what is
 * certain, or nearly so, is said. It is for people: nothing depends on it.
 */
export function advise(definitions: RulesetDefinitions, ruleset: Ruleset, scope: AdviceScope): Advice[] {
	const implications = new Map(
		scope.sources.map(({ name, classes }) => [name, new Implication(plainStrings(new FieldTable(classes)))]),
	);
	const implicationOf = (source: string): Implication => implications.get(source) ?? new Implication(() => false);
	const listNames = ruleset.lists.map(({ name }) => name);
	return [
		...ruleset.rules.flatMap((rule) => ruleAdvice(rule, implicationOf(rule.source), listNames)),
		...overlapAdvice(ruleset, scope, implicationOf),
		...skippedRules(definitions, scope.sources),
	];
}

function ruleAdvice(rule: CompiledRule, implication: Implication, lists: readonly string[]): Advice[] {
	const { condition, info } = rule;
	const about = advisor(info.conditionContext);
	const reason = whyNeverTrue(condition, implication);
	const dead = reason === undefined ? deadAlternatives(condition, implication) : [reason];
	const whole = reason === undefined ? 'a part of the condition' : 'the condition';
	return [
		...unknownLists(condition, info.condition, lists).map((message) => about('unknown-list', message)),
		...dead.map((why) => about('never-true', `${whole} can never be true: ${why}`)),
		...deadPatterns(condition).map((message) => about('never-matching-pattern', message)),
	];
}

function overlapAdvice(ruleset: Ruleset, scope: AdviceScope, implicationOf: (source: string) => Implication): Advice[] {
	const rules = scope.order.flatMap((index) => ruleset.rules[index] ?? []);
	return overlappingRules(rules, implicationOf).flatMap(({ kind, rule, earlier }) => {
		const about = advisor(rule.info.context);
		const never = scope.matching === 'first' ? `: with 'rule_matching: first' it never alerts` : '';
		if (kind === 'duplicate-condition') {
			return [about(kind, `the rule has the same condition as '${earlier.name}'${never}`)];
		}
		if (scope.matching === 'all') return [];
		return [about(kind, `whenever the rule matches, '${earlier.name}' before it matches too${never}`)];
	});
}

function advisor(context: Context): (kind: AdviceKind, message: string) => Advice {
	return (kind, message) => ({ kind, message, context });
}
