import { type Priority, severityOf } from '../file/priority.ts';

/** An entry of `rules:` in falco.yaml. Both keys of one entry apply, the name first. */
export interface RuleSelection {
	readonly operation: 'enable' | 'disable';
	/** A name, with `*` for any text; empty means every rule, as in Falco. */
	readonly rule?: string;
	readonly tag?: string;
}

/** What selection looks at. */
export interface SelectableRule {
	readonly name: string;
	readonly enabled: boolean;
	readonly priority: Priority;
	readonly tags: readonly string[];
}

/**
 * The rules to run, in order of evaluation: those enabled in their file, then each selection in turn. A rule that is
 * enabled again goes to the end (a quirk of Falco). Rules less severe than the threshold never run. Where one selection
 * enables several rules, Falco's order among them is that of memory addresses; ours is that of the rules.
 *
 * @returns the indices of the rules
 */
export function selectRules(
	rules: readonly SelectableRule[],
	selections: readonly RuleSelection[],
	threshold: Priority,
): number[] {
	const eligible = rules.map(({ priority }) => severityOf(priority) <= severityOf(threshold));
	const selected = new Set<number>();
	for (const [index, rule] of rules.entries()) if (eligible[index] && rule.enabled) selected.add(index);
	const apply = (operation: RuleSelection['operation'], matches: (rule: SelectableRule) => boolean): void => {
		for (const [index, rule] of rules.entries()) {
			if (!matches(rule)) continue;
			if (operation === 'disable') selected.delete(index);
			else if (eligible[index]) selected.add(index);
		}
	};
	for (const { operation, rule: pattern, tag } of selections) {
		if (pattern !== undefined && pattern !== '') apply(operation, ({ name }) => matchesPattern(pattern, name));
		if (tag !== undefined && tag !== '') apply(operation, ({ tags }) => tags.includes(tag));
	}
	return [...selected];
}

/**
 * Whether a name fits a pattern in which only `*` is special. Each piece between stars is taken at its first place and
 * never tried again, so `*b` does not fit `abab` (a quirk of Falco).
 */
export function matchesPattern(pattern: string, name: string): boolean {
	const [head = '', ...pieces] = pattern.split('*');
	if (pieces.length === 0) return pattern === name;
	if (!name.startsWith(head)) return false;
	let rest = name.slice(head.length);
	for (const piece of pieces.filter((text) => text !== '')) {
		const found = rest.indexOf(piece);
		if (found < 0) return false;
		rest = rest.slice(found + piece.length);
	}
	return rest === '' || pattern.endsWith('*');
}
