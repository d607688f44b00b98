import type { LoadErrorCode, LoadWarningCode } from './load-codes.ts';
import type { Context } from './location.ts';

/** What makes Falco refuse a rules file. */
export interface LoadError {
	readonly code: LoadErrorCode;
	/** In Falco's words. */
	readonly message: string;
	readonly context: Context;
	/** What it means, or what to do, where Falco's words leave that open. */
	readonly explanation?: string;
}

/** What Falco accepts and warns of. */
export interface LoadWarning {
	readonly code: LoadWarningCode;
	readonly message: string;
	readonly context: Context;
	/** The field of a warning about deprecated fields. */
	readonly deprecatedField?: string;
}

/** What Falco says nothing about and an author wants to know; never mixed with Falco's own words. */
export interface Advice {
	readonly kind: AdviceKind;
	readonly message: string;
	readonly context: Context;
}

export type AdviceKind =
	/** Falco takes the text for something else than it looks like, silently. */
	| 'quirk'
	/** Falco has a bug here that plugin-kit does not copy. */
	| 'divergence'
	| 'unknown-list'
	| 'unchecked-field'
	| 'missing-source'
	| 'syscall-rule'
	| 'shadowed-rule'
	| 'never-true'
	| 'duplicate-condition'
	| 'never-matching-pattern';

/** The answer of the advisory schema check: `none` where there was no document to check. */
export interface SchemaVerdict {
	readonly status: 'ok' | 'failed' | 'none';
	readonly warnings: readonly string[];
}

/** What became of one rules file. */
export interface LoadResult {
	readonly name: string;
	readonly successful: boolean;
	readonly schema: SchemaVerdict;
	readonly errors: readonly LoadError[];
	readonly warnings: readonly LoadWarning[];
}

/**
 * Stops the reading of a file at its first error, as Falco does. It is caught where a file is loaded and becomes an
 * entry of the result; it never leaves `src/rules`.
 */
export class LoadFailure extends Error {
	readonly code: LoadErrorCode;
	readonly context: Context;
	readonly explanation: string | undefined;

	constructor(code: LoadErrorCode, message: string, context: Context, explanation?: string) {
		super(message);
		this.code = code;
		this.context = context;
		this.explanation = explanation;
	}

	get asError(): LoadError {
		const { code, message, context, explanation } = this;
		return { code, message, context, ...(explanation === undefined ? {} : { explanation }) };
	}
}

/** Receives warnings in Falco's order. */
export type Warn = (code: LoadWarningCode, message: string, context: Context) => void;
