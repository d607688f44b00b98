import { describe, expect, it } from 'vitest';
import type { YamlNode } from '../../../../src/rules/file/yaml-node.ts';
import { parseYaml } from '../../../../src/rules/file/yaml-parse.ts';

function documentsOf(text: string): readonly YamlNode[] {
	const result = parseYaml(text);
	if (!result.ok) throw new Error(result.error.message);
	return result.documents;
}

function* nodesOf(node: YamlNode): Generator<YamlNode> {
	yield node;
	if (node.kind === 'sequence') for (const item of node.items) yield* nodesOf(item);
	if (node.kind === 'mapping') {
		for (const { key, value } of node.entries) {
			yield* nodesOf(key);
			yield* nodesOf(value);
		}
	}
}

describe('where yaml-cpp sees a null that is not written', () => {
	it.each([
		['- rule: r\n  tags:\n  desc: d\n', ['2:2']],
		['- rule: r\n  tags: # none\n\n# c\n  desc: d\n', ['4:2']],
		['- list: a\n  items:\n', ['2:0']],
		['- list: a\n  items:', ['1:0']],
		['- x\n-\n- y\n', ['2:0']],
		['- {tags: }\n', ['0:9']],
		['- {a, b: c}\n', ['0:4']],
		['- {a:b}\n', ['0:6']],
		['- [a, , b]\n', ['0:6']],
		['- a: 1\n  b\n', ['1:2']],
		['- ? a\n', ['0:2']],
		['- a: ~\n', ['0:5']],
		['- a: &x\n  b: *x\n', ['0:5', '0:5']],
	])('%j: %j', (text, places) => {
		const nulls = documentsOf(text).flatMap((document) => [...nodesOf(document)].filter(({ kind }) => kind === 'null'));
		expect(nulls.map(({ mark }) => `${mark.line}:${mark.column}`)).toEqual(places);
	});
});
