import type { Condition } from '../condition/ast.ts';
import type { FieldClass } from '../fields/field.ts';
import type { Priority } from '../file/priority.ts';
import type { ExtraField } from './extra-output.ts';
import type { RuleInfo } from './item-info.ts';

/** An event source that is loaded, with the fields that its rules can read. */
export interface RulesSource {
	readonly name: string;
	/** In Falco's order of lookup: `evt`, `static` if there is one, then the plugins in load order. */
	readonly classes: readonly FieldClass[];
	/** The plugin that provides the events, where it is known. */
	readonly provider?: string;
}

/** A rule that can run. Its index in the ruleset is its place in the order of evaluation. */
export interface CompiledRule {
	readonly name: string;
	readonly source: string;
	readonly priority: Priority;
	/** Sorted. */
	readonly tags: readonly string[];
	/** Whether the files leave it enabled; the configuration can still change that. */
	readonly enabled: boolean;
	/** With what the configuration appends. */
	readonly output: string;
	readonly extraFields: readonly ExtraField[];
	/** With exceptions, lists and macros put in. */
	readonly condition: Condition;
	readonly exceptionFields: readonly string[];
	/** The rule as the files defined it when it was compiled. */
	readonly info: Readonly<RuleInfo>;
}

export interface CompiledMacro {
	readonly name: string;
	/** With lists and other macros put in. */
	readonly condition: Condition;
	readonly used: boolean;
}

export interface CompiledList {
	readonly name: string;
	/** With referenced lists put in, one level deep. */
	readonly items: readonly string[];
	readonly used: boolean;
}

/** All that the rules files so far amount to. Rules of sources that no plugin provides are not in it. */
export interface Ruleset {
	readonly rules: readonly CompiledRule[];
	readonly macros: readonly CompiledMacro[];
	readonly lists: readonly CompiledList[];
}

export const EMPTY_RULESET: Ruleset = { rules: [], macros: [], lists: [] };
