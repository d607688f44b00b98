import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { YAML_BOUNDS } from '../../../../src/rules/file/yaml-bounds.ts';
import type { YamlNode } from '../../../../src/rules/file/yaml-node.ts';
import { parseYaml } from '../../../../src/rules/file/yaml-parse.ts';

function documentsOf(text: string): readonly YamlNode[] {
	const result = parseYaml(text);
	if (!result.ok) throw new Error(result.error.message);
	return result.documents;
}

function firstItem(text: string): YamlNode {
	const [document] = documentsOf(text);
	const item = document?.kind === 'sequence' ? document.items[0] : undefined;
	if (item === undefined) throw new Error('no item');
	return item;
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

describe('parseYaml', () => {
	it('gives no document for an empty text or a comment', () => {
		expect(documentsOf('')).toEqual([]);
		expect(documentsOf('# nothing\n')).toEqual([]);
	});

	it('keeps scalars as text and tells null words from quoted ones', () => {
		const item = firstItem('- [1, true, 0x1F, "null", null, ~, "", NULL, 1.50]');
		expect(item).toMatchObject({
			items: [
				{ kind: 'scalar', text: '1' },
				{ kind: 'scalar', text: 'true' },
				{ kind: 'scalar', text: '0x1F' },
				{ kind: 'scalar', text: 'null' },
				{ kind: 'null' },
				{ kind: 'null' },
				{ kind: 'scalar', text: '' },
				{ kind: 'null' },
				{ kind: 'scalar', text: '1.50' },
			],
		});
	});

	it('counts lines, columns and offsets from 0 and in bytes', () => {
		const item = firstItem('- k: é\n  ü: "x"\n');
		expect(item).toMatchObject({
			mark: { offset: 2, line: 0, column: 2 },
			entries: [
				{ value: { mark: { offset: 5, line: 0, column: 5 } } },
				{ key: { mark: { offset: 10, line: 1, column: 2 } }, value: { mark: { offset: 14, line: 1, column: 6 } } },
			],
		});
	});

	it('places a value with an anchor or a tag at that property, and a block scalar at its indicator', () => {
		const item = firstItem('- a: &x [1]\n  b: !!str 5\n  c: |\n    text\n');
		expect(item).toMatchObject({
			entries: [
				{ value: { mark: { column: 5 } } },
				{ value: { mark: { column: 5 }, text: '5' } },
				{ value: { mark: { column: 5 }, text: 'text\n' } },
			],
		});
	});

	it('puts the anchored node where its alias stands', () => {
		const item = firstItem('- {a: &x one, b: *x}');
		expect(item).toMatchObject({ entries: [{}, { value: { kind: 'scalar', text: 'one', mark: { column: 6 } } }] });
	});

	it('keeps duplicate keys and treats merge keys as ordinary ones', () => {
		const item = firstItem('- {a: 1, a: 2, <<: {b: 3}}');
		expect(item.kind === 'mapping' && item.entries.length).toBe(3);
	});

	it.each([
		['an undefined alias', '- *nobody', { offset: 2, line: 0, column: 2 }],
		['an alias inside its own anchor', '- &a [*a]', { offset: 6, line: 0, column: 6 }],
		['an open sequence', '- a: [1', undefined],
		['a tab as indentation', '- \ta: 1', undefined],
	])('refuses %s', (_name, text, mark) => {
		const result = parseYaml(text);
		expect(result.ok).toBe(false);
		if (!result.ok && mark !== undefined) expect(result.error.mark).toEqual(mark);
	});

	it('refuses text that is too large, too deep, or too much once its aliases are expanded', () => {
		const bomb = ['- &a0 [x, x, x, x, x, x, x, x, x, x]'];
		for (let level = 1; level < 8; level++)
			bomb.push(
				`- &a${level} [${Array(10)
					.fill(`*a${level - 1}`)
					.join(', ')}]`,
			);
		const results = [`- ${'x'.repeat(YAML_BOUNDS.bytes)}`, '['.repeat(YAML_BOUNDS.depth + 2), bomb.join('\n')].map(
			parseYaml,
		);
		expect(results.map((result) => (result.ok ? 'read' : result.error.message))).toEqual([
			'the file is larger than 4194304 bytes',
			'nested deeper than 500 levels',
			'more than 500000 values once aliases are expanded',
		]);
	});

	it('never throws, and every position is within the text', () => {
		const yamlish = fc.string({
			unit: fc.constantFrom(
				'- ',
				': ',
				'\n',
				'  ',
				'[',
				']',
				'{',
				'}',
				',',
				'&a ',
				'*a',
				'!!str ',
				'"',
				"'",
				'|',
				'>',
				'#',
				'?',
				'é',
				'😀',
				'x',
				'---\n',
				'\t',
				'\r\n',
				'%',
				'~',
			),
			maxLength: 60,
		});
		fc.assert(
			fc.property(fc.oneof(yamlish, fc.string({ unit: 'binary' })), (text) => {
				const result = parseYaml(text);
				const bytes = Buffer.byteLength(text);
				const marks = result.ok
					? result.documents.flatMap((root) => [...nodesOf(root)].map(({ mark }) => mark))
					: [result.error.mark];
				for (const { offset, line, column } of marks) {
					expect(offset).toBeGreaterThanOrEqual(0);
					expect(offset).toBeLessThanOrEqual(bytes);
					expect(line).toBeLessThanOrEqual(text.split('\n').length - 1);
					expect(column).toBeLessThanOrEqual(offset);
				}
			}),
			{ numRuns: 500 },
		);
	});
});

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
});

describe('where yaml-cpp gives up', () => {
	it.each([
		['- rule: r\n  desc: it is: bad\n', '1:13', 23],
		['- rule: r\n  output: user=%a.b: done\n', '1:19', 29],
		['- a: "x": y\n', '0:8', 8],
		['- a: b\n   c: d\n', '1:4', 11],
		['- rule r\n  condition: a\n', '1:11', 20],
		['- rule: r\n  o\n  priority: INFO\n', '2:10', 24],
		['- rule: r\n\tcondition: a\n', '1:0', 10],
		['- a: "\\q"\n', '0:8', 8],
		['- a: "\\xZZ"\n', '0:10', 10],
		['- rule: [a\n', '1:0', 11],
		['- a: {b: c\n- d\n', '2:0', 15],
		['- list: l\n  items: [x, "y"\n- macro: m\n', '2:0', 27],
		['- rule: r\n  tags: [a, b\n  desc: d\n', '2:6', 30],
		['- a: @b\n', '0:5', 5],
	])('%j: %s', (text, place, offset) => {
		const result = parseYaml(text);
		expect(result).toMatchObject({ ok: false, error: { mark: { offset } } });
		if (!result.ok) expect(`${result.error.mark.line}:${result.error.mark.column}`).toBe(place);
	});
});

it('says what to do about a second colon', () => {
	expect(parseYaml('- rule: r\n  desc: it is: bad\n')).toMatchObject({
		error: { message: "illegal map value: a value with ': ' in it, or ':' at its end, must be in quotes" },
	});
});

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
