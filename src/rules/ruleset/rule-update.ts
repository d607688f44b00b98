import type { RuleValues } from '../file/definition.ts';
import { LoadFailure } from '../file/load-result.ts';
import type { Context } from '../file/location.ts';
import { sortedSet } from '../file/read-rule.ts';
import { checkException, replacedException } from './exceptions.ts';
import type { RuleInfo } from './item-info.ts';

/** Appends to the keys of a rule that a later item names. Throws `LoadFailure`. */
export function appendToRule(
	rule: RuleInfo,
	values: Partial<RuleValues>,
	isField: ((text: string) => boolean) | undefined,
): void {
	if (values.condition !== undefined) rule.condition += ` ${values.condition}`;
	if (values.output !== undefined) rule.output += ` ${values.output}`;
	if (values.description !== undefined) rule.description += ` ${values.description}`;
	if (values.tags !== undefined) rule.tags = sortedSet([...rule.tags, ...values.tags]);
	for (const exception of values.exceptions ?? []) {
		const { name, fields, comps, context } = exception;
		const at = rule.exceptions.findIndex((known) => known.name === name);
		const known = rule.exceptions[at];
		if (known === undefined) {
			if (exception.values.length === 0 && fields !== undefined) {
				invalid('Rule exception must have values property with a list of values', context);
			}
			const missing = 'Rule exception must have fields property with a list of fields';
			rule.exceptions = [...rule.exceptions, checkException(exception, missing, isField)];
			continue;
		}
		if (fields !== undefined) {
			invalid('Can not append exception fields to existing exception, only values', context);
		}
		if (comps !== undefined) invalid('Can not append exception comps to existing exception, only values', context);
		rule.exceptions = rule.exceptions.with(at, { ...known, values: [...known.values, ...exception.values] });
	}
}

/** Replaces the keys of a rule that a later item names. Throws `LoadFailure`. */
export function replaceInRule(rule: RuleInfo, values: Partial<RuleValues>): void {
	const { exceptions, ...plain } = values;
	if (exceptions !== undefined) {
		const previous = rule.exceptions;
		rule.exceptions = exceptions.map((exception) => replacedException(exception, previous));
	}
	Object.assign(rule, plain);
}

function invalid(message: string, context: Context): never {
	throw new LoadFailure('LOAD_ERR_VALIDATE', message, context);
}
