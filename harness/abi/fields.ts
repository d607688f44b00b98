import { type ReturnedText, utf8Of } from '../protocol/returned-text.ts';

/** The value types of plugin API 3.x by their name in `get_fields`, with their number in `ss_plugin_field_type`. */
export const FIELD_TYPES = {
	uint64: 8,
	string: 9,
	reltime: 20,
	abstime: 21,
	bool: 25,
	ipaddr: 40,
	ipnet: 41,
} as const;
export type FieldType = keyof typeof FIELD_TYPES;

export interface FieldArgumentRule {
	isRequired: boolean;
	isIndex: boolean;
	isKey: boolean;
}

/** A well-formed entry of `get_fields`; its id is its position in the list. */
export interface Field {
	id: number;
	name: string;
	type: FieldType;
	desc: string;
	display?: string;
	isList: boolean;
	addOutput: boolean;
	arg?: FieldArgumentRule;
	properties: readonly string[];
}

/** The entries of a `get_fields` text that Falco would accept; ids count malformed entries too. Never throws. */
export function parseFields(text: ReturnedText): Field[] {
	let list: unknown;
	try {
		list = JSON.parse(utf8Of(text) ?? '[]');
	} catch {
		return [];
	}
	if (!Array.isArray(list)) return [];
	return list.flatMap((entry, id) => parseField(entry, id) ?? []);
}

function parseField(entry: unknown, id: number): Field | undefined {
	if (typeof entry !== 'object' || entry === null) return undefined;
	const { name, type, desc, display, isList, addOutput, arg, properties } = entry as Record<string, unknown>;
	if (typeof name !== 'string' || name === '' || typeof desc !== 'string') return undefined;
	if (typeof type !== 'string' || !Object.hasOwn(FIELD_TYPES, type)) return undefined;
	const rule = typeof arg === 'object' && arg !== null ? (arg as Record<string, unknown>) : undefined;
	const argument = rule && {
		isRequired: rule.isRequired === true,
		isIndex: rule.isIndex === true,
		isKey: rule.isKey === true,
	};
	return {
		id,
		name,
		type: type as FieldType,
		desc,
		isList: isList === true,
		addOutput: addOutput === true,
		properties: Array.isArray(properties) ? properties.filter((word) => typeof word === 'string') : [],
		...(typeof display === 'string' ? { display } : {}),
		...(argument && (argument.isIndex || argument.isKey) ? { arg: argument } : {}),
	};
}
