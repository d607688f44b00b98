import type { Definition, RuleValues } from './definition.ts';
import {
	malformed,
	optionalBoolean,
	optionalText,
	optionalTexts,
	optionalUnsigned,
	requiredBoolean,
	requiredText,
	requiredUnsigned,
} from './item-values.ts';
import type { Warn } from './load-result.ts';
import { type Context, within } from './location.ts';
import { APPEND_WITH_OVERRIDE, WARNINGS } from './messages.ts';
import { type Priority, parsePriority } from './priority.ts';
import { readExceptions } from './read-exceptions.ts';
import { OVERRIDABLE_RULE, type Override, readOverride } from './read-override.ts';
import { valueAt, type YamlMapping } from './yaml-node.ts';

/** The source of a rule that names none. */
const DEFAULT_SOURCE = 'syscall';

/** Reads a rule item: a definition, a change of an earlier rule, or the switch of one. */
export function* readRule(item: YamlMapping, name: string, context: Context, warn: Warn): Generator<Definition> {
	const legacyAppend = optionalBoolean(item, 'append', context) ?? false;
	if (legacyAppend) warn('LOAD_DEPRECATED_ITEM', WARNINGS.append, context);
	const override = readOverride(item, OVERRIDABLE_RULE, context);
	const overrides = override.append.size + override.replace.size > 0;
	if (legacyAppend && overrides) malformed(APPEND_WITH_OVERRIDE, context);
	if (overrides) yield* readUpdates(item, name, override, context, warn);
	else if (legacyAppend) yield readLegacyAppend(item, name, context, warn);
	else if (['condition', 'output', 'desc', 'priority'].some((key) => valueAt(item, key) !== undefined)) {
		yield readDefinition(item, name, context, warn);
	} else {
		const enabled = requiredBoolean(item, 'enabled', context);
		warn('LOAD_DEPRECATED_ITEM', WARNINGS.enabled, context);
		yield { kind: 'rule toggle', name, enabled, context };
	}
}

function readDefinition(item: YamlMapping, name: string, context: Context, warn: Warn): Definition {
	const condition = requiredText(item, 'condition', context);
	const output = requiredText(item, 'output', context);
	const description = requiredText(item, 'desc', context);
	return {
		kind: 'rule',
		name,
		context,
		conditionContext: keyContext(item, 'condition', 'rule condition', context),
		outputContext: keyContext(item, 'output', 'rule output', context),
		condition,
		output: output.replaceAll(/^[ \t\n\v\f\r]+|[ \t\n\v\f\r]+$/g, ''),
		description,
		priority: readPriority(item, context),
		source: optionalText(item, 'source', context) ?? DEFAULT_SOURCE,
		enabled: optionalBoolean(item, 'enabled', context) ?? true,
		warnEventTypes: optionalBoolean(item, 'warn_evttypes', context) ?? true,
		skipIfUnknownFilter: optionalBoolean(item, 'skip-if-unknown-filter', context) ?? false,
		capture: optionalBoolean(item, 'capture', context) ?? false,
		captureDuration: optionalUnsigned(item, 'capture_duration', context) ?? 0,
		tags: sortedSet(optionalTexts(item, 'tags', context) ?? []),
		exceptions: readExceptions(item, 'definition', context, warn),
	};
}

/** `append: true` looks at the condition and the exceptions alone; whatever else the item has is ignored. */
function readLegacyAppend(item: YamlMapping, name: string, context: Context, warn: Warn): Definition {
	const values: Partial<RuleValues> = {
		...(valueAt(item, 'condition') && { condition: requiredText(item, 'condition', context) }),
		...(valueAt(item, 'exceptions') && { exceptions: readExceptions(item, 'update', context, warn) }),
	};
	return { kind: 'rule update', mode: 'append', name, values, context };
}

/** Appends come first, then replacements, and only then does a key without an override stop the load. */
function* readUpdates(
	item: YamlMapping,
	name: string,
	override: Override,
	context: Context,
	warn: Warn,
): Generator<Definition> {
	const unexpected = new Set<string>(OVERRIDABLE_RULE.replace.filter((key) => valueAt(item, key) !== undefined));
	for (const mode of ['append', 'replace'] as const) {
		if (override[mode].size === 0) continue;
		let values: Partial<RuleValues> = {};
		for (const key of OVERRIDABLE_RULE[mode]) {
			if (!override[mode].has(key)) continue;
			if (!unexpected.delete(key)) {
				malformed(`An ${mode} override for '${key}' was specified but '${key}' is not defined`, context);
			}
			values = { ...values, ...READERS[key](item, context, warn) };
		}
		yield { kind: 'rule update', mode, name, values, context };
	}
	const [key] = [...unexpected].sort();
	if (key !== undefined) {
		malformed(
			`Unexpected key '${key}': no corresponding entry under 'override' is defined.`,
			within(context, valueAt(item, key)?.mark ?? item.mark, 'overrides', key),
		);
	}
}

type OverridableKey = (typeof OVERRIDABLE_RULE.replace)[number];

const READERS: Readonly<
	Record<OverridableKey, (item: YamlMapping, context: Context, warn: Warn) => Partial<RuleValues>>
> = {
	condition: (item, context) => ({ condition: requiredText(item, 'condition', context) }),
	exceptions: (item, context, warn) => ({ exceptions: readExceptions(item, 'update', context, warn) }),
	output: (item, context) => ({ output: requiredText(item, 'output', context) }),
	desc: (item, context) => ({ description: requiredText(item, 'desc', context) }),
	tags: (item, context) => ({ tags: sortedSet(optionalTexts(item, 'tags', context) ?? []) }),
	priority: (item, context) => ({ priority: readPriority(item, context) }),
	enabled: (item, context) => ({ enabled: requiredBoolean(item, 'enabled', context) }),
	warn_evttypes: (item, context) => ({ warnEventTypes: requiredBoolean(item, 'warn_evttypes', context) }),
	'skip-if-unknown-filter': (item, context) => ({
		skipIfUnknownFilter: requiredBoolean(item, 'skip-if-unknown-filter', context),
	}),
	capture: (item, context) => ({ capture: requiredBoolean(item, 'capture', context) }),
	capture_duration: (item, context) => ({ captureDuration: requiredUnsigned(item, 'capture_duration', context) }),
};

function readPriority(item: YamlMapping, context: Context): Priority {
	const priority = parsePriority(requiredText(item, 'priority', context));
	return priority ?? malformed('Invalid priority', keyContext(item, 'priority', 'rule priority', context));
}

function keyContext(
	item: YamlMapping,
	key: string,
	type: 'rule condition' | 'rule output' | 'rule priority',
	rule: Context,
): Context {
	return within(rule, valueAt(item, key)?.mark ?? item.mark, type);
}

/** Tags are kept as a set in byte order. */
export function sortedSet(tags: readonly string[]): string[] {
	return [...new Set(tags)].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}
