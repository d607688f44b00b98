import { asHostString, type HostJson, parseAsHost } from '../../abi/lenient-json.ts';
import { lossyTextOf } from '../../protocol/describe-text.ts';
import type { ReturnedText } from '../../protocol/returned-text.ts';
import { visibleLine } from '../../protocol/visible-text.ts';

/** One entry of `get_fields` that is an object, whether or not it is sound otherwise. */
export interface FieldEntry {
	/** Position in the list, which is the field's id. */
	position: number;
	/** The name, or undefined where the entry has none that Falco would take. */
	declaredName: string | undefined;
	/** How to name the entry in a message: its name, or its position. */
	name: string;
	json: ReadonlyMap<string, HostJson>;
	repeated: readonly string[];
}

/** The entries of a `get_fields` text as Falco parses it; undefined where it is no array. */
export function readFieldEntries(text: ReturnedText): FieldEntry[] | undefined {
	const items = readFieldItems(text);
	return items?.flatMap((item, position) => {
		if (item.type !== 'object') return [];
		const declaredName = asHostString(item.members.get('name')) || undefined;
		const name = declaredName === undefined ? `number ${position}` : visibleLine(declaredName, 80);
		return [{ position, declaredName, name, json: item.members, repeated: item.repeated }];
	});
}

/** The elements of a `get_fields` text as Falco parses it, of whatever type; undefined where it is no array. */
export function readFieldItems(text: ReturnedText): readonly HostJson[] | undefined {
	const parsed = parseAsHost(lossyTextOf(text) ?? '');
	return parsed.kind === 'value' && parsed.value.type === 'array' ? parsed.value.items : undefined;
}
