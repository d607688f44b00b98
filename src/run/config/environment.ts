import type { ConfigNode } from './config-node.ts';

/** Environment variables by their name. */
export type Environment = Readonly<Record<string, string | undefined>>;

const REFERENCE = /\$(\$?)\{([^}]*)\}/g;

/** A text with `${VAR}` replaced by the variable's value, or by nothing; `$${X}` stands for the text `${X}`. */
export function expandText(text: string, environment: Environment): string {
	return text.replace(REFERENCE, (_whole, escaped: string, name: string) =>
		escaped === '$' ? `\${${name}}` : (environment[name] ?? ''),
	);
}

/** Every scalar of a configuration file expanded; keys are left as they are (rules facts, section 5.2). */
export function expandNode(node: ConfigNode, environment: Environment): ConfigNode {
	switch (node.kind) {
		case 'null':
			return node;
		case 'scalar':
			return { ...node, text: expandText(node.text, environment) };
		case 'sequence':
			return { ...node, items: node.items.map((item) => expandNode(item, environment)) };
		case 'mapping':
			return {
				...node,
				entries: node.entries.map((entry) => ({ ...entry, value: expandNode(entry.value, environment) })),
			};
	}
}
