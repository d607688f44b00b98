import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Config } from '@oclif/core';
import { Ajv } from 'ajv';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import RulesParse from '../../../../src/commands/rules/parse.ts';
import { packageRoot } from '../../../../src/package-root.ts';

const schema = JSON.parse(readFileSync(join(packageRoot, 'docs/schemas/rules-parse.schema.json'), 'utf8')) as object;
const isValid = new Ajv().compile(schema);

let folder: string;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'rules-parse-'));
	// A root of its own: the package's own one names built files.
	writeFileSync(join(folder, 'package.json'), '{"name": "kit", "version": "0.0.0", "oclif": {"bin": "plugin-kit"}}');
});

afterEach(() => {
	rmSync(folder, { recursive: true });
	process.exitCode = undefined;
	vi.restoreAllMocks();
});

async function run(...argv: string[]): Promise<{ stdout: string; stderr: string; exitCode: unknown }> {
	let stdout = '';
	let stderr = '';
	vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
		stdout += String(text);
		return true;
	});
	vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
		stderr += String(text);
		return true;
	});
	vi.spyOn(console, 'log').mockImplementation((text: unknown) => {
		stdout += `${String(text)}\n`;
	});
	vi.spyOn(console, 'error').mockImplementation((text: unknown) => {
		stderr += `${String(text)}\n`;
	});
	await RulesParse.run(argv, await Config.load(folder));
	return { stdout, stderr, exitCode: process.exitCode ?? 0 };
}

describe('rules parse', () => {
	it('prints the canonical form and ends with 0', async () => {
		expect(await run("a.b='x y' and not(c.d in(1,2))")).toEqual({
			stdout: '(a.b = "x y" and not c.d in (1, 2))\n',
			stderr: '',
			exitCode: 0,
		});
	});

	it('shows the place of an error with a caret under it and ends with 1', async () => {
		const { stdout, exitCode } = await run('a.b = "é"\n\tand c.d ~ 1');
		const [message, line, caret] = stdout.split('\n');
		expect(message).toMatch(/^error: expected a valid check operator: .* \(line 2, column 10, byte 20\)$/);
		expect(line).toBe('\tand c.d ~ 1');
		expect(caret).toBe('\t        ^');
		expect(exitCode).toBe(1);
	});

	it('gives one result a line of a file, as the schema says', async () => {
		const file = join(folder, 'conditions.txt');
		writeFileSync(
			file,
			Buffer.concat([Buffer.from('a.b = é\n\na.b <> 1\na.b = '), Buffer.from([0xff]), Buffer.from('\n')]),
		);
		const { stdout, exitCode } = await run(`@${file}`, '--json');
		const report = JSON.parse(stdout) as { results: unknown[] };
		expect(isValid(report), JSON.stringify(isValid.errors)).toBe(true);
		expect(report).toMatchObject({
			schemaVersion: 1,
			results: [
				{ input: 'a.b = é', canonical: 'a.b = é' },
				{ input: '', error: { message: 'filter input string is empty', offset: 0, line: 1, column: 1 } },
				{ input: 'a.b <> 1', error: { offset: 5, line: 1, column: 6 } },
				{ input: 'a.b = \ufffd', canonical: 'a.b = \ufffd' },
			],
		});
		expect(exitCode).toBe(1);
	});

	it('tells of what is read otherwise than it looks', async () => {
		const { stdout, stderr } = await run(String.raw`a.b = "x\ y"`);
		expect(stdout).toBe(`${String.raw`a.b = "x\\y"`}\n`);
		expect(stderr).toContain('warning: a backslash before a blank');
	});

	it('nests as deep as the Falco release that is asked for', async () => {
		const deep = `${'('.repeat(30)}a.b = 1${')'.repeat(30)}`;
		expect((await run(deep)).exitCode).toBe(0);
		expect((await run(deep, '--falco', '0.45')).stdout).toContain('exceeded max depth limit of 100');
	});

	it('refuses unknown versions and files with exit 2', async () => {
		expect(await run('a', '--falco', '0.1')).toMatchObject({
			exitCode: 2,
			stderr: expect.stringContaining('0.44 and 0.45'),
		});
		expect(await run(`@${join(folder, 'none')}`)).toMatchObject({
			exitCode: 2,
			stderr: expect.stringContaining('ENOENT'),
		});
	});
});
