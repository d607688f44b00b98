import type { Condition } from '../../rules/condition/ast.ts';
import type { Explanation } from '../../rules/condition/explain.ts';
import { printCondition } from '../../rules/condition/print.ts';
import type { FieldTable } from '../../rules/fields/table.ts';
import type { CompiledRule } from '../../rules/ruleset/ruleset.ts';
import type { PartCoverage } from '../plan.ts';

interface Counter {
	readonly condition: string;
	readonly parts: readonly Counter[];
	reached: number;
	held: number;
}

/** Counts how often each part of a rule's condition was reached, and held when it was. */
export class RuleCoverage {
	readonly #root: Counter;

	constructor(rule: CompiledRule) {
		this.#root = counterOf(rule.condition);
	}

	add(explanation: Explanation): void {
		addTo(this.#root, explanation);
	}

	result(): PartCoverage {
		return resultOf(this.#root);
	}
}

/** The fields that plugins have and that nothing in the table looked up, in their order. */
export function unreadFields(fields: FieldTable): string[] {
	return fields.classes
		.filter(({ isBuiltIn }) => isBuiltIn !== true)
		.flatMap((owner) =>
			owner.fields
				.filter((_, fieldId) => !fields.refs.some((ref) => ref.owner === owner && ref.fieldId === fieldId))
				.map(({ name }) => name),
		);
}

function counterOf(condition: Condition): Counter {
	return { condition: printCondition(condition), parts: partsOf(condition).map(counterOf), reached: 0, held: 0 };
}

/** As `compileExplanation` takes a condition apart. */
function partsOf(condition: Condition): readonly Condition[] {
	switch (condition.kind) {
		case 'and':
		case 'or':
			return condition.children;
		case 'not':
			return [condition.child];
		default:
			return [];
	}
}

function addTo(counter: Counter, explanation: Explanation): void {
	if (!explanation.isReached) return;
	counter.reached++;
	if (explanation.holds) counter.held++;
	explanation.parts.forEach((part, index) => {
		const below = counter.parts[index];
		if (below !== undefined) addTo(below, part);
	});
}

function resultOf({ condition, reached, held, parts }: Counter): PartCoverage {
	return { condition, reached, held, parts: parts.map(resultOf) };
}
