import type { Context } from './location.ts';
import type { Priority } from './priority.ts';
import type { Version } from './version.ts';

/** What one item of a rules file asks for. A file is a sequence of these, applied in order. */
export type Definition =
	| EngineRequirement
	| PluginRequirement
	| ListDefinition
	| MacroDefinition
	| RuleDefinition
	| RuleUpdate
	| RuleToggle;

export interface EngineRequirement {
	readonly kind: 'required engine version';
	readonly version: Version;
	readonly context: Context;
}

export interface PluginRequirement {
	readonly kind: 'required plugin version';
	/** The plugin that is asked for, then what may stand in for it. */
	readonly alternatives: readonly RequiredPlugin[];
	readonly context: Context;
}

export interface RequiredPlugin {
	readonly name: string;
	readonly version: string;
}

export interface ListDefinition {
	readonly kind: 'list';
	readonly name: string;
	readonly items: readonly string[];
	readonly mode: 'define' | 'append';
	readonly context: Context;
}

export interface MacroDefinition {
	readonly kind: 'macro';
	readonly name: string;
	readonly condition: string;
	readonly mode: 'define' | 'append';
	readonly context: Context;
	readonly conditionContext: Context;
}

/** The keys of a rule that a later item can append to or replace. */
export interface RuleValues {
	readonly condition: string;
	readonly output: string;
	readonly description: string;
	readonly priority: Priority;
	readonly tags: readonly string[];
	readonly exceptions: readonly ExceptionDefinition[];
	readonly enabled: boolean;
	readonly warnEventTypes: boolean;
	readonly skipIfUnknownFilter: boolean;
	readonly capture: boolean;
	/** Milliseconds; 0 means the global default. */
	readonly captureDuration: number;
}

export interface RuleDefinition extends RuleValues {
	readonly kind: 'rule';
	readonly name: string;
	readonly source: string;
	readonly context: Context;
	readonly conditionContext: Context;
	readonly outputContext: Context;
}

/** `override`, or the older `append: true`, on a rule that is already there. */
export interface RuleUpdate {
	readonly kind: 'rule update';
	readonly mode: 'append' | 'replace';
	readonly name: string;
	readonly values: Partial<RuleValues>;
	readonly context: Context;
}

/** An item with only `rule` and `enabled`. */
export interface RuleToggle {
	readonly kind: 'rule toggle';
	readonly name: string;
	readonly enabled: boolean;
	readonly context: Context;
}

/** A scalar or a list, nested at will: what `fields`, `comps` and `values` of an exception can be. */
export type ExceptionValue =
	| { readonly kind: 'text'; readonly text: string }
	| { readonly kind: 'list'; readonly items: readonly ExceptionValue[] };

export interface ExceptionDefinition {
	readonly name: string;
	/** `undefined` where it is missing or empty, as Falco counts it. */
	readonly fields: ExceptionValue | undefined;
	readonly comps: ExceptionValue | undefined;
	readonly values: readonly ExceptionValue[];
	readonly context: Context;
}
