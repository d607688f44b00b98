import type { ValueType } from '../values/value-type.ts';
import type { BinaryOperator } from './operators.ts';

/** Operators by what they do: `==` is `=`. */
export type Comparator = Exclude<BinaryOperator, '=='>;

const MEMBERSHIP: readonly Comparator[] = ['in', 'intersects'];
const EQUALITY: readonly Comparator[] = ['=', '!=', ...MEMBERSHIP];
const NUMERIC: readonly Comparator[] = [...EQUALITY, '<', '<=', '>', '>='];
const TEXT: readonly Comparator[] = [
	...NUMERIC,
	'contains',
	'icontains',
	'startswith',
	'endswith',
	'glob',
	'iglob',
	'regex',
	'pmatch',
];

/** What each type can be compared by, and what Falco calls it in its message (rules facts, section 1.5). */
const BY_TYPE: Readonly<Record<ValueType, { readonly allowed: readonly Comparator[]; readonly label: string }>> = {
	string: { allowed: TEXT, label: 'for string filters' },
	uint64: { allowed: NUMERIC, label: 'for numeric filters' },
	reltime: { allowed: NUMERIC, label: 'for numeric filters' },
	abstime: { allowed: NUMERIC, label: 'for numeric filters' },
	bool: { allowed: EQUALITY, label: 'for numeric filters' },
	ipaddr: { allowed: EQUALITY, label: 'for ip address and network filters' },
	ipnet: { allowed: EQUALITY, label: 'for ip address and network filters' },
};

/** Falco's message where the operator does not fit the type of its left side. */
export function comparisonFault(comparator: Comparator, type: ValueType, isList: boolean): string | undefined {
	const { allowed, label } = isList ? { allowed: MEMBERSHIP, label: 'list filters' } : BY_TYPE[type];
	return allowed.includes(comparator) ? undefined : `filter error: '${comparator}' operator not supported ${label}`;
}
