import type { ExceptionDefinition, ExceptionValue } from './definition.ts';
import { malformed, requiredText } from './item-values.ts';
import type { Warn } from './load-result.ts';
import { type Context, within } from './location.ts';
import { valueAt, type YamlMapping, type YamlNode } from './yaml-node.ts';

/** Whether the exceptions define a rule or change one: changes need no fields, and are warned of without values. */
export type ExceptionsPurpose = 'definition' | 'update';

/** Reads the `exceptions` of a rule item; none, or a null, are no exceptions. */
export function readExceptions(
	item: YamlMapping,
	purpose: ExceptionsPurpose,
	rule: Context,
	warn: Warn,
): ExceptionDefinition[] {
	const node = valueAt(item, 'exceptions');
	if (node === undefined || node.kind === 'null') return [];
	const exceptionsContext = within(rule, node.mark, 'exceptions');
	if (node.kind !== 'sequence') malformed('Rule exceptions must be a sequence', exceptionsContext);
	const names = new Set<string>();
	return node.items.map((entry) => {
		const unnamed = within(exceptionsContext, entry.mark, 'exception');
		if (entry.kind !== 'mapping') malformed('Rule exception must be a mapping', unnamed);
		const name = requiredText(entry, 'name', unnamed);
		const context = within(rule, entry.mark, 'exception', name);
		if (names.has(name)) {
			warn('LOAD_EXCEPTION_NAME_NOT_UNIQUE', `Multiple definitions of exception '${name}' in the same rule`, context);
		}
		names.add(name);
		return readException(entry, name, purpose, context, warn);
	});
}

function readException(
	entry: YamlMapping,
	name: string,
	purpose: ExceptionsPurpose,
	context: Context,
	warn: Warn,
): ExceptionDefinition {
	const fieldsNode = valueAt(entry, 'fields');
	if (fieldsNode === undefined && purpose === 'definition') malformed("Item has no mapping for key 'fields'", context);
	const fields = fieldsNode && readValue(fieldsNode, 'fields', context);
	const compsNode = valueAt(entry, 'comps');
	const comps = compsNode && readValue(compsNode, 'comps', context);
	const valuesNode = valueAt(entry, 'values');
	if (valuesNode === undefined && purpose === 'update') {
		warn('LOAD_APPEND_NO_VALUES', 'Overriding/appending exception with no values', context);
	}
	const values = valuesNode === undefined ? [] : readValues(valuesNode, context);
	return { name, fields: nonEmpty(fields), comps: nonEmpty(comps), values, context };
}

function readValues(node: YamlNode, exception: Context): ExceptionValue[] {
	const context = within(exception, node.mark, 'exception values');
	if (node.kind !== 'sequence') malformed('Rule exception values must be a sequence', context);
	return node.items.map((item) => readValue(item, '', within(context, item.mark, 'exception value')));
}

/** A null or a mapping counts as an empty text, which only a later step refuses: so does Falco. */
function readValue(node: YamlNode, key: string, parent: Context): ExceptionValue {
	const context = within(parent, node.mark, 'value for', key);
	switch (node.kind) {
		case 'scalar':
			if (node.text === '') malformed('Value must be non-empty', context);
			return { kind: 'text', text: node.text };
		case 'sequence':
			return {
				kind: 'list',
				items: node.items.map((item) => readValue(item, '', within(context, item.mark, 'exception'))),
			};
		case 'null':
		case 'mapping':
			return { kind: 'text', text: '' };
	}
}

function nonEmpty(value: ExceptionValue | undefined): ExceptionValue | undefined {
	if (value === undefined) return undefined;
	return (value.kind === 'list' ? value.items.length : value.text.length) > 0 ? value : undefined;
}
