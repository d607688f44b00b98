import type { Condition, MacroReference, Position } from '../condition/ast.ts';

/** A macro with its parsed condition. The order of definition decides who may refer to whom. */
export interface ParsedMacro {
	readonly name: string;
	readonly condition: Condition;
	/** When the macro was first defined. */
	readonly index: number;
	/** When it was last defined or appended to: it sees macros whose index is lower. */
	readonly visibility: number;
}

/** A condition without macros, or why there is none. */
export type Resolution =
	| { readonly kind: 'resolved'; readonly condition: Condition; readonly used: ReadonlySet<string> }
	| { readonly kind: 'failed'; readonly message: string; readonly at: Position };

/** What a condition may grow to once its macros are put in: bounds of ours, since macros multiply. */
const BOUNDS = { nodes: 100_000, depth: 1000 } as const;

const TOO_LARGE = `the condition has more than ${BOUNDS.nodes} parts or ${BOUNDS.depth} levels once its macros are put in`;

/**
 * Puts macros into conditions as Falco does (facts on rules files, "Macros"): first into each other, in order of their
 * definition, then into rules, which see all of them.
 */
export class MacroResolver {
	/** As parsed, and replaced by the resolved form one by one. */
	readonly #conditions = new Map<string, { condition: Condition; readonly index: number }>();
	readonly #sizes = new WeakMap<Condition, { readonly nodes: number; readonly depth: number }>();

	constructor(macros: Iterable<ParsedMacro>) {
		for (const { name, condition, index } of macros) this.#conditions.set(name, { condition, index });
	}

	/** Resolves a macro for good; call it once for each, in order. */
	resolveMacro(macro: ParsedMacro): Resolution {
		const resolution = this.resolve(macro.condition, macro.visibility);
		const entry = this.#conditions.get(macro.name);
		if (resolution.kind === 'resolved' && entry !== undefined) entry.condition = resolution.condition;
		return resolution;
	}

	/** Resolves a condition that sees the macros defined before `visibility`; all, where it is left out. */
	resolve(condition: Condition, visibility = Number.POSITIVE_INFINITY): Resolution {
		const run: Run = { visibility, path: [], used: new Set(), loops: [], unknown: [], nodes: 0 };
		const resolved = this.#replace(condition, run);
		const [loop] = run.loops;
		if (loop !== undefined) {
			return { kind: 'failed', message: `reference loop in macro '${loop.name}'`, at: loop.at };
		}
		const [unknown] = run.unknown;
		if (unknown !== undefined) {
			return { kind: 'failed', message: `Undefined macro '${unknown.name}' used in filter.`, at: unknown.at };
		}
		if (run.nodes <= BOUNDS.nodes) {
			const { nodes, depth } = this.#size(resolved);
			if (nodes <= BOUNDS.nodes && depth <= BOUNDS.depth) {
				return { kind: 'resolved', condition: resolved, used: run.used };
			}
		}
		return { kind: 'failed', message: TOO_LARGE, at: condition.at };
	}

	#replace(condition: Condition, run: Run): Condition {
		if (++run.nodes > BOUNDS.nodes) return condition;
		switch (condition.kind) {
			case 'and':
			case 'or':
				return { ...condition, children: condition.children.map((child) => this.#replace(child, run)) };
			case 'not':
				return { ...condition, child: this.#replace(condition.child, run) };
			case 'macro':
				return this.#expand(condition, run);
			default:
				return condition;
		}
	}

	#expand(reference: MacroReference, run: Run): Condition {
		const macro = this.#conditions.get(reference.name);
		if (macro === undefined || macro.index >= run.visibility) {
			run.unknown.push(reference);
			return reference;
		}
		if (run.path.includes(reference.name)) {
			run.loops.push(reference);
			return reference;
		}
		run.used.add(reference.name);
		if (this.#isResolved(macro.condition)) return macro.condition;
		run.path.push(reference.name);
		const expanded = this.#replace(macro.condition, run);
		run.path.pop();
		return expanded;
	}

	/** Conditions that were measured are free of macros: sharing them keeps resolution linear. */
	#isResolved(condition: Condition): boolean {
		return this.#sizes.has(condition);
	}

	#size(condition: Condition): { readonly nodes: number; readonly depth: number } {
		const known = this.#sizes.get(condition);
		if (known !== undefined) return known;
		const children =
			condition.kind === 'and' || condition.kind === 'or'
				? condition.children
				: condition.kind === 'not'
					? [condition.child]
					: [];
		let nodes = 1;
		let depth = 1;
		for (const child of children) {
			const size = this.#size(child);
			nodes += size.nodes;
			depth = Math.max(depth, size.depth + 1);
		}
		const size = { nodes, depth };
		this.#sizes.set(condition, size);
		return size;
	}
}

interface Run {
	readonly visibility: number;
	/** The macros being put in, outermost first. */
	readonly path: string[];
	readonly used: Set<string>;
	readonly loops: MacroReference[];
	readonly unknown: MacroReference[];
	/** How many nodes were visited. */
	nodes: number;
}
