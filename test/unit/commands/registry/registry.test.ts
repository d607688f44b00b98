import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import RegistryCheck from '../../../../src/commands/registry/check.ts';
import RegistryNextId from '../../../../src/commands/registry/next-id.ts';
import RegistryTable from '../../../../src/commands/registry/table.ts';
import { REGISTRY } from '../../registry/fixtures/registries.ts';
import { runCommand, schemaErrors } from '../run-command.ts';

const folder = mkdtempSync(join(tmpdir(), 'plugin-kit-registry-'));

function fileWith(text: string | Buffer, name = 'registry.yaml'): string {
	const file = join(folder, name);
	writeFileSync(file, text);
	return file;
}

const good = fileWith(REGISTRY, 'good.yaml');
const bad = fileWith(REGISTRY.replace('id: 3', 'id: 1'), 'bad.yaml');

describe('registry check', () => {
	it('ends with 0 and the findings when there is no error', async () => {
		const { result, stdout, exitCode } = await runCommand(RegistryCheck, [good]);
		expect(exitCode).toBe(0);
		expect(stdout).toContain('warning: `description` is more than one line');
		expect(schemaErrors('registry-check', result)).toBeNull();
	});

	it('ends with 1 and names the place when there is one', async () => {
		const { result, stdout, exitCode } = await runCommand(RegistryCheck, [bad]);
		expect(exitCode).toBe(1);
		expect(stdout).toContain(`${bad}:83:13: error: the id 1 belongs to \`harbour\` [id-unique]\n`);
		expect(result).toMatchObject({ ok: false });
		expect(schemaErrors('registry-check', result)).toBeNull();
	});

	it('speaks with --official as the official checker does', async () => {
		expect(await runCommand(RegistryCheck, [good, '--official'])).toMatchObject({
			stdout: 'The plugin registry is OK\n',
			exitCode: 0,
		});
		expect(await runCommand(RegistryCheck, [bad, '--official'])).toMatchObject({
			stdout: "error: source ID is not unique: '1'\n",
			exitCode: 1,
		});
	});

	it('prints JSON alone with --json', async () => {
		const { stdout } = await runCommand(RegistryCheck, [bad, '--json']);
		expect(schemaErrors('registry-check', JSON.parse(stdout))).toBeNull();
	});

	it.each([
		['a file that is not there', join(folder, 'none.yaml'), 'no such file'],
		['a folder', folder, 'is not a file'],
		['bytes that are not UTF-8', fileWith(Buffer.from([0x61, 0xff, 0x3a]), 'latin.yaml'), 'is not UTF-8'],
	])('refuses %s in one line, with exit code 2', async (_, file, words) => {
		const { stderr, exitCode } = await runCommand(RegistryCheck, [file]);
		expect(exitCode).toBe(2);
		expect(stderr.split('\n')[0]).toContain(words);
	});
});

describe('registry table and next-id', () => {
	it('print what the functions say', async () => {
		const table = await runCommand(RegistryTable, [good]);
		expect(table.stdout.startsWith('| Name | Capabilities | Description\n| --- | --- | --- |\n')).toBe(true);
		expect(schemaErrors('registry-table', table.result)).toBeNull();
		const next = await runCommand(RegistryNextId, [good]);
		expect(next).toMatchObject({ stdout: '2\n', exitCode: 0 });
		expect(schemaErrors('registry-next-id', next.result)).toBeNull();
	});

	it.each([
		['plugins:\n  - name: a: b\n', ':2:11: '],
		['plugins:\n  source:\n    - id: 1\n', 'the layout of before May 2022'],
		['plugins:\n  - name: [a]\n', 'cannot unmarshal !!seq into string'],
	])('refuse %j in one line, with exit code 2', async (text, words) => {
		const file = fileWith(text);
		for (const command of [RegistryTable, RegistryNextId]) {
			const { stderr, exitCode } = await runCommand(command, [file]);
			expect(exitCode).toBe(2);
			expect(stderr.split('\n')[0]).toContain(words);
		}
	});
});
