import type { Comparison, Condition } from '../condition/ast.ts';
import type { LoadWarning } from '../file/load-result.ts';
import type { Context } from '../file/location.ts';
import { checksIn, fieldsIn } from './condition-parts.ts';

/** Falco's deprecated fields, in its order, with what it says of each. They are syscall fields. */
const NO_ENTER_EVENTS = 'field is not available due to the drop of enter events.';
const DEPRECATED_FIELDS: ReadonlyMap<string, string> = new Map([
	[
		'evt.dir',
		"due to the drop of enter events, 'evt.dir = <' always evaluates to true, and 'evt.dir = >' always evaluates to false. The rule expression can be simplified by removing the condition on 'evt.dir'",
	],
	['evt.latency', NO_ENTER_EVENTS],
	['evt.latency.s', NO_ENTER_EVENTS],
	['evt.latency.ns', NO_ENTER_EVENTS],
	['evt.latency.human', NO_ENTER_EVENTS],
	['evt.wait_latency', NO_ENTER_EVENTS],
]);

const UNSAFE_FIELD = /^(?:ka|jevt)\./;
const EQUALITY_OPERATORS: ReadonlySet<string> = new Set(['==', '=', '!=', 'in', 'intersects', 'pmatch']);
const NOT_AVAILABLE = '<NA>';

/** Falco's warnings on a condition as a whole: comparisons with `<NA>`, and deprecated fields. */
export function conditionWarnings(condition: Condition, context: Context): LoadWarning[] {
	const warnings: LoadWarning[] = [];
	const checks = checksIn(condition);
	if (checks.some((check) => check.kind === 'comparison' && isUnsafeComparison(check))) {
		warnings.push({ code: 'LOAD_UNSAFE_NA_CHECK', message: '', context });
	}
	const fields = new Set(checks.flatMap((check) => fieldsIn(check.left).map(({ name }) => name)));
	for (const [field, message] of DEPRECATED_FIELDS) {
		if (fields.has(field)) warnings.push({ code: 'LOAD_DEPRECATED_ITEM', message, context, deprecatedField: field });
	}
	return warnings;
}

/** Deprecated fields in an output; the text is searched, so a name in plain words counts as well (a quirk of Falco). */
export function outputWarnings(output: string, context: Context): LoadWarning[] {
	return [...DEPRECATED_FIELDS.keys()]
		.filter((field) => output.includes(field))
		.map((field) => ({
			code: 'LOAD_DEPRECATED_ITEM',
			message: `usage of deprecated field '${field}' has been detected in the rule output`,
			context,
			deprecatedField: field,
		}));
}

function isUnsafeComparison({ left, operator, right }: Comparison): boolean {
	if (!EQUALITY_OPERATORS.has(operator) || !fieldsIn(left).some(({ name }) => UNSAFE_FIELD.test(name))) return false;
	if (right.kind === 'value') return right.text === NOT_AVAILABLE;
	return right.kind === 'values' && right.items.includes(NOT_AVAILABLE);
}
