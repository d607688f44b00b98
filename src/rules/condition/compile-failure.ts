import type { Position } from './ast.ts';

/** The compiler's own way out of a condition; never leaves `compileCondition` and `compileFormat`. */
export class CompileFailure extends Error {
	readonly at: Position;
	/** Whether a field that nobody knows is all that is wrong, which `skip-if-unknown-filter` forgives. */
	readonly isUnknownField: boolean;

	constructor(message: string, at: Position, isUnknownField = false) {
		super(message);
		this.at = at;
		this.isUnknownField = isUnknownField;
	}
}

/**
 * Where Falco's process ends with an exception while it evaluates or prints: an address value that is neither 4 nor 16
 * bytes long (rules facts, sections 1.5 and 11.6). A finding about the plugin that gave the value.
 */
export class EvaluationFailure extends Error {
	constructor(size: number) {
		super(`rawval_to_string called with IP address of incorrect size ${size}`);
		this.name = 'EvaluationFailure';
	}
}
