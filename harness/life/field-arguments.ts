import type { Field } from '../abi/fields.ts';
import type { FieldArgument } from '../record.ts';

const INDEXES = [0n, 1n] as const;
const KEYS = ['user', 'id', 'x'] as const;

/**
 * The arguments with which an ordinary rule would ask for a field: none where it may be left out, small indexes, plain keys.
 * A required argument is never left out, and a field without an argument never gets one: no host asks so
 * (`plugin_filtercheck.cpp:parse_field_name` refuses the rule).
 */
export function ordinaryArguments({ arg }: Field): FieldArgument[] {
	if (!arg) return [{ kind: 'none' }];
	const all: FieldArgument[] = [];
	if (!arg.isRequired) all.push({ kind: 'none' });
	if (arg.isIndex && arg.isKey) {
		for (const index of INDEXES) all.push({ kind: 'index-and-key', index, key: String(index) });
	} else if (arg.isIndex) {
		for (const index of INDEXES) all.push({ kind: 'index', index });
	}
	if (arg.isKey) for (const key of KEYS) all.push({ kind: 'key', key });
	return all;
}
