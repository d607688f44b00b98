import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadTests, testFilesOf } from '../../../src/author-tests/load.ts';

let folder: string;
let file: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'author-load-'));
	file = join(folder, 'a.yaml');
});
afterEach(() => rmSync(folder, { recursive: true }));

function load(yaml: string) {
	writeFileSync(file, yaml);
	return loadTests([file]);
}

describe('testFilesOf', () => {
	it('finds the YAML files of the folder tests, and nothing where there is none', () => {
		expect(testFilesOf(folder)).toEqual([]);
		mkdirSync(join(folder, 'tests/b.yaml'), { recursive: true });
		for (const name of ['z.yml', 'a.yaml', 'test.c', 'golden.jsonl']) writeFileSync(join(folder, 'tests', name), '');
		expect(testFilesOf(folder)).toEqual([join(folder, 'tests/a.yaml'), join(folder, 'tests/z.yml')]);
	});
});

describe('loadTests', () => {
	it('keeps integers that a number of JavaScript would round', () => {
		const [test] = load(
			'tests:\n  - name: x\n    expect: { values: [{ event: 1, fields: { a.t: 1735689600001000001, a.n: 7 } }] }\n',
		);
		expect(test?.values.map(({ value }) => value)).toEqual(['1735689600001000001', 7]);
	});

	it('passes a mapping as JSON with sorted keys, as Falco does', () => {
		const [test] = load('tests:\n  - { name: x, init-config: { b: 1, a: true }, expect: { events: 1 } }\n');
		expect(test?.initConfig).toBe('{"a":true,"b":1}');
	});

	it.each([
		['tests:\n  - name: x\n', ':2:5: ', "lacks the key 'expect'"],
		['tests:\n  - name: x\n    expects: {}\n    expect: { events: 1 }\n', ':3:5: ', "did you mean 'expect'?"],
		['tests:\n  - name: x\n    expect: { events: many }\n', ':3:23: ', 'has to be integer'],
		['tests:\n  - name: x\n    expect: { error: { in: close } }\n', ':3:28: ', 'one of init, open, next_batch'],
		['tests:\n  - name: x\n    expect:\n   bad\n', ':3:12: ', ''],
		[
			'tests:\n  - { name: x, expect: { events: 1 } }\n  - { name: x, expect: { events: 2 } }\n',
			':3:13: ',
			"'x' is also the name of the test in line 2",
		],
		[
			'tests:\n  - { name: x, samples: [a], open-params: b, expect: { events: 1 } }\n',
			':2:43: ',
			'the test gives samples',
		],
		[
			'tests:\n  - { name: x, expect: { events: 1, error: { in: init } } }\n',
			':2:44: ',
			'gives no events to expect anything of',
		],
		[
			'tests:\n  - { name: x, samples: [{ file: no.json }], expect: { events: 1 } }\n',
			':2:26: ',
			"can't be read (ENOENT)",
		],
	])('says where a file is wrong: %j', (yaml, position, message) => {
		let text = '';
		try {
			load(yaml);
		} catch (error) {
			expect(error).toMatchObject({ exitCode: 2 });
			text = (error as Error).message;
		}
		expect(text).toContain(`a.yaml${position}`);
		expect(text).toContain(message);
		expect(text).not.toContain('\n');
	});
});
