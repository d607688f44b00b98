import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SharedObject } from '../../../harness/subjects.ts';
import { readLibrary } from '../../../src/elf/library-file.ts';
import { symbolAt } from '../../../src/elf/symbolise.ts';

let folder: string;

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'elf-symbolise-'));
	const source = 'static int twice(int n) { return n * 2; }\nint plugin_do(int n) { return twice(n) + 1; }\n';
	writeFileSync(join(folder, 'demo.c'), source);
	execFileSync('gcc', ['-O0', '-shared', '-fPIC', '-o', join(folder, 'demo.so'), join(folder, 'demo.c')]);
	execFileSync('strip', ['-o', join(folder, 'stripped.so'), join(folder, 'demo.so')]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function objectOf(name: string): SharedObject {
	const reading = readLibrary(join(folder, name));
	if (reading.kind !== 'object') throw new Error(reading.reason);
	return reading.object;
}

function addressOf(name: string): number {
	const lines = execFileSync('nm', [join(folder, 'demo.so')], { encoding: 'utf8' }).split('\n');
	return Number.parseInt(lines.find((line) => line.endsWith(` ${name}`)) ?? '', 16);
}

describe('naming the function of an address', () => {
	it('names static and exported functions, with the distance from their start', () => {
		const object = objectOf('demo.so');
		expect(symbolAt(object, addressOf('twice') + 4)).toEqual({ name: 'twice', offset: 4 });
		expect(symbolAt(object, addressOf('plugin_do'))).toEqual({ name: 'plugin_do', offset: 0 });
	});

	it('names only exported functions in a stripped library, and never a neighbour', () => {
		const object = objectOf('stripped.so');
		expect(symbolAt(object, addressOf('plugin_do') + 1)).toEqual({ name: 'plugin_do', offset: 1 });
		expect(symbolAt(object, addressOf('twice') + 1)).toBeUndefined();
	});

	it('names nothing outside the code', () => {
		expect(symbolAt(objectOf('demo.so'), 0)).toBeUndefined();
		expect(symbolAt(objectOf('demo.so'), 2n ** 63n)).toBeUndefined();
	});
});
