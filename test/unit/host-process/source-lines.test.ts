import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sourceLines } from '../../../src/host-process/source-lines.ts';

let folder = '';
const built = (flag: string) => join(folder, `lines${flag}.so`);

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'plugin-kit-lines-'));
	const source = join(folder, 'lines.c');
	writeFileSync(source, 'int first(void)\n{\n\treturn 1;\n}\n');
	for (const flag of ['-g', '-g0']) execFileSync('cc', ['-shared', '-fPIC', flag, '-o', built(flag), source]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function addressOf(library: string, symbol: string): bigint {
	const line = execFileSync('nm', [library], { encoding: 'utf8' })
		.split('\n')
		.find((one) => one.endsWith(` ${symbol}`));
	return BigInt(`0x${line?.slice(0, 16)}`);
}

describe('sourceLines', () => {
	it('finds the line of an address by debug information', () => {
		const library = built('-g');
		expect(sourceLines(library, [addressOf(library, 'first')])).toEqual([`${join(folder, 'lines.c')}:2`]);
	});

	it('has none without debug information, nor without a file', () => {
		const library = built('-g0');
		expect(sourceLines(library, [addressOf(library, 'first'), 1n])).toEqual([undefined, undefined]);
		expect(sourceLines(join(folder, 'nothing.so'), [1n])).toEqual([undefined]);
	});
});
