import type { FalcoBehaviour } from '../../harness/subjects.ts';
import type { AlertFormat, OptionalProperty } from '../rules/alert/alert-format.ts';
import type { Explanation } from '../rules/condition/explain.ts';
import type { FieldDefinition } from '../rules/fields/field.ts';
import type { Priority } from '../rules/file/priority.ts';
import type { RulesFile } from '../rules/file/read-file.ts';
import type { FalcoRelease } from '../rules/release.ts';
import type { RuleMatching } from '../rules/ruleset/engine.ts';
import type { AppendOutput } from '../rules/ruleset/extra-output.ts';
import type { RuleSelection } from '../rules/ruleset/selection.ts';
import type { ByteText } from '../rules/values/byte-text.ts';

/** A plugin as one event source has it: Falco calls init once for each source that a plugin is used on. */
export interface RunPlugin {
	/** Absolute path of the library. */
	readonly library: string;
	/** The name that the plugin gives itself. */
	readonly name: string;
	/** Passed to init as it is: the empty text, or `{}` where there is a schema, when nothing is configured. */
	readonly initConfig: string;
	/**
	 * The fields that it extracts from events of this source, in its own order (their place is their field id); none
	 * where it extracts nothing or is not compatible with the source.
	 */
	readonly fields: readonly FieldDefinition[];
	/** Whether it is asked for one field a call, as Falco asks, or for several, which is watched for wrong values. */
	readonly extracts: 'one-field-a-call' | 'several-fields-a-call';
	/** Whether parse_event is called for the events of this source. */
	readonly parses: boolean;
	/** Whether it may send async events into this source. */
	readonly sendsAsync: boolean;
}

/** One event source: what is loaded for it, and which of the plugins opens the stream. */
export interface RunSource {
	/** The name of the event source, such as `aws_cloudtrail`. */
	readonly name: string;
	/** In load order, which is the order of field lookup, of init and of parsing; only plugins that have to do with it. */
	readonly plugins: readonly RunPlugin[];
	/** The place in `plugins` of the one whose events are read. */
	readonly opened: number;
	/** Its plugin id; 0 where it has none. */
	readonly pluginId: number;
	readonly openParams: string;
	/** Payloads that are read instead, as events of the plugin at `opened`, which is not opened then. */
	readonly samples?: readonly ByteText[];
}

/** How alerts look (`AlertFormat`), without the release, as data that goes to another process. */
export interface RunAlertFormat extends Omit<AlertFormat, 'release' | 'include'> {
	readonly include: readonly OptionalProperty[];
}

/** What to explain (`--explain`). Without a rule: the rules that match; without an event: every event, up to the limit. */
export interface ExplainRequest {
	/** A rule by its name, explained whether it matches or not. */
	readonly rule: string | null;
	/** An event by its number (`evt.num`, from 1). */
	readonly event: number | null;
	/** The most explanations of one source. */
	readonly limit: number;
}

/** Rules on the events, as Falco runs them. */
export interface RulesWork {
	readonly kind: 'rules';
	/** In load order; they were loaded without an error for the sources of the plan. */
	readonly files: readonly RulesFile[];
	readonly selections: readonly RuleSelection[];
	/** Rules less severe than this do not run. */
	readonly minimumPriority: Priority;
	readonly matching: RuleMatching;
	readonly appendOutput: readonly AppendOutput[];
	readonly alerts: RunAlertFormat;
	readonly explain: ExplainRequest | null;
	/** Whether the summary says which rules and sub-conditions never held (`--coverage`). */
	readonly coverage: boolean;
}

/** Single conditions and output formats on the events (`--condition`, `--format`). */
export interface ProbeWork {
	readonly kind: 'probes';
	readonly conditions: readonly string[];
	readonly formats: readonly string[];
	/** The most lines of one format that are told; the rest is counted. */
	readonly maxLines: number;
	readonly hostname: string;
	readonly zone: AlertFormat['zone'];
}

/** When a source ends at the latest; no limit where nothing is said. */
export interface RunLimits {
	readonly events: number | null;
	/** By the time of the events, as Falco's `-M`. */
	readonly seconds: number | null;
	/** By the clock, from the open on; a source looks at it between two calls of the plugin. */
	readonly milliseconds?: number;
}

/** Everything that `runSources` needs: pure data, read from falco.yaml and the command line by `src/run/config`. */
export interface RunPlan {
	/** What Falco does to plugins, and to rules, where releases differ. */
	readonly falco: FalcoBehaviour;
	readonly release: FalcoRelease;
	/** Each runs in a child process of its own. */
	readonly sources: readonly RunSource[];
	/** `static_fields` of falco.yaml. */
	readonly staticFields: Readonly<Record<string, string>>;
	readonly work: RulesWork | ProbeWork;
	readonly limits: RunLimits;
	/** Multiplies the deadlines of calls into plugins. */
	readonly timeoutScale: number;
}

