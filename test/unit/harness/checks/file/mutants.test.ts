import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FILE_CHECKS } from '../../../../../harness/checks/file/index.ts';
import { buildFileMutant } from '../../../../plugins/mutants/file/build.ts';
import { FILE_MUTANTS } from '../../../../plugins/mutants/file/mutants.ts';
import { judgeFile, verdictOf } from './judge-file.ts';

let folder: string;

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'file-mutants-'));
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

	it('exists for every check of the file', () => {
		expect(new Set(FILE_MUTANTS.map(({ check }) => check))).toEqual(new Set(FILE_CHECKS.map(({ id }) => id)));
	});
});
