import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadTests } from '../../../src/author-tests/load.ts';
import { loadProject } from '../../../src/project/load.ts';
import type { Answers } from '../../../src/scaffold/answers.ts';
import { SCAFFOLD_CAPABILITIES } from '../../../src/scaffold/capabilities.ts';
import { projectTree, projectTreeAt } from '../../../src/scaffold/tree.ts';
import { updateProject } from '../../../src/update/update-project.ts';
import { sampleAnswers } from '../scaffold/sample-answers.ts';

const fileOf = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const schema = JSON.parse(readFileSync(fileOf('../../../docs/schemas/update.schema.json'), 'utf8'));
const isResult = new Ajv({ allowUnionTypes: true }).compile(schema);

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'update-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function makeVersion1(answers: Answers): void {
	for (const [path, contents] of projectTreeAt(answers, 1)) {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), contents);
	}
}

const read = (path: string) => readFileSync(join(folder, path), 'utf8');
function edit(path: string, from: string, to: string): void {
	expect(read(path)).toContain(from);
	writeFileSync(join(folder, path), read(path).replace(from, to));
}
const quiet = { dryRun: false, ask: async () => 'yours' as const };

describe('the first version of the C template', () => {
	it('is made as it was made then: a changed file has to be kept in templates/_history', () => {
		const recorded = JSON.parse(readFileSync(fileOf('../../data/c-template-version-1.json'), 'utf8'));
		const made = [...projectTreeAt(sampleAnswers({ capabilities: SCAFFOLD_CAPABILITIES }), 1)].map(
			([path, contents]) => [path, createHash('sha256').update(contents).digest('hex')],
		);
		expect(Object.fromEntries(made)).toEqual(recorded);
	});
});

describe('updateProject', () => {
	it.each([
		['source and extract', sampleAnswers()],
		['everything', sampleAnswers({ capabilities: SCAFFOLD_CAPABILITIES })],
		['another source', sampleAnswers({ capabilities: ['extract', 'set_config'], source: 'k8s_audit' })],
		['no source', sampleAnswers({ capabilities: ['parse', 'metrics'], source: null })],
	])('makes of an untouched project of version 1 what the newest makes: %s', async (_, answers) => {
		makeVersion1(answers);
		const result = await updateProject(folder, quiet);
		expect(result).toMatchObject({ from: 1, to: 3, written: true, migrations: [{ to: 2 }, { to: 3 }] });
		expect(isResult(JSON.parse(JSON.stringify(result))), JSON.stringify(isResult.errors)).toBe(true);
		for (const [path, contents] of projectTree(answers)) expect(read(path), path).toBe(contents);
		expect(await updateProject(folder, quiet)).toMatchObject({ from: 3, to: 3, written: false, files: [] });
	});

	it.each(['cpp', 'go', 'rust'] as const)('brings a project in %s forward', async (language) => {
		const answers = sampleAnswers({ language });
		makeVersion1(answers);
		expect(await updateProject(folder, quiet)).toMatchObject({
			from: 1,
			to: 2,
			files: [{ path: 'plugin-kit.yaml' }, { path: 'tests/my-logins.yaml' }],
		});
		for (const [path, contents] of projectTree(answers)) expect(read(path), path).toBe(contents);
	});

	it("keeps the author's edits", async () => {
		makeVersion1(sampleAnswers());
		edit('README.md', '## Configuration', '## My own section\n\nMine.\n\n## Configuration');
		edit('src/source.c', 'alice', 'zoe');
		edit('plugin-kit.yaml', "open-params: '1000'", "open-params: '500' # fewer");
		const result = await updateProject(folder, quiet);
		expect(Object.fromEntries(result.files.map(({ path, action }) => [path, action]))).toEqual({
			'.devcontainer/devcontainer.json': 'create',
			'.editorconfig': 'replace',
			'.github/workflows/ci.yaml': 'create',
			'.github/workflows/release.yaml': 'create',
			'.gitignore': 'replace',
			'.vscode/extensions.json': 'create',
			'README.md': 'merge',
			'plugin-kit.yaml': 'merge',
			'tests/my-logins.yaml': 'create',
		});
		expect(read('README.md')).toContain('## My own section\n\nMine.\n');
		expect(read('README.md')).toContain('plugin-kit docs ');
		expect(read('src/source.c')).toContain('zoe');
		expect(read('plugin-kit.yaml')).toContain("open-params: '500' # fewer");
		expect(loadProject(folder).templateVersion).toBe(3);
		expect(loadTests([join(folder, 'tests/my-logins.yaml')])).toHaveLength(2);
		expect(await updateProject(folder, quiet)).toMatchObject({ written: false });
	});

	it('keeps what the author made of the same lines, and says what the template would have', async () => {
		makeVersion1(sampleAnswers());
		edit('README.md', 'plugin-kit test     # conformance tests of the built library', 'make check          # my way');
		edit('plugin-kit.yaml', '  version: 1', '  version: 1 # mine');
		mkdirSync(join(folder, 'tests'), { recursive: true });
		writeFileSync(join(folder, 'tests/my-logins.yaml'), 'mine');
		const { files } = await updateProject(folder, quiet);
		const readme = files.find(({ path }) => path === 'README.md');
		expect(readme).toMatchObject({
			action: 'keep',
			conflicts: [{ yours: ['make check          # my way'], taken: 'yours' }],
		});
		expect(read('README.md')).toContain('my way');
		expect(read('tests/my-logins.yaml')).toBe('mine');
		expect(read('plugin-kit.yaml')).toContain('version: 3 # mine');
		expect(loadProject(folder).templateVersion).toBe(3);
	});

	it("takes the template's lines where the author says so", async () => {
		makeVersion1(sampleAnswers());
		edit('README.md', '# conformance tests of the built library', '# mine');
		await updateProject(folder, { dryRun: false, ask: async () => 'template' });
		expect(read('README.md')).toBe(projectTree(sampleAnswers()).get('README.md'));
	});

	it('leaves a file that the author has deleted, and writes nothing in a dry run', async () => {
		makeVersion1(sampleAnswers());
		rmSync(join(folder, 'README.md'));
		const before = read('plugin-kit.yaml');
		const { files, written } = await updateProject(folder, { ...quiet, dryRun: true });
		expect(files).toContainEqual({ path: 'README.md', action: 'keep', note: 'you have deleted it', conflicts: [] });
		expect(written).toBe(false);
		expect(read('plugin-kit.yaml')).toBe(before);
		expect(existsSync(join(folder, 'tests/my-logins.yaml'))).toBe(false);
	});

	it('says in one line why it can do nothing', async () => {
		makeVersion1(sampleAnswers());
		edit('src/my-logins.c', 'plugin_get_contact(void) {', 'plugin_get_contact(void)\n{');
		await expect(updateProject(folder, quiet)).rejects.toMatchObject({
			exitCode: 2,
			message: expect.stringContaining('what the template was told of contact'),
		});
		edit('plugin-kit.yaml', 'version: 1', 'version: 7');
		await expect(updateProject(folder, quiet)).rejects.toThrow('is newer than this plugin-kit, which knows 3');
		edit('plugin-kit.yaml', 'template:\n  version: 7\n', '');
		await expect(updateProject(folder, quiet)).rejects.toThrow('no template of plugin-kit made this project');
	});
});
