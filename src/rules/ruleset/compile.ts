import type { Condition } from '../condition/ast.ts';
import { compileCondition } from '../condition/compile.ts';
import { parseCondition } from '../condition/parse.ts';
import type { FieldTable } from '../fields/table.ts';
import { type Advice, LoadFailure, type LoadWarning } from '../file/load-result.ts';
import { type Context, innermost, withinExpression } from '../file/location.ts';
import { compileFormat } from '../output/format.ts';
import type { FalcoRelease } from '../release.ts';
import { conditionWarnings, outputWarnings } from './condition-warnings.ts';
import type { RulesetDefinitions } from './definitions.ts';
import { exceptionFields, withExceptions } from './exceptions.ts';
import { type AppendOutput, appendedOutput, extraFieldFormat, extraFields } from './extra-output.ts';
import type { RuleInfo } from './item-info.ts';
import { TOO_MANY_ITEMS } from './list-substitution.ts';
import { ListTable } from './lists.ts';
import { MacroResolver, type ParsedMacro } from './macro-resolution.ts';
import type { CompiledMacro, CompiledRule, Ruleset } from './ruleset.ts';
import { syntaxHint } from './syntax-hints.ts';

export interface CompileOptions {
	readonly release: FalcoRelease;
	/** The fields of each loaded source, by its name. */
	readonly tables: ReadonlyMap<string, FieldTable>;
	readonly appendOutput: readonly AppendOutput[];
}

/** What compiling gave: a ruleset or the first failure, and what there is to say besides. */
export interface Compilation {
	readonly ruleset: Ruleset | undefined;
	readonly failure: LoadFailure | undefined;
	readonly warnings: readonly LoadWarning[];
	readonly advice: readonly Advice[];
}

/**
 * Compiles all definitions so far: lists into lists, lists and macros into conditions, exceptions into rules, and checks
 * every rule of a known source against the source's fields, disabled ones as well. Stops at the first fault, as Falco
 * does (its rule loader's compiler).
 */
export function compileRuleset(definitions: RulesetDefinitions, options: CompileOptions): Compilation {
	const compiler = new Compiler(definitions, options);
	try {
		const ruleset = compiler.compile();
		return { ruleset, failure: undefined, warnings: compiler.warnings, advice: compiler.advice };
	} catch (error) {
		if (!(error instanceof LoadFailure)) throw error;
		return { ruleset: undefined, failure: error, warnings: compiler.warnings, advice: compiler.advice };
	}
}

/** Replaced by nothing in outputs: a relic of syscall rules. */
const CONTAINER_INFO = '%container.info';
const CONTAINER_INFO_WARNING =
	'%container.info is deprecated and no more useful, and will be dropped by Falco 1.0.0. The container plugin will automatically add required fields to the output message.';

class Compiler {
	readonly warnings: LoadWarning[] = [];
	readonly advice: Advice[] = [];
	readonly #definitions: RulesetDefinitions;
	readonly #options: CompileOptions;
	readonly #lists: ListTable;
	readonly #usedMacros = new Set<string>();

	constructor(definitions: RulesetDefinitions, options: CompileOptions) {
		this.#definitions = definitions;
		this.#options = options;
		this.#lists = new ListTable(definitions.lists);
	}

