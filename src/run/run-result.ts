import type { OpenParam } from '../inspect/inspection.ts';
import type { Priority } from '../rules/file/priority.ts';
import type { ValidationJson } from '../rules/file/validation-report.ts';
import type { DescriptionJson } from '../rules/ruleset/describe.ts';
import type { RunCoverage, SourceEndKind } from './plan.ts';

/** Raised only when a consumer of the JSON would break; additions keep it. */
export const RUN_SCHEMA_VERSION = 1;

/** The one object of `run --json`; docs/schemas/run.schema.json describes it. */
export type RunResult = { readonly schemaVersion: typeof RUN_SCHEMA_VERSION; readonly warnings: readonly string[] } & (
	| ({ readonly kind: 'rules' } & RulesResult)
	| { readonly kind: 'probes'; readonly sources: readonly SourceResult[]; readonly results: readonly ProbeOutcome[] }
	| {
			readonly kind: 'validation';
			readonly validation: ValidationJson<DescriptionJson>;
			readonly advice: readonly string[];
	  }
	| { readonly kind: 'description'; readonly description: DescriptionJson }
	| { readonly kind: 'fields'; readonly classes: readonly FieldClassResult[] }
	| { readonly kind: 'plugins'; readonly plugins: readonly PluginResult[] }
	/** Falco would not start with these plugins or rules. */
	| { readonly kind: 'refused'; readonly error: { readonly message: string; readonly suggestions: readonly string[] } }
);

export interface RulesResult {
	readonly sources: readonly SourceResult[];
	/** How often each rule alerted, in the order of the rules. */
	readonly triggered: readonly { readonly rule: string; readonly priority: Priority; readonly count: number }[];
	/** The first alerts of the run. */
	readonly alerts: readonly AlertResult[];
	/** Alerts that are not listed. */
	readonly moreAlerts: number;
	readonly explanations: readonly ExplanationResult[];
}

export interface SourceResult {
	readonly source: string;
	readonly events: number;
	readonly end: SourceEndKind;
	/** Empty unless the source failed. */
	readonly message: string;
	readonly evidence: string;
	readonly coverage: RunCoverage | null;
}

export interface AlertResult {
	readonly source: string;
	readonly rule: string;
	readonly priority: Priority;
	/** Nanoseconds since 1970. */
	readonly time: string;
	readonly line: string;
}

export interface ExplanationResult {
	readonly source: string;
	readonly rule: string;
	/** `evt.num`. */
	readonly event: number;
	readonly explanation: PartResult;
}

export interface PartResult {
	readonly condition: string;
	readonly holds: boolean;
	/** Whether Falco would have looked at it. */
	readonly reached: boolean;
	/** `value` is null where it is missing. */
	readonly operands: readonly { readonly operand: string; readonly value: string | null }[];
	readonly parts: readonly PartResult[];
}

export interface ProbeError {
	readonly stage: 'parse' | 'compile' | 'evaluate';
	readonly message: string;
	/** In bytes, from 0; line and column from 1. */
	readonly offset: number;
	readonly line: number;
	readonly column: number;
}

/** What came of a condition or of a format, in the order in which they were given: conditions first. */
export type ProbeOutcome =
	| { readonly condition: string; readonly matches: number }
	| { readonly condition: string; readonly error: ProbeError }
	/** `dropped`: lines beyond those that are listed, where there are any. */
	| { readonly format: string; readonly lines: readonly string[]; readonly dropped?: number }
	| { readonly format: string; readonly error: ProbeError };

export interface FieldClassResult {
	readonly name: string;
	/** The event sources that have its fields. */
	readonly sources: readonly string[];
	readonly fields: readonly FieldResult[];
}

export interface FieldResult {
	readonly name: string;
	readonly type: string;
	readonly isList: boolean;
	readonly description: string;
	readonly argument: 'none' | 'allowed' | 'required';
}

export interface PluginResult {
	readonly name: string;
	readonly library: string;
	readonly version: string;
	readonly description: string;
	readonly contact: string;
	readonly id: number;
	readonly source: string | null;
	readonly capabilities: readonly string[];
	readonly initSchema: string | null;
	/** What it suggests for open; with `--plugin-info` only, and null where it suggests nothing. */
	readonly openParams?: readonly OpenParam[] | null;
}
