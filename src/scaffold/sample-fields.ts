import type { PluginField } from '../project/fields-table.ts';

/** A field of the sample plugin. Its form says which argument it takes, or that it is a list. */
export interface SampleField {
	type: string;
	/** Without the prefix. */
	name: string;
	form: 'plain' | 'list' | 'index' | 'key';
	desc: string;
}

/** What the sample plugins extract, in the order of their field ids; the same in every language. */
export const SAMPLE_FIELDS: readonly SampleField[] = [
	{ type: 'uint64', name: 'seq', form: 'plain', desc: 'Number of the login, from 1.' },
	{ type: 'abstime', name: 'time', form: 'plain', desc: 'When it happened.' },
	{ type: 'string', name: 'user', form: 'plain', desc: 'Name of the user who logs in.' },
	{ type: 'ipaddr', name: 'address', form: 'plain', desc: 'Address that the login comes from, IPv4 or IPv6.' },
	{ type: 'bool', name: 'success', form: 'plain', desc: 'True if the user is now logged in.' },
	{ type: 'string', name: 'groups', form: 'list', desc: 'Groups that the user belongs to.' },
	{ type: 'string', name: 'group', form: 'index', desc: 'One of the groups, counted from 0.' },
	{ type: 'string', name: 'value', form: 'key', desc: 'Value of any member of the event; what is no string, as JSON.' },
];

/** The sample's fields as `plugin_get_fields` declares them. */
export function declaredFields(prefix: string): PluginField[] {
	return SAMPLE_FIELDS.map(({ type, name, form, desc }) => ({
		type,
		name: `${prefix}.${name}`,
		desc,
		...(form === 'list' ? { isList: true } : {}),
		...(form === 'index' ? { arg: { isRequired: true, isIndex: true } } : {}),
		...(form === 'key' ? { arg: { isRequired: true, isKey: true } } : {}),
	}));
}