	compile(): Ruleset {
		const { resolver, macros } = this.#compileMacros();
		const rules = [...this.#definitions.rules.values()].flatMap(
			(info) => namingChange(info, () => this.#compileRule(info, resolver)) ?? [],
		);
		this.#warnOfUnused();
		return {
			rules,
			macros: macros.map((macro) => ({ ...macro, used: this.#usedMacros.has(macro.name) })),
			lists: this.#lists.lists.map((list) => ({ ...list, used: this.#lists.isUsed(list.name) })),
		};
	}

	#compileMacros(): { readonly resolver: MacroResolver; readonly macros: Omit<CompiledMacro, 'used'>[] } {
		const infos = [...this.#definitions.macros.values()];
		const parsed = infos.map((info) => {
			const { condition, expanded } = namingChange(info, () => this.#parse(info.condition, info.conditionContext));
			const { name, index, visibility } = info;
			const macro: ParsedMacro = { name, condition, index, visibility };
			return { info, expanded, macro };
		});
		const resolver = new MacroResolver(parsed.map(({ macro }) => macro));
		const macros = parsed.map(({ info, expanded, macro }) => {
			const resolution = resolver.resolveMacro(macro);
			const condition = namingChange(info, () => this.#resolved(resolution, info.condition, expanded, info.context));
			return { name: info.name, condition };
		});
		return { resolver, macros };
	}

	/** `undefined` for a rule that is skipped: of an unknown source, or with an unknown field that it forgives. */
	#compileRule(info: RuleInfo, resolver: MacroResolver): CompiledRule | undefined {
		const table = info.unknownSource ? undefined : this.#options.tables.get(info.source);
		if (table === undefined) return undefined;
		const { appendOutput } = this.#options;
		const output = this.#output(info, table);
		const extra = extraFields(info, appendOutput);
		if (!this.#checkOutput(info, output, table)) return undefined;
		for (const field of extra) this.#checkExtraOutput(info, extraFieldFormat(field), table);
		const text = info.exceptions.length > 0 ? withExceptions(info.condition, info.exceptions) : info.condition;
		const parsed = this.#parse(text, info.conditionContext);
		const condition = this.#resolved(resolver.resolve(parsed.condition), text, parsed.expanded, info.context);
		this.warnings.push(...conditionWarnings(condition, info.conditionContext));
		if (!this.#checkCondition(info, condition, text, parsed.expanded, table)) return undefined;
		const { name, source, priority, tags, enabled } = info;
		return {
			name,
			source,
			priority,
			tags,
			enabled,
			output,
			extraFields: extra,
			condition,
			exceptionFields: exceptionFields(info.exceptions),
			info: { ...info },
		};
	}

	/** Parses a condition with its lists put in. */
	#parse(text: string, context: Context): { readonly condition: Condition; readonly expanded: string } {
		const expanded = this.#lists.substitute(text);
		if (expanded === undefined) throw new LoadFailure('LOAD_ERR_VALIDATE', TOO_MANY_ITEMS, context);
		const { release } = this.#options;
		const parsed = parseCondition(expanded, { release, maxDepth: release.ruleParserDepth });
		if (parsed.kind === 'parsed') return { condition: parsed.ast, expanded };
		const { message, offset, line, column } = parsed;
		const place = withinExpression(context, expanded, { offset, line, column });
		throw new LoadFailure('LOAD_ERR_COMPILE_CONDITION', message, place, syntaxHint(message, expanded, offset));
	}

	#resolved(
		resolution: ReturnType<MacroResolver['resolve']>,
		text: string,
		expanded: string,
		item: Context,
	): Condition {
		if (resolution.kind === 'failed') {
			const { message, at } = resolution;
			throw new LoadFailure('LOAD_ERR_VALIDATE', message, withinExpression(item, text, at, expanded));
		}
		for (const name of resolution.used) this.#usedMacros.add(name);
		return resolution.condition;
	}

	#output(info: RuleInfo, table: FieldTable): string {
		const output = appendedOutput(info.output, info, this.#options.appendOutput, table.classes);
		if (!output.includes(CONTAINER_INFO)) return output;
		this.warnings.push({ code: 'LOAD_DEPRECATED_ITEM', message: CONTAINER_INFO_WARNING, context: info.context });
		return output.replaceAll(CONTAINER_INFO, '');
	}

	#checkOutput(info: RuleInfo, output: string, table: FieldTable): boolean {
		const compiled = compileFormat(output, table);
		if (compiled.kind === 'error') {
			const { message, explanation, isForgivable } = compiled;
			if (!isForgivable || !info.skipIfUnknownFilter) {
				throw new LoadFailure('LOAD_ERR_COMPILE_OUTPUT', message, info.outputContext, explanation || undefined);
			}
			this.warnings.push({ code: 'LOAD_UNKNOWN_FILTER', message, context: info.outputContext });
			return false;
		}
		this.warnings.push(...outputWarnings(output, info.outputContext));
		return true;
	}

	#checkExtraOutput(info: RuleInfo, format: string, table: FieldTable): void {
		const compiled = compileFormat(format, table);
		if (compiled.kind === 'error') {
			const { message, explanation } = compiled;
			throw new LoadFailure('LOAD_ERR_COMPILE_OUTPUT', message, info.outputContext, explanation || undefined);
		}
		this.warnings.push(...outputWarnings(format, info.outputContext));
	}

	#checkCondition(info: RuleInfo, condition: Condition, text: string, expanded: string, table: FieldTable): boolean {
		const compiled = compileCondition(condition, table);
		if (compiled.kind === 'error') {
			const { message, at, isUnknownField } = compiled;
			const context = withinExpression(info.conditionContext, text, at, expanded);
			if (!isUnknownField || !info.skipIfUnknownFilter) {
				throw new LoadFailure('LOAD_ERR_COMPILE_CONDITION', message, context);
			}
			this.warnings.push({ code: 'LOAD_UNKNOWN_FILTER', message, context });
			return false;
		}
		for (const { kind, message, at } of compiled.warnings) {
			const context = withinExpression(info.conditionContext, text, at, expanded);
			if (kind === 'falco') this.warnings.push({ code: 'LOAD_COMPILE_CONDITION', message, context });
			else this.advice.push({ kind, message, context });
		}
		return true;
	}

	#warnOfUnused(): void {
		for (const { name, context } of this.#definitions.macros.values()) {
			if (this.#usedMacros.has(name)) continue;
			this.warnings.push({
				code: 'LOAD_UNUSED_MACRO',
				message: 'Macro not referred to by any other rule/macro',
				context,
			});
		}
		for (const { name, context } of this.#definitions.lists.values()) {
			if (this.#lists.isUsed(name)) continue;
			this.warnings.push({
				code: 'LOAD_UNUSED_LIST',
				message: 'List not referred to by any other rule/macro',
				context,
			});
		}
	}
}

/** Adds to a failure of a condition where the condition was last changed: Falco's places are those of its definition. */
function namingChange<T>({ conditionChange }: { readonly conditionChange?: Context }, compile: () => T): T {
	try {
		return compile();
	} catch (error) {
		if (!(error instanceof LoadFailure) || conditionChange === undefined) throw error;
		const { code, message, context, explanation } = error;
		if (code === 'LOAD_ERR_COMPILE_OUTPUT') throw error;
		const { name, mark } = innermost(conditionChange);
		const change = `the condition was last changed at ${name}:${mark.line + 1}:${mark.column + 1}`;
		throw new LoadFailure(code, message, context, explanation === undefined ? change : `${explanation}; ${change}`);
	}
}
