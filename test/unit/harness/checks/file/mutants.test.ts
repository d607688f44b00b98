import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FILE_CHECKS } from '../../../../../harness/checks/file/index.ts';
import { buildFileMutant } from '../../../../plugins/mutants/file/build.ts';
import { FILE_MUTANTS } from '../../../../plugins/mutants/file/mutants.ts';
import { judgeFile, verdictOf } from './judge-file.ts';

/** Loads a library with Falco's flags, in a program that has the libraries of Falco. */
const LOADER = `
	#include <dlfcn.h>
	#include <stdio.h>
	int main(int argc, char **argv) {
		void *library = argc == 2 ? dlopen(argv[1], RTLD_NOW | RTLD_LOCAL) : NULL;
		if (library == NULL) fprintf(stderr, "%s", dlerror());
		return library == NULL;
	}
`;
const glibc = /(\d+\.\d+)\n/.exec(execFileSync('ldd', ['--version'], { encoding: 'utf8' }))?.[1];

let folder: string;
let loader: string;

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'file-mutants-'));
	loader = join(folder, 'loader');
	writeFileSync(`${loader}.c`, LOADER);
	execFileSync('gcc', ['-o', loader, `${loader}.c`, '-Wl,--no-as-needed', '-lpthread', '-ldl', '-lm']);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const missing = (compiler: string | undefined) =>
	compiler !== undefined && spawnSync(compiler, ['--version']).error !== undefined;

describe('a mutant of the file', () => {
	it.each(FILE_MUTANTS.filter(({ compiler }) => !missing(compiler)))(
		'$name is caught by $check as $verdict',
		(mutant) => {
			const judgements = judgeFile(buildFileMutant(mutant, folder));
			const own = judgements.find(({ id }) => id === mutant.check);
			expect(own?.findings[0]).toMatchObject({
				severity: mutant.severity,
				message: expect.stringContaining(mutant.says),
			});
			expect(own && verdictOf(own)).toBe(mutant.verdict);
			const others = judgements.filter(({ id, findings }) => id !== mutant.check && findings.length > 0);
			expect(others.map(({ id }) => id)).toEqual(mutant.also ?? []);
		},
	);

	for (const { name, compiler } of FILE_MUTANTS.filter((mutant) => missing(mutant.compiler))) {
		it.skip(`${name} needs ${compiler} (Debian package musl-tools)`, () => undefined);
	}

	it.skipIf(glibc !== '2.36').each(FILE_MUTANTS.filter(({ compiler }) => !missing(compiler)))(
		'$name is loaded by dlopen or not, as its table says (needs glibc 2.36)',
		(mutant) => {
			const { status } = spawnSync(loader, [buildFileMutant(mutant, folder)]);
			expect(status === 0 ? 'loaded' : 'refused').toBe(mutant.refusedByDebian12 ? 'refused' : 'loaded');
		},
	);

	it('exists for every check of the file', () => {
		expect(new Set(FILE_MUTANTS.map(({ check }) => check))).toEqual(new Set(FILE_CHECKS.map(({ id }) => id)));
	});
});
