import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileContext } from '../../../../src/rules/file/location.ts';
import type { ListInfo } from '../../../../src/rules/ruleset/item-info.ts';
import { substituteList } from '../../../../src/rules/ruleset/list-substitution.ts';
import { ListTable } from '../../../../src/rules/ruleset/lists.ts';

function tableOf(...lists: [name: string, items: string[]][]): ListTable {
	const infos = lists.map(([name, items], index): [string, ListInfo] => [
		name,
		{ name, items, index, visibility: index, context: fileContext('f') },
	]);
	return new ListTable(new Map(infos));
}

const word = fc.constantFrom('a', 'b', 'c', 'a b', 'ab', '', 'x');

describe('ListTable', () => {
	it('puts lists in as if each were tried on every condition, in order', () => {
		const lists = fc.uniqueArray(
			fc.tuple(
				word.filter((name) => name !== ''),
				fc.array(word, { maxLength: 3 }),
			),
			{
				selector: ([name]) => name,
				maxLength: 5,
			},
		);
		const condition = fc.array(fc.constantFrom('a', 'b', 'c', 'ab', ' ', ',', '(', ')', '=', '"'), { maxLength: 15 });
		fc.assert(
			fc.property(lists, condition, (entries, pieces) => {
				const table = tableOf(...entries);
				let expected = pieces.join('');
				for (const list of table.lists) expected = substituteList(expected, list)?.text ?? '';
				expect(table.substitute(pieces.join(''))).toBe(expected);
			}),
		);
	});

	it('knows which lists were used, by conditions and by other lists', () => {
		const table = tableOf(['one', ['x']], ['two', ['one', 'y']], ['three', ['z']]);
		expect(table.substitute('f in (two)')).toBe('f in ( x, y )');
		expect(['one', 'two', 'three'].map((name) => table.isUsed(name))).toEqual([true, true, false]);
	});

	it('gives up on a condition that names a list too often', () => {
		expect(tableOf(['l', ['x']]).substitute('l,'.repeat(20_000))).toBe(undefined);
	});
});
