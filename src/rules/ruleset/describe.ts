import type { Comparison, Condition, Operand } from '../condition/ast.ts';
import { macrosIn } from '../condition/macros.ts';
import { fieldText } from '../condition/operand.ts';
import { parseCondition } from '../condition/parse.ts';
import { printCondition } from '../condition/print.ts';
import { FieldTable } from '../fields/table.ts';
import { printVersion } from '../file/version.ts';
import { compileFormat } from '../output/format.ts';
import { decodeText } from '../values/byte-text.ts';
import { checksIn, fieldsIn } from './condition-parts.ts';
import type { RulesetDefinitions } from './definitions.ts';
import type { RuleException } from './exceptions.ts';
import { lenient } from './extra-output.ts';
import type { CompiledList, CompiledMacro, CompiledRule, Ruleset, RulesSource } from './ruleset.ts';

/** The event types that rules of plugin sources run on. */
const PLUGIN_EVENTS = ['asyncevent', 'pluginevent'];

/** JSON with sorted keys, as `falco -L` prints it. */
export type DescriptionJson = { readonly [key: string]: DescriptionValue };
type DescriptionValue = string | number | boolean | readonly DescriptionValue[] | DescriptionJson;

/**
 * What `falco -L` (or `-l RULE`, with `only`) tells of a ruleset with `json_output`: an empty object where no rule has
 * the name. The shape is that of the facts on rules files, "Diagnostics"; where Falco's order is that of a hash table,
 * names are sorted here.
 */
export function describeRuleset(
	definitions: RulesetDefinitions,
	ruleset: Ruleset,
	sources: readonly RulesSource[],
	only?: string,
): DescriptionJson {
	const describer = new Describer(definitions, sources);
	if (only !== undefined) {
		const rule = ruleset.rules.find(({ name }) => name === only);
		return rule === undefined ? {} : describer.rule(rule);
	}
	return {
		lists: ruleset.lists.map((list) => describer.list(list)),
		macros: ruleset.macros.map((macro) => describer.macro(macro)),
		required_engine_version: printVersion(definitions.requiredEngineVersion),
		required_plugin_versions: definitions.requiredPlugins.map(([plugin, ...alternatives]) => ({
			alternatives: alternatives.map(({ name, version }) => ({ name, version })),
			name: plugin?.name ?? '',
			version: plugin?.version ?? '',
		})),
		rules: ruleset.rules.map((rule) => describer.rule(rule)),
	};
}

const NAME_WIDTH = 50;
const LINE_WIDTH = 110;
const TEXT_INDENT = NAME_WIDTH + 1;

/** The text of `falco -L`: two columns, with a blank line after each rule. Ends with a line break. */
export function describeAsText(rules: readonly CompiledRule[]): string {
	const rows: [string, string][] = [
		['Rule', 'Description'],
		['----', '-----------'],
		...rules.map(({ name, info }): [string, string] => [name, `${wrapped(info.description)}\n`]),
	];
	return rows.map(([left, right]) => `${left.padEnd(NAME_WIDTH)} ${right}\n`).join('');
}

/** Words with a blank after each, in lines that leave room for the first column. */
function wrapped(text: string): string {
	let result = '';
	let length = 0;
	for (const word of text.split(/\s+/).filter((part) => part !== '')) {
		if (length + word.length + 1 > LINE_WIDTH - TEXT_INDENT) {
			result += `\n${' '.repeat(TEXT_INDENT)}`;
			length = 0;
		}
		length += word.length + 1;
		result += `${word} `;
	}
	return result;
}

class Describer {
	readonly #definitions: RulesetDefinitions;
	readonly #tables: ReadonlyMap<string, { readonly source: RulesSource; readonly table: FieldTable }>;

	constructor(definitions: RulesetDefinitions, sources: readonly RulesSource[]) {
		this.#definitions = definitions;
		this.#tables = new Map(sources.map((source) => [source.name, { source, table: new FieldTable(source.classes) }]));
	}

