import { type Alias, type Document, visit } from 'yaml';

/** The first alias of a tree whose anchor is not there. */
export function unresolvedAlias(tree: Document): Alias | undefined {
	let found: Alias | undefined;
	visit(tree, {
		Alias(_, alias) {
			if (alias.resolve(tree) !== undefined) return undefined;
			found = alias;
			return visit.BREAK;
		},
	});
	return found;
}
