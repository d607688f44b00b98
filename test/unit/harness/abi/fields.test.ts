import { describe, expect, it } from 'vitest';
import { parseFields } from '../../../../harness/abi/fields.ts';

const parse = (text: string) => parseFields({ kind: 'text', latin1: Buffer.from(text, 'utf8').toString('latin1') });
const SEQ = '{"name":"x.seq","type":"uint64","desc":"Number"}';

describe('parseFields', () => {
	it('reads each entry with its id, what it leaves open filled in', () => {
		const arg = '"arg":{"isRequired":true,"isKey":true}';
		expect(
			parse(`[${SEQ},{"name":"x.v","type":"string","desc":"d","isList":true,"properties":["hidden"],${arg}}]`),
		).toEqual([
			{ id: 0, name: 'x.seq', type: 'uint64', desc: 'Number', isList: false, addOutput: false, properties: [] },
			{
				id: 1,
				name: 'x.v',
				type: 'string',
				desc: 'd',
				isList: true,
				addOutput: false,
				properties: ['hidden'],
				arg: { isRequired: true, isIndex: false, isKey: true },
			},
		]);
	});

	it.each([
		['a comment', `[/* the fields */ ${SEQ}]`],
		['a line comment', `[ // the fields\n${SEQ}]`],
		['text after the list', `[${SEQ}] and more`],
		['a control character in a text', `[${SEQ.replace('Number', 'Num\tber')}]`],
		['a key given twice, of which the last counts', `[${SEQ.replace('{', '{"name":"x.old",')}]`],
	])('sees the fields that Falco sees where its parser is lenient: %s', (_what, text) => {
		expect(parse(text)).toMatchObject([{ id: 0, name: 'x.seq', type: 'uint64' }]);
	});

	it('takes a number for a text, as Falco does without a word', () => {
		expect(parse('[{"name":"x.n","type":"string","desc":5}]')).toMatchObject([{ name: 'x.n', desc: '5' }]);
	});

	it('sees the fields of a list with bytes that are not UTF-8', () => {
		expect(parseFields({ kind: 'text', latin1: `[${SEQ.replace('Number', '\xff')}]` })).toMatchObject([
			{ name: 'x.seq' },
		]);
	});

	it.each(['', 'null', '{}', `[${SEQ},]`, "['x']", '[1'])('finds no field in %j', (text) => {
		expect(parse(text)).toEqual([]);
	});

	it('counts an entry that is none for the ids of those after it', () => {
		expect(
			parse(`[5,{"name":"x.a","type":"int","desc":"d"},{"name":[],"type":"string","desc":"d"},${SEQ}]`),
		).toMatchObject([{ id: 3, name: 'x.seq' }]);
	});
});
