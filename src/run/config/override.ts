import { UsageError } from '../../errors.ts';
import { parseYaml } from '../../rules/file/yaml-parse.ts';
import { type ConfigMapping, type ConfigNode, configAt, configDocument, withValue } from './config-node.ts';

/** One `-o key=value`. */
export interface Override {
	/** The flag as it was typed, for messages. */
	readonly place: string;
	readonly path: readonly PathStep[];
	readonly value: ConfigNode;
}

export type PathStep =
	| { readonly kind: 'key'; readonly key: string }
	| { readonly kind: 'index'; readonly index: number }
	/** `[]`: behind the last item. */
	| { readonly kind: 'append' };

/**
 * Reads `key=value` of `-o` as Falco does (rules facts, section 5.2): keys joined by dots, `[i]` and `[]` for sequences,
 * a backslash before `.`, `[`, `]` and itself; a value in braces is YAML.
 * @throws UsageError for what is not of that form.
 */
export function parseOverride(text: string): Override {
	const place = `-o ${text}`;
	const split = text.indexOf('=');
	if (split < 1) throw new UsageError(`${place}: is not key=value`, ['Such as -o json_output=true']);
	return { place, path: parsePath(text.slice(0, split), place), value: parseValue(text.slice(split + 1), place) };
}

/** The configuration with the value in its place. */
export function applyOverride(root: ConfigMapping, { path, value, place }: Override): ConfigMapping {
	const changed = put(root, path, value, place);
	if (changed.kind !== 'mapping') throw new UsageError(`${place}: the key has to begin with a name`);
	return changed;
}

function parsePath(text: string, place: string): PathStep[] {
	const refuse = (): never => {
		throw new UsageError(`${place}: '${text}' is no key`, ['Such as stdout_output.enabled, plugins[0].open_params']);
	};
	const steps: PathStep[] = [];
	// A step is a name, behind a dot unless it is the first, or brackets.
	const step = /(\.?)((?:[^.[\]\\]|\\[.[\]\\])+)|\[(\d*)\]/y;
	while (step.lastIndex < text.length) {
		const first = step.lastIndex === 0;
		const match = step.exec(text);
		if (match === null) return refuse();
		const [, dot, name, index] = match;
		if (name !== undefined) {
			if (first !== (dot === '')) return refuse();
			steps.push({ kind: 'key', key: name.replaceAll(/\\(.)/g, '$1') });
		} else {
			if (first) return refuse();
			steps.push(index === '' || index === undefined ? { kind: 'append' } : { kind: 'index', index: Number(index) });
		}
	}
	return steps;
}

function parseValue(text: string, place: string): ConfigNode {
	if (!(text.startsWith('{') && text.endsWith('}'))) return { kind: 'scalar', place, text };
	const parsed = parseYaml(text);
	if (!parsed.ok) throw new UsageError(`${place}: the value is not YAML: ${parsed.error.message}`);
	const [document] = parsed.documents;
	return document === undefined ? { kind: 'null', place } : configDocument(document, () => place).root;
}

function put(node: ConfigNode | undefined, path: readonly PathStep[], value: ConfigNode, place: string): ConfigNode {
	const [step, ...rest] = path;
	if (step === undefined) return value;
	if (step.kind === 'key') {
		const mapping = node?.kind === 'mapping' ? node : ({ kind: 'mapping', place, entries: [] } as const);
		return withValue(mapping, step.key, put(configAt(mapping, step.key), rest, value, place));
	}
	const items = node?.kind === 'sequence' ? node.items : [];
	const index = step.kind === 'append' ? items.length : step.index;
	if (index > items.length) throw new UsageError(`${place}: there are only ${items.length} items before [${index}]`);
	const item = put(items[index], rest, value, place);
	return { kind: 'sequence', place: node?.place ?? place, items: items.toSpliced(index, 1, item) };
}
