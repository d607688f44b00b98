import type { Comparison, Condition } from '../../condition/ast.ts';
import { printCondition, printOperand } from '../../condition/print.ts';
import { decodeText } from '../../values/byte-text.ts';
import type { Implication } from './implication.ts';

/** Conjunctions with more parts than this are compared only in part: pairs grow with the square. */
const MOST_PARTS = 200;

/** Why a condition can never be true, or `undefined` where it is not known to be so. */
export function whyNeverTrue(condition: Condition, implication: Implication): string | undefined {
	switch (condition.kind) {
		case 'and':
			return whyConjunctionNeverTrue(condition.children, implication);
		case 'or': {
			const reasons = condition.children.map((child) => whyNeverTrue(child, implication));
			return reasons.every((reason) => reason !== undefined) ? reasons[0] : undefined;
		}
		case 'comparison':
			return whyComparisonNeverTrue(condition);
		default:
			return undefined;
	}
}

/** The part of a condition that can never be true though the whole can: an alternative of an `or`. */
export function deadAlternatives(condition: Condition, implication: Implication): string[] {
	switch (condition.kind) {
		case 'and':
			return condition.children.flatMap((child) => deadAlternatives(child, implication));
		case 'or':
			return condition.children.flatMap((child) => {
				const reason = whyNeverTrue(child, implication);
				return reason === undefined ? deadAlternatives(child, implication) : [reason];
			});
		default:
			return [];
	}
}

function whyConjunctionNeverTrue(children: readonly Condition[], implication: Implication): string | undefined {
	for (const child of children) {
		const reason = whyNeverTrue(child, implication);
		if (reason !== undefined) return reason;
	}
	const parts = children.slice(0, MOST_PARTS);
	for (const [index, one] of parts.entries()) {
		for (const other of parts.slice(index + 1)) {
			if (!implication.excludes(one, other)) continue;
			return `'${shown(one)}' and '${shown(other)}' are never true together`;
		}
	}
	return undefined;
}

function whyComparisonNeverTrue(comparison: Comparison): string | undefined {
	const { left, operator, modifier, right } = comparison;
	if (right.kind === 'values' && right.items.length === 0) {
		return `'${shown(comparison)}' has no values to compare with`;
	}
	if (operator === '<' && right.kind === 'value' && /^[+-]?0+$/.test(right.text)) {
		return `'${shown(comparison)}' is never true: numbers have no sign in Falco`;
	}
	if (left.kind !== 'call' || modifier !== undefined) return undefined;
	const impossible = IMPOSSIBLE_RESULTS.get(left.function);
	if (impossible === undefined || !TEXT_OPERATORS.has(operator)) return undefined;
	const texts = right.kind === 'value' ? [right.text] : right.kind === 'values' ? right.items : [];
	if (texts.length === 0 || !texts.every((text) => impossible.pattern.test(text))) return undefined;
	return `'${shown(comparison)}' is never true: ${printOperand(left)} ${impossible.because}`;
}

/** Operators for which all of the constant must be in the value. */
const TEXT_OPERATORS: ReadonlySet<string> = new Set(['=', '==', 'in', 'contains', 'startswith', 'endswith']);

/** What the results of functions never contain. */
const IMPOSSIBLE_RESULTS: ReadonlyMap<string, { readonly pattern: RegExp; readonly because: string }> = new Map([
	['tolower', { pattern: /[A-Z]/, because: 'has no upper-case letters' }],
	['toupper', { pattern: /[a-z]/, because: 'has no lower-case letters' }],
	['basename', { pattern: /\//, because: "has no '/'" }],
]);

function shown(condition: Condition): string {
	return decodeText(printCondition(condition));
}
