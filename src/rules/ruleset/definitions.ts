import type {
	Definition,
	EngineRequirement,
	ListDefinition,
	MacroDefinition,
	PluginRequirement,
	RequiredPlugin,
	RuleDefinition,
	RuleToggle,
	RuleUpdate,
} from '../file/definition.ts';
import { LoadFailure, type Warn } from '../file/load-result.ts';
import type { Context } from '../file/location.ts';
import { compareVersions, parseVersion, printVersion, satisfies, type Version } from '../file/version.ts';
import { checkException } from './exceptions.ts';
import type { ListInfo, MacroInfo, Ordered, RuleInfo } from './item-info.ts';
import { appendToRule, replaceInRule } from './rule-update.ts';

/** What defining rules needs to know of the event sources and the engine. */
export interface DefinitionScope {
	/** The engine version of the Falco release to be like. */
	readonly engineVersion: Version;
	/** Tells fields of a source from other text; `undefined` for a source that no plugin provides. */
	fieldTest(source: string): ((text: string) => boolean) | undefined;
}

/**
 * All lists, macros, rules and requirements of the rules files so far, in order (Falco's collector). A file that fails
 * leaves behind what it defined before its error, as with Falco.
 */
export class RulesetDefinitions {
	readonly lists = new Map<string, ListInfo>();
	readonly macros = new Map<string, MacroInfo>();
	readonly rules = new Map<string, RuleInfo>();
	readonly requiredPlugins: (readonly RequiredPlugin[])[] = [];
	/** The highest engine version that was asked for. */
	requiredEngineVersion: Version = { major: 0, minor: 0, patch: 0 };
	#next = 0;

	/** Applies one definition. Throws `LoadFailure` with LOAD_ERR_VALIDATE where it does not fit what is there. */
	apply(definition: Definition, scope: DefinitionScope, warn: Warn): void {
		switch (definition.kind) {
			case 'required engine version':
				this.#requireEngine(definition, scope);
				break;
			case 'required plugin version':
				this.#requirePlugin(definition);
				break;
			case 'list':
				this.#applyList(definition);
				break;
			case 'macro':
				this.#applyMacro(definition);
				break;
			case 'rule':
				this.#defineRule(definition, scope, warn);
				break;
			case 'rule update':
				this.#updateRule(definition, scope);
				break;
			case 'rule toggle':
				this.#toggleRule(definition);
				break;
		}
	}

	#requireEngine({ version, context }: EngineRequirement, { engineVersion }: DefinitionScope): void {
		if (!satisfies(engineVersion, version)) {
			invalid(
				`Rules require engine version ${printVersion(version)}, but engine version is ${printVersion(engineVersion)}`,
				context,
			);
		}
		if (compareVersions(this.requiredEngineVersion, version) < 0) this.requiredEngineVersion = version;
	}

	#requirePlugin({ alternatives, context }: PluginRequirement): void {
		const names = new Set<string>();
		for (const { name, version } of alternatives) {
			if (parseVersion(version) === undefined) {
				invalid(`Invalid required version '${version}' for plugin '${name}'`, context);
			}
			if (names.has(name)) {
				invalid(`Defined multiple alternative version requirements for plugin '${name}'`, context);
			}
			names.add(name);
		}
		this.requiredPlugins.push(alternatives);
	}

	#applyList({ name, items, mode, context }: ListDefinition): void {
		const previous = this.lists.get(name);
		if (mode === 'define') {
			this.lists.set(name, { name, items, context, ...this.#order(previous) });
			return;
		}
		if (previous === undefined) {
			invalid("List uses 'append' or 'override.items: append' but no list by that name already exists", context);
		}
		previous.items = [...previous.items, ...items];
		previous.visibility = this.#next++;
	}

	#applyMacro({ name, condition, mode, context, conditionContext }: MacroDefinition): void {
		const previous = this.macros.get(name);
		if (mode === 'define') {
			this.macros.set(name, { name, condition, context, conditionContext, ...this.#order(previous) });
			return;
		}
		if (previous === undefined) {
			invalid("Macro uses 'append' or 'override.condition: append' but no macro by that name already exists", context);
		}
		previous.condition += ` ${condition}`;
		previous.conditionChange = context;
		previous.visibility = this.#next++;
	}

	#defineRule(definition: RuleDefinition, scope: DefinitionScope, warn: Warn): void {
		const { kind: _kind, exceptions, ...rest } = definition;
		const { name, source, context } = definition;
		const previous = this.rules.get(name);
		if (previous !== undefined && previous.source !== source) {
			invalid('Rule has been re-defined with a different source', context);
		}
		const isField = scope.fieldTest(source);
		if (isField === undefined) warn('LOAD_UNKNOWN_SOURCE', `Unknown source ${source}, skipping`, context);
		const checked = exceptions.map((exception) =>
			checkException(exception, 'Rule exception item must have fields property with a list of fields', isField),
		);
		this.rules.set(name, {
			...rest,
			exceptions: checked,
			unknownSource: isField === undefined,
			...this.#order(previous),
		});
	}

	#updateRule(update: RuleUpdate, scope: DefinitionScope): void {
		const { name, mode, values, context } = update;
		const rule = this.rules.get(name);
		if (rule === undefined) {
			invalid(
				mode === 'append'
					? "Rule uses 'append' or 'override.<key>: append' but no rule by that name already exists"
					: "An 'override.<key>: replace' to a rule was requested but no rule by that name already exists",
				context,
			);
		}
		if (mode === 'append' && Object.keys(values).length === 0) {
			invalid('Appended rule must have exceptions or condition property', context);
		}
		const isField = rule.unknownSource ? undefined : scope.fieldTest(rule.source);
		if (mode === 'append') appendToRule(rule, values, isField);
		else replaceInRule(rule, values);
		if (values.condition !== undefined || values.exceptions !== undefined) rule.conditionChange = context;
		rule.visibility = this.#next++;
	}

	#toggleRule({ name, enabled, context }: RuleToggle): void {
		const rule = this.rules.get(name);
		if (rule === undefined) invalid("Rule has 'enabled' key but no rule by that name already exists", context);
		rule.enabled = enabled;
	}

	#order(previous: Ordered | undefined): Ordered {
		const id = this.#next++;
		return { index: previous?.index ?? id, visibility: id };
	}
}

function invalid(message: string, context: Context): never {
	throw new LoadFailure('LOAD_ERR_VALIDATE', message, context);
}
