import type { FindingDraft } from '../../harness/protocol/verdict.ts';

/** The plugin refused a call: it did not load, or init, open or next_batch failed. */
export class PluginRefusedError extends Error {
	override readonly name = 'PluginRefusedError';
	/** The call, such as `plugin_init`, or `dlopen`. */
	readonly call: string;
	/** What the plugin (or the loader) said of it. */
	readonly reason: string;

	constructor(call: string, reason: string) {
		super(`${call} failed: ${reason}`);
		this.call = call;
		this.reason = reason;
	}
}

/** The plugin ended its process, or did not come back. The message is that of `plugin-kit test`. */
export class PluginDiedError extends Error {
	override readonly name = 'PluginDiedError';
	readonly kind: 'crash' | 'hang' | 'exit';
	/** The call that it died in, such as `plugin_extract_fields`; undefined between calls. */
	readonly call: string | undefined;
	readonly expected: string | undefined;
	readonly observed: string | undefined;
	/** The native stacks, and what the plugin printed. */
	readonly evidence: string | undefined;

	constructor(kind: PluginDiedError['kind'], { message, call, expected, observed, evidence }: FindingDraft) {
		super(evidence ? `${message}\n${evidence}` : message);
		this.kind = kind;
		this.call = call;
		this.expected = expected;
		this.observed = observed;
		this.evidence = evidence;
	}
}

/** The plugin answered an extraction with a failure, or with something that Falco could not read. */
export class ExtractionError extends Error {
	override readonly name = 'ExtractionError';
	/** The field as it was asked for. */
	readonly field: string;

	constructor(field: string, reason: string) {
		super(`${field}: ${reason}`);
		this.field = field;
	}
}
