import type { Definition, RequiredPlugin } from './definition.ts';
import { malformed, optionalBoolean, requiredText, requiredTexts } from './item-values.ts';
import type { Warn } from './load-result.ts';
import { type Context, within } from './location.ts';
import { APPEND_WITH_OVERRIDE, WARNINGS } from './messages.ts';
import {
	OVERRIDABLE_LIST,
	OVERRIDABLE_MACRO,
	OVERRIDABLE_RULE,
	type Overridable,
	readOverride,
} from './read-override.ts';
import { readRule } from './read-rule.ts';
import { parseVersion } from './version.ts';
import { keyText, unsignedOf, valueAt, type YamlMapping, type YamlNode } from './yaml-node.ts';

const LIST_NAME = /^[^()"'\s=,]+$/;
const MACRO_NAME = /^[a-zA-Z]+[a-zA-Z0-9_]*$/;

/** The kinds of items in the order in which Falco asks for their key, with all keys that belong to each. */
const ITEM_KEYS = {
	required_engine_version: ['required_engine_version'],
	required_plugin_versions: ['required_plugin_versions'],
	list: ['list', 'items', 'append', 'override'],
	macro: ['macro', 'condition', 'append', 'override'],
	rule: ['rule', 'source', 'append', 'override', ...OVERRIDABLE_RULE.replace],
} as const;

type ItemKind = keyof typeof ITEM_KEYS;

const ITEM_KINDS = Object.keys(ITEM_KEYS) as ItemKind[];

/**
 * Reads one item of a rules file. Definitions come out as they are complete, so that those before an error count, as
 * with Falco. Throws `LoadFailure`.
 */
export function* readItem(item: YamlNode, file: Context, warn: Warn): Generator<Definition> {
	if (item.kind !== 'mapping') {
		malformed(
			'Unexpected element type. Each element should be a yaml associative array.',
			within(file, item.mark, 'rules content item'),
		);
	}
	const kind = ITEM_KINDS.find((key) => valueAt(item, key) !== undefined);
	switch (kind) {
		case 'required_engine_version':
			return yield readEngineVersion(item, file, warn);
		case 'required_plugin_versions':
			return yield* readPluginVersions(item, file, warn);
		case 'list':
			return yield readList(item, file, warn);
		case 'macro':
			return yield readMacro(item, file, warn);
		case 'rule': {
			const context = named(item, 'rule', file);
			warnOfUnknownKeys(item, 'rule', context, warn);
			return yield* readRule(item, requiredText(item, 'rule', context), context, warn);
		}
		case undefined:
			warn('LOAD_UNKNOWN_ITEM', 'Unknown top level item', within(file, item.mark, 'rules content item'));
	}
}

/** An unsigned number N means 0.N.0. */
function readEngineVersion(item: YamlMapping, file: Context, warn: Warn): Definition {
	const context = within(file, item.mark, 'required_engine_version');
	warnOfUnknownKeys(item, 'required_engine_version', context, warn);
	const text = requiredText(item, 'required_engine_version', context);
	const minor = unsignedOf(text);
	const version = minor === undefined ? parseVersion(text) : { major: 0, minor, patch: 0 };
	if (version === undefined) {
		malformed(`Unable to parse engine version '${text}' as a semver string. Expected "x.y.z" semver format.`, context);
	}
	return { kind: 'required engine version', version, context };
}

function* readPluginVersions(item: YamlMapping, file: Context, warn: Warn): Generator<Definition> {
	const node = valueAt(item, 'required_plugin_versions') ?? item;
	const context = within(file, node.mark, 'required plugin versions');
	warnOfUnknownKeys(item, 'required_plugin_versions', context, warn);
	if (node.kind !== 'sequence') malformed('Value of required_plugin_versions must be a sequence', context);
	for (const entry of node.items) {
		const unnamed = within(context, entry.mark, 'required plugin versions entry');
		if (entry.kind !== 'mapping') malformed('Plugin version must be a mapping', unnamed);
		const name = requiredText(entry, 'name', unnamed);
		const entryContext = within(context, entry.mark, 'required plugin versions entry', name);
		const first = { name, version: requiredText(entry, 'version', entryContext) };
		const alternatives = [first, ...readAlternatives(entry, entryContext)];
		yield { kind: 'required plugin version', alternatives, context: entryContext };
	}
}

function readAlternatives(entry: YamlMapping, entryContext: Context): RequiredPlugin[] {
	const node = valueAt(entry, 'alternatives');
	if (node === undefined) return [];
	if (node.kind !== 'sequence') malformed('Value of plugin version alternatives must be a sequence', entryContext);
	return node.items.map((alternative) => {
		const unnamed = within(entryContext, alternative.mark, 'required plugin versions alternative');
		if (alternative.kind !== 'mapping') malformed('Plugin version alternative must be a mapping', unnamed);
		const name = requiredText(alternative, 'name', unnamed);
		const context = within(entryContext, alternative.mark, 'required plugin versions alternative', name);
		return { name, version: requiredText(alternative, 'version', context) };
	});
}

function readList(item: YamlMapping, file: Context, warn: Warn): Definition {
	const context = named(item, 'list', file);
	const name = requiredText(item, 'list', context);
	if (!LIST_NAME.test(name)) warn('LOAD_INVALID_LIST_NAME', WARNINGS.listName, context);
	warnOfUnknownKeys(item, 'list', context, warn);
	const items = requiredTexts(item, 'items', context);
	return { kind: 'list', name, items, mode: readMode(item, OVERRIDABLE_LIST, context, warn), context };
}

function readMacro(item: YamlMapping, file: Context, warn: Warn): Definition {
	const context = named(item, 'macro', file);
	const name = requiredText(item, 'macro', context);
	if (!MACRO_NAME.test(name)) warn('LOAD_INVALID_MACRO_NAME', WARNINGS.macroName, context);
	warnOfUnknownKeys(item, 'macro', context, warn);
	const condition = requiredText(item, 'condition', context);
	const conditionContext = within(context, valueAt(item, 'condition')?.mark ?? item.mark, 'macro condition');
	const mode = readMode(item, OVERRIDABLE_MACRO, context, warn);
	return { kind: 'macro', name, condition, mode, context, conditionContext };
}

/** Lists and macros have one key that can be overridden: to replace it is to define the item again. */
function readMode(item: YamlMapping, overridable: Overridable, context: Context, warn: Warn): 'define' | 'append' {
	const legacyAppend = optionalBoolean(item, 'append', context) ?? false;
	if (legacyAppend) warn('LOAD_DEPRECATED_ITEM', WARNINGS.append, context);
	const override = readOverride(item, overridable, context);
	if (legacyAppend && override.append.size + override.replace.size > 0) malformed(APPEND_WITH_OVERRIDE, context);
	return legacyAppend || override.append.size > 0 ? 'append' : 'define';
}

/** The context of an item with its name, once the name is known to be one. */
function named(item: YamlMapping, kind: 'list' | 'macro' | 'rule', file: Context): Context {
	return within(file, item.mark, kind, requiredText(item, kind, within(file, item.mark, kind)));
}

function warnOfUnknownKeys(item: YamlMapping, kind: ItemKind, context: Context, warn: Warn): void {
	const known: readonly string[] = ITEM_KEYS[kind];
	for (const { key } of item.entries) {
		const text = keyText(key);
		if (text === undefined || !known.includes(text)) {
			warn('LOAD_UNKNOWN_KEY', `Unknown key '${text ?? '(not a scalar)'}' in ${kind} item, ignored`, context);
		}
	}
}
