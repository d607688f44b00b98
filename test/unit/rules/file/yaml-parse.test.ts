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