	rule(rule: CompiledRule): DescriptionJson {
		const { info, condition, output } = rule;
		const conditionFields = fieldTexts(condition);
		const outputFields = this.#outputFields(rule);
		const { lists, macros } = this.#references(info.condition);
		return {
			details: {
				condition_compiled: shown(condition),
				condition_fields: conditionFields,
				condition_operators: operatorTexts(condition),
				events: PLUGIN_EVENTS,
				exception_fields: rule.exceptionFields,
				exception_names: info.exceptions.map(({ name }) => name),
				exception_operators: info.exceptions.flatMap(comparisonsOf),
				lists,
				macros,
				output_compiled: output,
				output_fields: outputFields,
				plugins: this.#plugins(rule.source, [...conditionFields, ...outputFields]),
			},
			info: {
				capture: info.capture,
				capture_duration: info.captureDuration,
				condition: info.condition,
				description: info.description,
				enabled: info.enabled,
				name: info.name,
				output: info.output,
				priority: info.priority,
				source: info.source,
				tags: info.tags,
			},
		};
	}

	macro({ name, condition, used }: CompiledMacro): DescriptionJson {
		const text = this.#definitions.macros.get(name)?.condition ?? '';
		const { lists, macros } = this.#references(text);
		return {
			details: {
				condition_compiled: shown(condition),
				condition_fields: fieldTexts(condition),
				condition_operators: operatorTexts(condition),
				events: [],
				lists,
				macros,
				plugins: [],
				used,
			},
			info: { condition: text, name },
		};
	}

	list({ name, items, used }: CompiledList): DescriptionJson {
		const written = this.#definitions.lists.get(name)?.items ?? [];
		const isList = (item: string): boolean => this.#definitions.lists.has(item);
		return {
			details: { items_compiled: items, lists: written.filter(isList), plugins: [], used },
			info: { items: written.filter((item) => !isList(item)), name },
		};
	}

	/** The lists and macros that a condition names, as it is written. */
	#references(text: string): { readonly lists: readonly string[]; readonly macros: readonly string[] } {
		const parsed = parseCondition(text);
		if (parsed.kind === 'error') return { lists: [], macros: [] };
		const values = checksIn(parsed.ast).flatMap((check) =>
			check.kind === 'comparison' && check.right.kind === 'values' ? check.right.items : [],
		);
		const macros = macrosIn(parsed.ast).map(({ name }) => name);
		return {
			lists: sorted(values.filter((value) => this.#definitions.lists.has(value))),
			macros: sorted(macros.filter((name) => this.#definitions.macros.has(name))),
		};
	}

	#outputFields({ source, output }: CompiledRule): string[] {
		const known = this.#tables.get(source);
		const compiled = known && compileFormat(lenient(output), known.table);
		return compiled?.kind === 'compiled' ? compiled.fields.map(({ text }) => decodeText(text)) : [];
	}

	/** The plugin that provides the source, and those whose fields are used. */
	#plugins(sourceName: string, fields: readonly string[]): string[] {
		const known = this.#tables.get(sourceName);
		if (known === undefined) return [];
		const owners = fields.flatMap((field) => {
			const found = known.table.lookup(field);
			return found.kind === 'found' && found.ref.owner.isBuiltIn !== true ? [found.ref.owner.name] : [];
		});
		const { provider } = known.source;
		return sorted([...owners, ...(provider === undefined ? [] : [provider])]);
	}
}

function comparisonsOf(exception: RuleException): readonly string[] {
	return exception.kind === 'single' ? [exception.comparison] : exception.comparisons;
}

function operatorTexts(condition: Condition): string[] {
	return sorted(checksIn(condition).map((check) => (check.kind === 'exists' ? 'exists' : operatorText(check))));
}

function operatorText({ operator, modifier }: Comparison): string {
	return modifier === undefined ? operator : `${operator} ${modifier}`;
}

function fieldTexts(condition: Condition): string[] {
	const operands = checksIn(condition).flatMap((check): Operand[] =>
		check.kind === 'comparison' && check.right.kind === 'call' ? [check.left, check.right] : [check.left],
	);
	return sorted(operands.flatMap(fieldsIn).map((field) => decodeText(fieldText(field))));
}

function shown(condition: Condition): string {
	return decodeText(printCondition(condition));
}

function sorted(texts: readonly string[]): string[] {
	return [...new Set(texts)].sort();
}
