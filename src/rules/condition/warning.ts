import type { Position } from './ast.ts';

/** Something about a condition that its author should know, though it loads. */
export interface ConditionWarning {
	/**
	 * `falco`: Falco warns too (`LOAD_COMPILE_CONDITION`). `quirk`: Falco means something else than the text suggests,
	 * silently, and so do we. `divergence`: Falco has a bug here that we do not copy; the message says what Falco does.
	 */
	readonly kind: 'falco' | 'quirk' | 'divergence';
	readonly message: string;
	readonly at: Position;
}
