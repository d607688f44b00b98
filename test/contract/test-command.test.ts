import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPlugin } from '../plugins/build.ts';
import { CLEAN_PLUGINS } from '../plugins/good/variants.ts';
import { MUTANTS } from '../plugins/mutants/index.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const schema = JSON.parse(readFileSync(join(root, 'docs/schemas/test.schema.json'), 'utf8'));
const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema);

let folder = '';
let good = '';

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'plugin-kit-contract-'));
	const [plugin] = CLEAN_PLUGINS.filter(({ name }) => name === 'source-extract');
	if (!plugin) throw new Error('no clean plugin source-extract');
	good = await buildPlugin(plugin);
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(...args: string[]) {
	const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'dist/src/bin.js'), ...args], {
		cwd: folder,
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'pipe'],
		env: { ...process.env, NO_COLOR: '1' },
	});
	return { status, stdout, stderr, all: stdout + stderr };
}

function file(name: string, content: string | Buffer): string {
	const path = join(folder, name);
	writeFileSync(path, content);
	return path;
}

function mutant(name: string): Promise<string> {
	const found = MUTANTS.find((one) => one.name === name);
	if (!found) throw new Error(`no mutant ${name}`);
	return buildPlugin(found);
}

describe('the JSON of test', () => {
	it('is one object that its schema describes, for a sound plugin', () => {
		const { stdout, status } = run('test', good, '--json');
		const report = JSON.parse(stdout);
		validate(report);
		expect(validate.errors).toBeNull();
		expect(status).toBe(0);
		expect(report.summary).toMatchObject({ fail: 0, crash: 0, hang: 0, error: 0, warning: 0 });
	});

	it('has nulls for what discovery did not come to', () => {
		const { stdout, status } = run('test', file('text.so', 'not a library'), '--json');
		const report = JSON.parse(stdout);
		validate(report);
		expect(validate.errors).toBeNull();
		expect(report.plugin).toMatchObject({ name: null, version: null, capabilities: null });
		expect(status).toBe(1);
	});
});

describe('exit codes', () => {
	it('0 where nothing is wrong', () => expect(run('test', good).status).toBe(0));

	it('1 for an error, and for a warning only with --fail-on warning', async () => {
		expect(run('test', await mutant('meta.version-format'), '--check', 'meta.*').status).toBe(1);
		const warned = await mutant('meta.version-format-trailing');
		expect(run('test', warned, '--check', 'meta.*').status).toBe(0);
		expect(run('test', warned, '--check', 'meta.*', '--fail-on', 'warning').status).toBe(1);
	});

	it.each([
		['a file that is not there', ['test', 'nothing.so']],
		['a directory without a project', ['test', '.']],
		['an unknown flag', ['test', 'x.so', '--nope']],
		['an unknown check', ['test', 'x.so', '--check', 'nope.*']],
		['an unknown profile', ['test', 'x.so', '--profile', 'nope']],
		['a timeout scale that is no number', ['test', 'x.so', '--timeout-scale', 'soon']],
		['a report in no format', ['test', 'x.so', '--report', 'nope=x']],
		['a Falco that never was', ['test', 'x.so', '--falco', '9.9.9']],
		['an unknown command', ['frobnicate']],
	])('2 in one line for %s', (_, args) => {
		const { status, all } = run(...args);
		expect(status).toBe(2);
		expect(all).not.toMatch(/ {4}at .*:\d+:\d+/);
		const [first = ''] = all.split('\n');
		expect(first.length).toBeGreaterThan(10);
		expect(all.trim().split('\n').length).toBeLessThanOrEqual(3);
	});
});

describe('files that are no plugin are findings, and everything behind them is skipped', () => {
	it.each([
		['text', () => file('script.so', '#!/bin/sh\necho hello\n')],
		['an empty file', () => file('empty.so', '')],
		['a library cut short', () => file('cut.so', readFileSync(good).subarray(0, 4096))],
		[
			'another machine',
			() => {
				const bytes = readFileSync(good);
				bytes.writeUInt16LE(process.arch === 'arm64' ? 62 : 183, 18);
				return file('other.so', bytes);
			},
		],
	])('%s', (_, make) => {
		const { stdout, status } = run('test', make(), '--json');
		const report = JSON.parse(stdout);
		expect(status).toBe(1);
		expect(report.checks.filter(({ verdict }: { verdict: string }) => verdict === 'fail')).toMatchObject([
			{ id: 'file.elf-target' },
		]);
		expect(report.summary.skipped).toBe(report.checks.length - 1);
	});
});

describe('reports', () => {
	it('are written beside the text, in any format', () => {
		const formats = {
			json: 'r.json',
			junit: 'r.xml',
			sarif: 'r.sarif',
			github: 'r.txt',
			markdown: 'r.md',
			text: 'r.log',
		};
		const flags = Object.entries(formats).flatMap(([format, name]) => ['--report', `${format}=${name}`]);
		expect(run('test', good, '--check', 'meta.*', ...flags).status).toBe(0);
		expect(JSON.parse(readFileSync(join(folder, 'r.json'), 'utf8')).schemaVersion).toBe(1);
		expect(JSON.parse(readFileSync(join(folder, 'r.sarif'), 'utf8')).version).toBe('2.1.0');
		expect(readFileSync(join(folder, 'r.xml'), 'utf8')).toContain('<testsuite');
		expect(readFileSync(join(folder, 'r.log'), 'utf8')).toContain('good 0.1.0');
	});

	it('a reproduction line runs just that check again', async () => {
		const library = await mutant('types.ip-length');
		const { stdout } = run('test', library, '--json');
		const found = JSON.parse(stdout).checks.find(({ id }: { id: string }) => id === 'types.ip-length');
		const [, , ...words] = found.findings[0].reproduce.split(' ');
		const again = JSON.parse(run('test', ...words, '--json').stdout);
		expect(again.checks).toHaveLength(1);
		expect(again.checks[0]).toMatchObject({ id: 'types.ip-length', verdict: 'fail' });
	});
});
