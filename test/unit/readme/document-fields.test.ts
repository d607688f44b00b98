import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { documentFields } from '../../../src/readme/document-fields.ts';
import { withFieldsTable } from '../../../src/readme/fields-section.ts';
import { buildPlugin } from '../../plugins/build.ts';

const fileOf = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const schema = JSON.parse(readFileSync(fileOf('../../../docs/schemas/docs.schema.json'), 'utf8'));
const isResult = new Ajv().compile(schema);
const README = '# good\n\n<!-- README-PLUGIN-FIELDS -->\nold\n<!-- /README-PLUGIN-FIELDS -->\n\nMore.\n';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'docs-'));
	writeFileSync(
		join(folder, 'plugin-kit.yaml'),
		'name: good\nlanguage: c\nbuild: { command: make, output: build/libgood.so }\n',
	);
	writeFileSync(join(folder, 'README.md'), README);
});
afterEach(() => rmSync(folder, { recursive: true }));

async function build(): Promise<void> {
	const library = await buildPlugin({ name: 'good', source: fileOf('../../plugins/good/good.c') });
	mkdirSync(join(folder, 'build'));
	copyFileSync(library, join(folder, 'build/libgood.so'));
}

describe('documentFields', () => {
	it('writes the table once, and leaves all else as it is', async () => {
		await build();
		const checked = await documentFields(folder, 'check');
		expect(checked).toMatchObject({ state: 'stale' });
		expect(checked.diff).toContain('-old');
		expect(readFileSync(join(folder, 'README.md'), 'utf8')).toBe(README);
		const written = await documentFields(folder, 'write');
		expect(written).toMatchObject({ state: 'written' });
		expect(isResult(JSON.parse(JSON.stringify(written))), JSON.stringify(isResult.errors)).toBe(true);
		const text = readFileSync(join(folder, 'README.md'), 'utf8');
		expect(text.startsWith('# good\n\n<!-- README-PLUGIN-FIELDS -->\n|')).toBe(true);
		expect(text.endsWith('|\n<!-- /README-PLUGIN-FIELDS -->\n\nMore.\n')).toBe(true);
		expect(text).toContain('| `good.tags`  | `string (list)` | None');
		expect(await documentFields(folder, 'check')).toMatchObject({ state: 'current', diff: [] });
	});

	it('says what is missing in one line', async () => {
		await expect(documentFields(folder, 'check')).rejects.toMatchObject({
			exitCode: 2,
			suggestions: ['Run plugin-kit build.'],
		});
		await build();
		writeFileSync(join(folder, 'README.md'), '# good\n');
		await expect(documentFields(folder, 'write')).rejects.toThrow('has no markers for the table of fields');
		rmSync(join(folder, 'README.md'));
		await expect(documentFields(folder, 'write')).rejects.toThrow("README.md: can't be read (ENOENT)");
		writeFileSync(join(folder, 'build/libgood.so'), 'text');
		await expect(documentFields(folder, 'write')).rejects.toMatchObject({ exitCode: 3 });
	});
});

describe('withFieldsTable', () => {
	it.each([
		['x', 'has no markers'],
		['<!-- /README-PLUGIN-FIELDS -->', 'has no <!-- README-PLUGIN-FIELDS -->'],
		['<!-- README-PLUGIN-FIELDS -->', 'has no <!-- /README-PLUGIN-FIELDS --> after'],
		['<!-- README-PLUGIN-FIELDS --> <!-- README-PLUGIN-FIELDS --> <!-- /README-PLUGIN-FIELDS -->', 'has more than one'],
	])('needs one pair of markers: %j', (readme, problem) => {
		expect(withFieldsTable(readme, [])).toEqual({ problem: expect.stringContaining(problem) });
	});
});
