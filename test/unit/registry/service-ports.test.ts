import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { libraryFacts } from '../../../src/registry/library.ts';
import { servicePorts } from '../../../src/registry/service-ports.ts';
import { buildFileMutant } from '../../plugins/mutants/file/build.ts';

const PROJECT = `name: good
language: other
build:
  command: [cp, SOURCE, libgood.so]
  output: libgood.so
registry:
  authors: Jane Roe
  url: https://example.org/good
  license: Apache-2.0
`;

let folder: string;
let built: string;

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'plugin-kit-ports-'));
	const good = { name: 'good', check: 'file.elf-target', verdict: 'pass', severity: 'info', says: '' } as const;
	built = buildFileMutant(good, folder);
	writeFileSync(join(folder, 'plugin-kit.yaml'), PROJECT.replace('SOURCE', built));
	mkdirSync(join(folder, 'rules'));
	for (const name of ['b.yaml', 'a.yml', 'notes.txt']) writeFileSync(join(folder, 'rules', name), '[]\n');
	writeFileSync(join(folder, 'README.md'), '# Good\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('servicePorts', () => {
	it('reads the project, with the registry section and the rules files in order', async () => {
		expect(await servicePorts.project(join(folder, 'rules'))).toEqual({
			folder,
			library: join(folder, 'libgood.so'),
			registry: { authors: 'Jane Roe', url: 'https://example.org/good', license: 'Apache-2.0' },
			rules: [join(folder, 'rules/a.yml'), join(folder, 'rules/b.yaml')],
			readme: join(folder, 'README.md'),
		});
	});

	it('builds it, asks it who it is in a child, and tests it', async () => {
		await servicePorts.build(folder);
		const library = join(folder, 'libgood.so');
		expect(libraryFacts(await servicePorts.describe(library), library)).toMatchObject({ name: 'good', id: 999 });
		const tested = await servicePorts.test(library);
		expect(tested.sha256).toBe(createHash('sha256').update(readFileSync(built)).digest('hex'));
		expect(tested.summary).toMatch(/\d+ pass/);
		expect(tested.ok, tested.summary).toBe(true);
	}, 60_000);

	it('names the place of a wrong key in the registry section', async () => {
		const wrong = mkdtempSync(join(folder, 'wrong-'));
		writeFileSync(join(wrong, 'plugin-kit.yaml'), PROJECT.replace('license:', 'licence:'));
		await expect(servicePorts.project(wrong)).rejects.toThrow(
			`${wrong}/plugin-kit.yaml:9:3: unknown key 'registry.licence' (did you mean 'license'?)`,
		);
	});

	it('tells when there is nothing to test', async () => {
		await expect(servicePorts.test(join(folder, 'none.so'))).rejects.toThrow('there is no');
	});
});
