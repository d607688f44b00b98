import { describe, expect, it } from 'vitest';
import type { YamlNode } from '../../../../src/rules/file/yaml-node.ts';
import { parseYaml } from '../../../../src/rules/file/yaml-parse.ts';

function documentsOf(text: string): readonly YamlNode[] {
	const result = parseYaml(text);
	if (!result.ok) throw new Error(result.error.message);
	return result.documents;
}

type Shape = string | null | Shape[] | { readonly [key: string]: Shape };

function shapeOf(node: YamlNode): Shape {
	switch (node.kind) {
		case 'scalar':
			return node.text;
		case 'null':
			return null;
		case 'sequence':
			return node.items.map(shapeOf);
		case 'mapping':
			return Object.fromEntries(
				node.entries.map(({ key, value }) => [key.kind === 'scalar' ? key.text : '', shapeOf(value)]),
			);
	}
}

// What yaml-cpp 0.7 reads of the same text.
describe('what only yaml-cpp takes', () => {
	it.each<[text: string, documents: Shape[]]>([
		['- list: a\n  items: [\n    x, y\n]\n', [[{ list: 'a', items: ['x', 'y'] }]]],
		['- list: a\n  items: [\nx,\n"y z" # c\n]\n', [[{ list: 'a', items: ['x', 'y z'] }]]],
		['- list: a\n  items: [x,\n  "y\nz"]\n', [[{ list: 'a', items: ['x', 'y z'] }]]],
		['- {list: a,\nitems: [x]}\n', [[{ list: 'a', items: ['x'] }]]],
		['- {\n  list: a,\n  items: [x]\n}\n', [[{ list: 'a', items: ['x'] }]]],
		['- rule: r\n  output: "a\n  b"\n', [[{ rule: 'r', output: 'a b' }]]],
		["- rule: r\n  output: 'it''s\nb'\n", [[{ rule: 'r', output: "it's b" }]]],
		['- rule: r\n  output: "a\\"\nb"\n  desc: d\n', [[{ rule: 'r', output: 'a" b', desc: 'd' }]]],
		['- [a, , b]\n', [[['a', null, 'b']]]],
		['- a: 1\n  b\n', [[{ a: '1', b: null }]]],
		['- rule: r\n  condition: "abc\n', [[{ rule: 'r', condition: 'abc ' }]]],
		["- 'a\n", [['a ']]],
		['- rule: r\ndesc: d\n', [[{ rule: 'r' }], { desc: 'd' }]],
		['\ufeff- a\n', [['a']]],
		['- !!binary aGk=\n', [['aGk=']]],
	])('%j', (text, documents) => {
		expect(documentsOf(text).map(shapeOf)).toEqual(documents);
	});

	it('as often as it is there', () => {
		const rules = Array.from({ length: 80 }, (_, index) => `- rule: r${index}\n  output: "a\n\n  \\"b\\"\n"\n`);
		const [document] = documentsOf(rules.join(''));
		expect(document?.kind === 'sequence' && document.items.map(shapeOf)).toEqual(
			rules.map((_, index) => ({ rule: `r${index}`, output: 'a\n"b" ' })),
		);
	});
});
