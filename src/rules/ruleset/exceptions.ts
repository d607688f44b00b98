import {
	MODIFIERS,
	NUMERIC_OPERATORS,
	SET_OPERATORS,
	SYMBOL_OPERATORS,
	WORD_OPERATORS,
} from '../condition/operators.ts';
import type { ExceptionDefinition, ExceptionValue } from '../file/definition.ts';
import { LoadFailure } from '../file/load-result.ts';
import type { Context } from '../file/location.ts';
import { quoteItem } from './list-substitution.ts';

/** An exception whose fields and comparisons are known to fit each other. */
export type RuleException = SingleException | TupleException;

interface ExceptionBase {
	readonly name: string;
	readonly values: readonly ExceptionValue[];
	readonly context: Context;
}

/** One field against a set of values. */
export interface SingleException extends ExceptionBase {
	readonly kind: 'single';
	readonly field: string;
	readonly comparison: string;
}

/** Several fields, each with a comparison; each value is a tuple of as many. */
export interface TupleException extends ExceptionBase {
	readonly kind: 'tuple';
	readonly fields: readonly string[];
	readonly comparisons: readonly string[];
}

const MODIFIED_OPERATORS = [...SYMBOL_OPERATORS, ...WORD_OPERATORS].flatMap((operator) =>
	MODIFIERS.map((modifier) => `${operator} ${modifier}`),
);
/** What takes a list on its right, and can therefore stand with a single field. */
const LIST_COMPARISONS = new Set<string>([...SET_OPERATORS, ...MODIFIED_OPERATORS]);
const COMPARISONS = new Set<string>([
	'exists',
	...NUMERIC_OPERATORS,
	...SYMBOL_OPERATORS,
	...WORD_OPERATORS,
	...LIST_COMPARISONS,
]);

/**
 * Checks the fields and comparisons of an exception, and fills in the comparisons that it leaves out: `in` for a single
 * field, `=` for each of several. Fields are checked where the rule's source is known.
 *
 * @param missingFields what Falco says where there are no fields; it has two sentences for it
 * @throws LoadFailure with LOAD_ERR_VALIDATE
 */
export function checkException(
	definition: ExceptionDefinition,
	missingFields: string,
	isField: ((text: string) => boolean) | undefined,
): RuleException {
	const { name, fields, comps, values, context } = definition;
	if (fields === undefined) invalid(missingFields, context);
	if (fields.kind === 'list') {
		const names = fields.items.map(textOf);
		const comparisons = comps === undefined ? names.map(() => '=') : listOf(comps).map(textOf);
		if (names.length !== comparisons.length) invalid('Fields and comps lists must have equal length', context);
		const unknown = comparisons.find((comparison) => !COMPARISONS.has(comparison));
		if (unknown !== undefined) invalid(`'${unknown}' is not a supported comparison operator`, context);
		checkFields(names, isField, context);
		return { kind: 'tuple', name, fields: names, comparisons, values, context };
	}
	if (comps?.kind === 'list') invalid('Fields and comps must both be strings', context);
	const comparison = comps?.text ?? 'in';
	if (!LIST_COMPARISONS.has(comparison)) {
		invalid('When fields is a single value, comps must be one of (in, pmatch, intersects)', context);
	}
	checkFields([fields.text], isField, context);
	return { kind: 'single', name, field: fields.text, comparison, values, context };
}

/**
 * An exception that replaces others, which Falco does not check (`collector::selective_replace`): a comparison that is
 * left out with a single field is missing from the condition. With several fields Falco reads memory that is not there,
 * and crashes where the rule had no exceptions before.
 *
 * @throws LoadFailure with LOAD_ERR_VALIDATE where Falco crashes
 */
export function replacedException(definition: ExceptionDefinition, previous: readonly RuleException[]): RuleException {
	const { name, fields, comps, values, context } = definition;
	if (fields?.kind !== 'list') {
		const comparison = comps?.kind === 'text' ? comps.text : '';
		return { kind: 'single', name, field: fields?.text ?? '', comparison, values, context };
	}
	const given = comps === undefined ? [] : listOf(comps).map(textOf);
	if (given.length < fields.items.length && values.length > 0 && previous.length === 0) {
		invalid(
			"The rule had no exceptions, and these have no comps for every field: Falco crashes on 'override: {exceptions: replace}' here. Give comps, or use 'exceptions: append'.",
			context,
		);
	}
	const comparisons = fields.items.map((_, index) => given[index] ?? '=');
	return { kind: 'tuple', name, fields: fields.items.map(textOf), comparisons, values, context };
}

/**
 * The condition with its exceptions: `(condition) and not <exception> ...`. Blanks are where Falco has them, since error
 * positions count in this text. Lists inside are substituted later, as in any condition.
 *
 * @throws LoadFailure with LOAD_ERR_VALIDATE where values do not fit the fields
 */
export function withExceptions(condition: string, exceptions: readonly RuleException[]): string {
	const excluded = exceptions.map(exceptionCondition).filter((text) => text !== '');
	return [`(${condition})`, ...excluded].join(' and not ');
}

/** The fields that the exceptions of a rule really compare: those with values, sorted. */
export function exceptionFields(exceptions: readonly RuleException[]): string[] {
	const used = exceptions.filter((exception) => exception.values.length > 0);
	return [
		...new Set(used.flatMap((exception) => (exception.kind === 'single' ? [exception.field] : exception.fields))),
	].sort();
}

function exceptionCondition(exception: RuleException): string {
	if (exception.values.length === 0) return '';
	if (exception.kind === 'single') {
		const items = exception.values.map((value) => {
			if (value.kind === 'list') invalid('Expected values array to contain a list of strings', exception.context);
			return quoteItem(value.text);
		});
		return `(${exception.field} ${exception.comparison} (${items.join(', ')}))`;
	}
	const { fields, comparisons, context } = exception;
	const tuples = exception.values.map((value) => {
		const parts = listOf(value);
		if (fields.length !== parts.length) invalid('Fields and values lists must have equal length', context);
		const tests = fields.map((field, k) => {
			const comparison = comparisons[k] ?? '=';
			return ` ${field} ${comparison} ${rightSide(parts[k], comparison)}`;
		});
		return `(${tests.join(' and ')})`;
	});
	return `(${tuples.join(' or ')})`;
}

function rightSide(value: ExceptionValue | undefined, comparison: string): string {
	if (value?.kind === 'list') return `(${value.items.map((item) => quoteItem(textOf(item))).join(', ')})`;
	const text = value?.text ?? '';
	if (!LIST_COMPARISONS.has(comparison)) return quoteItem(text);
	return text.startsWith('(') ? text : `(${text})`;
}

function checkFields(
	fields: readonly string[],
	isField: ((text: string) => boolean) | undefined,
	context: Context,
): void {
	const unknown = isField && fields.find((field) => !isField(field));
	if (unknown !== undefined) invalid(`'${unknown}' is not a supported filter field`, context);
}

function textOf(value: ExceptionValue): string {
	return value.kind === 'text' ? value.text : '';
}

function listOf(value: ExceptionValue): readonly ExceptionValue[] {
	return value.kind === 'list' ? value.items : [];
}

function invalid(message: string, context: Context): never {
	throw new LoadFailure('LOAD_ERR_VALIDATE', message, context);
}
