import { describe, expect, it } from 'vitest';
import { fieldsTable } from '../../../src/project/fields-table.ts';

describe('fieldsTable', () => {
	it('has the form of the official plugins: the table of dummy', () => {
		const index = { isRequired: true, isIndex: true };
		const desc = 'Return 1 if the value is divisible by the provided divisor, 0 otherwise';
		expect(
			fieldsTable([
				{ type: 'uint64', name: 'dummy.divisible', desc, arg: index },
				{ type: 'uint64', name: 'dummy.value', desc: 'The sample value in the event' },
				{ type: 'string', name: 'dummy.strvalue', desc: 'The sample value in the event, as a string' },
			]),
		).toBe(`|       NAME        |   TYPE   |       ARG       |                               DESCRIPTION                               |
|-------------------|----------|-----------------|-------------------------------------------------------------------------|
| \`dummy.divisible\` | \`uint64\` | Index, Required | Return 1 if the value is divisible by the provided divisor, 0 otherwise |
| \`dummy.value\`     | \`uint64\` | None            | The sample value in the event                                           |
| \`dummy.strvalue\`  | \`string\` | None            | The sample value in the event, as a string                              |
`);
	});

	it('names lists, and arguments that may be left out or are of two kinds', () => {
		const table = fieldsTable([
			{ type: 'string', name: 'a.b', desc: 'x', isList: true, arg: { isIndex: true, isKey: true } },
			{ type: 'string', name: 'a.c', desc: 'x', arg: { isKey: true, isRequired: true } },
		]);
		expect(table).toContain('`string (list)` | Index, Key, Optional |');
		expect(table).toContain('| Key, Required ');
	});

	it('keeps a row a row, whatever the description', () => {
		const table = fieldsTable([{ type: 'string', name: 'a.b', desc: 'one | two\n three' }]);
		expect(table.split('\n')).toHaveLength(4);
		expect(table).toContain('one \\| two<br/>three');
	});
});
