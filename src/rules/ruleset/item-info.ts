import type { RuleValues } from '../file/definition.ts';
import type { Context } from '../file/location.ts';
import type { RuleException } from './exceptions.ts';

/** What orders the items of a ruleset. */
export interface Ordered {
	/** When the name was first defined: the order of evaluation. Redefinition keeps it. */
	readonly index: number;
	/** When it was last defined, appended to or overridden. */
	visibility: number;
}

export interface ListInfo extends Ordered {
	readonly name: string;
	items: readonly string[];
	readonly context: Context;
}

export interface MacroInfo extends Ordered {
	readonly name: string;
	condition: string;
	readonly context: Context;
	readonly conditionContext: Context;
	/** The item that last appended to the condition: Falco's places stay those of the definition. */
	conditionChange?: Context;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export interface RuleInfo extends Ordered, Mutable<Omit<RuleValues, 'exceptions'>> {
	readonly name: string;
	readonly source: string;
	/** No plugin provides the source: the rule is kept, and never compiled. */
	readonly unknownSource: boolean;
	exceptions: readonly RuleException[];
	readonly context: Context;
	readonly conditionContext: Context;
	readonly outputContext: Context;
	/** The item that last appended to or replaced the condition or the exceptions. */
	conditionChange?: Context;
}
