import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtLibraryProblem } from '../../../src/toolchain/built-library.ts';

let root: string;
beforeAll(() => {
	root = mkdtempSync(join(tmpdir(), 'plugin-kit-elf-'));
});
afterAll(() => rmSync(root, { recursive: true }));

/** Some shared object that is always there: koffi's own native part. */
const real = join(import.meta.dirname, `../../../node_modules/@koromix/koffi-linux-${process.arch}`);

describe('builtLibraryProblem', () => {
	it('takes no file short of its end for whole', () => {
		const whole = readFileSync(join(real, `linux_${process.arch}/koffi.node`));
		const path = join(root, 'x.so');
		for (const length of [0, 3, 4, 63, 64, 4096, whole.length - 1]) {
			writeFileSync(path, whole.subarray(0, length));
			expect([length, builtLibraryProblem(path)]).toEqual([length, expect.any(String)]);
		}
		writeFileSync(path, whole);
		expect(builtLibraryProblem(path)).toBeUndefined();
	});

	it('says what else is wrong', () => {
		writeFileSync(join(root, 'text.so'), 'hello\n');
		expect(builtLibraryProblem(join(root, 'no.so'))).toBe(`${root}/no.so does not exist`);
		expect(builtLibraryProblem(root)).toContain('is a directory');
		expect(builtLibraryProblem(join(root, 'text.so'))).toBe(`${root}/text.so is a text file`);
		expect(builtLibraryProblem(process.execPath)).toMatch(/not a shared object$/);
	});
});