/** One line for the outputs. */
export interface RunAlert {
	readonly rule: string;
	readonly priority: Priority;
	/** Nanoseconds since 1970, in decimal digits. */
	readonly time: string;
	/** Without a line break, one char a byte. With `shape: json` it is a JSON object. */
	readonly line: ByteText;
}

/** What became of a condition or of a format, in the order of the plan: conditions first. */
export type ProbeResult =
	| { readonly kind: 'matches'; readonly condition: string; readonly matches: number }
	| {
			readonly kind: 'condition-error';
			readonly condition: string;
			readonly stage: 'parse' | 'compile' | 'evaluate';
			readonly message: string;
			/** Byte in the condition, from 0; line and column from 1. */
			readonly offset: number;
			readonly line: number;
			readonly column: number;
	  }
	| {
			readonly kind: 'lines';
			readonly format: string;
			readonly lines: readonly ByteText[];
			/** Lines that were printed and not kept (`maxLines`). */
			readonly dropped: number;
	  }
	| {
			readonly kind: 'format-error';
			readonly format: string;
			readonly stage: 'compile' | 'evaluate';
			readonly message: string;
			/** Byte in the format, from 0. */
			readonly offset: number;
	  };

/** How often a part of a rule's condition was reached and held. */
export interface PartCoverage {
	/** In canonical form. */
	readonly condition: ByteText;
	readonly reached: number;
	readonly held: number;
	readonly parts: readonly PartCoverage[];
}

export interface RunCoverage {
	/** Every rule that ran, in order of evaluation. */
	readonly rules: readonly { readonly rule: string; readonly matched: number; readonly condition: PartCoverage }[];
	/** Fields of the source's plugins that neither a condition nor an output reads. */
	readonly unreadFields: readonly string[];
}

/** Why a source came to its end. */
export type SourceEndKind =
	/** The plugin said EOF. */
	| 'eof'
	/** A limit of the plan was reached. */
	| 'limit'
	/** The user's interrupt; the last batch was evaluated and the plugins were closed. */
	| 'interrupted'
	/** A function said failure, or an event was refused: where Falco ends with an error. */
	| 'failure'
	/** The process of the source died. */
	| 'crash'
	| 'exit'
	/** A call did not come back within its deadline. */
	| 'hang';

/** What `runSources` tells while it runs; of one source in order, of several as it comes. */
export type RunMessage =
	/** At most a few hundred at once; the source goes on when the receiver is done with them. */
	| { readonly kind: 'alerts'; readonly source: string; readonly alerts: readonly RunAlert[] }
	| {
			readonly kind: 'explained';
			readonly source: string;
			readonly rule: string;
			/** `evt.num`. */
			readonly event: number;
			readonly time: string;
			readonly explanation: Explanation;
	  }
	| { readonly kind: 'probe-results'; readonly source: string; readonly results: readonly ProbeResult[] }
	/** Something the author should know that stops nothing, such as a plugin whose answers differ in batches. */
	| { readonly kind: 'warning'; readonly source: string; readonly plugin: string | null; readonly message: string }
	/** Log of a plugin. `severity` is the plugin API's number: 1 fatal to 8 trace. */
	| {
			readonly kind: 'log';
			readonly source: string;
			readonly component: string | null;
			readonly message: string;
			readonly severity: number;
	  }
	/** Before the end of a source, also after a crash as far as it is known. */
	| {
			readonly kind: 'summary';
			readonly source: string;
			readonly events: number;
			/** Rules that alerted, in the order of the ruleset. */
			readonly alerts: readonly { readonly rule: string; readonly priority: Priority; readonly count: number }[];
			readonly coverage: RunCoverage | null;
	  }
	/** The last message of every source. */
	| {
			readonly kind: 'source-ended';
			readonly source: string;
			readonly how: SourceEndKind;
			/** One line; empty after `eof`, `limit` and `interrupted`. */
			readonly message: string;
			/** Native stacks and what the plugin printed, after a crash, an exit or a hang; otherwise empty. */
			readonly evidence: string;
	  };

/** How a source ended: what its last message said. */
export type SourceEnd = Extract<RunMessage, { kind: 'source-ended' }>;

/** What `runSources` is given besides the plan. */
export interface RunOptions {
	/** Messages of one source come one after the other: the next one waits for the promise. */
	readonly onMessage: (message: RunMessage) => void | Promise<void>;
	/** Ends every source in order. */
	readonly signal?: AbortSignal;
}

/**
 * The signature of `runSources` in `run-sources.ts`: runs every source to its end and returns the ends in the order of
 * the plan. Throws `CannotRunError` where no child process can be started.
 */
export type RunSources = (plan: RunPlan, options: RunOptions) => Promise<readonly SourceEnd[]>;
