import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { libraryProblem } from '../../../src/toolchain/library-file.ts';

let root: string;
beforeAll(() => {
	root = mkdtempSync(join(tmpdir(), 'plugin-kit-elf-'));
});
afterAll(() => rmSync(root, { recursive: true }));

/** Some shared object that is always there: koffi's own native part. */
const real = join(import.meta.dirname, `../../../node_modules/@koromix/koffi-linux-${process.arch}`);

describe('libraryProblem', () => {
	it('takes no file short of its end for whole', () => {
		const whole = readFileSync(join(real, `linux_${process.arch}/koffi.node`));
		const path = join(root, 'x.so');
		for (const length of [0, 3, 4, 63, 64, 4096, whole.length - 1]) {
			writeFileSync(path, whole.subarray(0, length));
			expect([length, libraryProblem(path)]).toEqual([length, expect.any(String)]);
		}
		writeFileSync(path, whole);
		expect(libraryProblem(path)).toBeUndefined();
	});

	it('says what else is wrong', () => {
		expect(libraryProblem(join(root, 'no.so'))).toBe('is not there');
		expect(libraryProblem(root)).toBe('is not a file');
		expect(libraryProblem(process.execPath)).toMatch(/^is an ELF file, but not a shared object$|^undefined$/);
	});
});
