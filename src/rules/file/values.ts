import { LoadFailure } from './load-result.ts';
import { type Context, within } from './location.ts';
import { booleanOf, unsignedOf, valueAt, type YamlMapping, type YamlNode } from './yaml-node.ts';

/** Ends the load with LOAD_ERR_YAML_VALIDATE: the shape of the file is wrong. */
export function malformed(message: string, context: Context): never {
	throw new LoadFailure('LOAD_ERR_YAML_VALIDATE', message, context);
}

/** The text of a key that must be there, a scalar and not empty. */
export function requiredText(item: YamlMapping, key: string, context: Context): string {
	const value = valueAt(item, key);
	if (value === undefined) malformed(`Item has no mapping for key '${key}'`, context);
	return scalarText(value, key, context);
}

export function optionalText(item: YamlMapping, key: string, context: Context): string | undefined {
	const value = valueAt(item, key);
	return value === undefined ? undefined : scalarText(value, key, context);
}

export function requiredBoolean(item: YamlMapping, key: string, context: Context): boolean {
	return converted(item, key, context, requiredText(item, key, context), booleanOf);
}

export function optionalBoolean(item: YamlMapping, key: string, context: Context): boolean | undefined {
	const text = optionalText(item, key, context);
	return text === undefined ? undefined : converted(item, key, context, text, booleanOf);
}

export function requiredUnsigned(item: YamlMapping, key: string, context: Context): number {
	return converted(item, key, context, requiredText(item, key, context), unsignedOf);
}

export function optionalUnsigned(item: YamlMapping, key: string, context: Context): number | undefined {
	const text = optionalText(item, key, context);
	return text === undefined ? undefined : converted(item, key, context, text, unsignedOf);
}

/** The scalars of a sequence that must be there, as text: numbers and booleans keep their spelling. */
export function requiredTexts(item: YamlMapping, key: string, context: Context): string[] {
	const value = valueAt(item, key);
	if (value === undefined) malformed(`Item has no mapping for key '${key}'`, context);
	return sequenceTexts(value, key, context);
}

export function optionalTexts(item: YamlMapping, key: string, context: Context): string[] | undefined {
	const value = valueAt(item, key);
	return value === undefined ? undefined : sequenceTexts(value, key, context);
}

function scalarText(value: YamlNode, key: string, context: Context): string {
	if (value.kind === 'null') malformed(`Mapping for key '${key}' is empty`, context);
	const valueContext = within(context, value.mark, 'value for', key);
	if (value.kind !== 'scalar') malformed('Value is not a scalar value', valueContext);
	if (value.text === '') malformed('Value must be non-empty', valueContext);
	return value.text;
}

function sequenceTexts(value: YamlNode, key: string, context: Context): string[] {
	const valueContext = within(context, value.mark, 'value for', key);
	if (value.kind !== 'sequence') malformed('Value is not a sequence', valueContext);
	return value.items.map((entry) => {
		if (entry.kind === 'scalar') return entry.text;
		return malformed('sequence value is not scalar', within(valueContext, entry.mark, 'list item'));
	});
}

function converted<T>(
	item: YamlMapping,
	key: string,
	context: Context,
	text: string,
	convert: (text: string) => T | undefined,
): T {
	const value = convert(text);
	if (value !== undefined) return value;
	return malformed(
		"Can't decode YAML scalar value",
		within(context, valueAt(item, key)?.mark ?? item.mark, 'value for', key),
	);
}
