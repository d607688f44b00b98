import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSamples } from '../../../src/conformance/samples.ts';

let folder: string;

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'samples-'));
	mkdirSync(join(folder, 'inner'));
	writeFileSync(join(folder, 'one.bin'), Buffer.from([0, 0xff, 0x0a]));
	writeFileSync(join(folder, 'lines.jsonl'), '{"a":1}\n\n{"a":2}\n');
	execFileSync('mkfifo', [join(folder, 'pipe')]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const read = (...names: string[]) => readSamples(names.map((name) => join(folder, name)));

describe('payloads that the author gives', () => {
	it('are one a file, byte for byte', () => {
		expect(read('one.bin')).toEqual(['\0\u00ff\n']);
	});

	it('are one a line in a file of JSON lines', () => {
		expect(read('lines.jsonl')).toEqual(['{"a":1}', '{"a":2}']);
	});

	it.each(['inner', 'pipe', 'nothing'])('that no file holds are refused in one line: %s', (name) => {
		expect(() => read(name)).toThrow(/: (is not a file|can't be read \(ENOENT\))$/);
	});
});
