import { malformed } from './item-values.ts';
import { LoadFailure } from './load-result.ts';
import { type Context, fileContext, within } from './location.ts';
import { keyText, valueAt, type YamlMapping, type YamlNode } from './yaml-node.ts';

/** The keys that an item's `override` names, by what is to be done with them. */
export interface Override {
	readonly append: ReadonlySet<string>;
	readonly replace: ReadonlySet<string>;
}

/** Which keys of an item can be overridden, and how. */
export interface Overridable {
	readonly append: readonly string[];
	readonly replace: readonly string[];
}

export const OVERRIDABLE_LIST: Overridable = { append: ['items'], replace: ['items'] };
export const OVERRIDABLE_MACRO: Overridable = { append: ['condition'], replace: ['condition'] };
export const OVERRIDABLE_RULE = {
	append: ['condition', 'exceptions', 'output', 'desc', 'tags'],
	replace: [
		'condition',
		'exceptions',
		'output',
		'desc',
		'tags',
		'priority',
		'enabled',
		'warn_evttypes',
		'skip-if-unknown-filter',
		'capture',
		'capture_duration',
	],
} as const satisfies Overridable;

/** Reads the `override` mapping of an item; an item without one overrides nothing. */
export function readOverride(item: YamlMapping, overridable: Overridable, itemContext: Context): Override {
	const append = new Set<string>();
	const replace = new Set<string>();
	const node = valueAt(item, 'override');
	const context = within(itemContext, item.mark, 'overrides');
	for (const { key: keyNode, value } of entriesOf(node, itemContext)) {
		const key = asText(keyNode, itemContext);
		const operation = asText(value, itemContext);
		const keyContext = within(context, keyNode.mark, 'overrides', key);
		if (operation === 'append') {
			if (!overridable.append.includes(key)) {
				malformed(`Key '${key}' cannot be appended to, use 'replace' instead`, keyContext);
			}
			append.add(key);
		} else if (operation === 'replace') {
			if (!overridable.replace.includes(key)) malformed(`Key '${key}' cannot be replaced`, keyContext);
			replace.add(key);
		} else {
			const allowed = (['append', 'replace'] as const).filter((kind) => overridable[kind].includes(key));
			malformed(
				`Invalid override operation for key '${key}': '${operation}'. Allowed values are: ${allowed.map((kind) => `${kind} `).join('')}`,
				within(context, value.mark, 'value for', key),
			);
		}
	}
	return { append, replace };
}

function entriesOf(node: YamlNode | undefined, itemContext: Context): YamlMapping['entries'] {
	if (node === undefined || node.kind === 'null' || node.kind === 'scalar') return [];
	if (node.kind === 'mapping') return node.entries;
	return badConversion(node, itemContext);
}

function asText(node: YamlNode, itemContext: Context): string {
	return keyText(node) ?? badConversion(node, itemContext);
}

/** Where Falco's YAML library gives up by itself, the error has its words and no location but the file. */
function badConversion(node: YamlNode, itemContext: Context): never {
	const { line, column } = node.mark;
	throw new LoadFailure(
		'LOAD_ERR_VALIDATE',
		`yaml-cpp: error at line ${line + 1}, column ${column + 1}: bad conversion`,
		fileContext(itemContext.locations[0].name),
	);
}
