import { lossyTextOf } from '../protocol/describe-text.ts';
import type { ReturnedText } from '../protocol/returned-text.ts';
import { asHostString, type HostJson, parseAsHost } from './lenient-json.ts';

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

/**
 * The entries of a `get_fields` text that Falco would accept, read by its parser's rules; ids count malformed entries too.
 * Never throws.
 */
export function parseFields(text: ReturnedText): Field[] {
	const parsed = parseAsHost(lossyTextOf(text) ?? '');
	if (parsed.kind === 'refused' || parsed.value.type !== 'array') return [];
	return parsed.value.items.flatMap((entry, id) => parseField(entry, id) ?? []);
}

function parseField(entry: HostJson, id: number): Field | undefined {
	if (entry.type !== 'object') return undefined;
	const { members } = entry;
	const name = asHostString(members.get('name'));
	const desc = asHostString(members.get('desc'));
	const type = asHostString(members.get('type'));
	if (!name || !desc || type === undefined || !isFieldType(type)) return undefined;
	const display = asHostString(members.get('display'));
	const arg = argumentRule(members.get('arg'));
	return {
		id,
		name,
		type,
		desc,
		isList: isTrue(members.get('isList')),
		addOutput: isTrue(members.get('addOutput')),
		properties: textsIn(members.get('properties')),
		...(display ? { display } : {}),
		...(arg && (arg.isIndex || arg.isKey) ? { arg } : {}),
	};
}

function isFieldType(type: string): type is FieldType {
	return Object.hasOwn(FIELD_TYPES, type);
}

function argumentRule(arg: HostJson | undefined): FieldArgumentRule | undefined {
	if (arg?.type !== 'object') return undefined;
	const { members } = arg;
	return {
		isRequired: isTrue(members.get('isRequired')),
		isIndex: isTrue(members.get('isIndex')),
		isKey: isTrue(members.get('isKey')),
	};
}

function isTrue(value: HostJson | undefined): boolean {
	return value?.type === 'boolean' && value.value;
}

function textsIn(list: HostJson | undefined): string[] {
	if (list?.type !== 'array') return [];
	return list.items.flatMap((item) => (item.type === 'string' ? [item.value] : []));
}
