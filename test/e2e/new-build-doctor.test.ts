import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const packageRoot = join(import.meta.dirname, '../..');
const entry = join(packageRoot, 'dist/src/bin.js');

let root: string;
beforeEach(() => {
	root = mkdtempSync(join(tmpdir(), 'plugin-kit-e2e-'));
});
afterEach(() => rmSync(root, { recursive: true }));

/** Runs the built command as a script does: without a terminal. */
function run(...parameters: string[]) {
	const { status, stdout, stderr } = spawnSync(process.execPath, [entry, ...parameters], {
		cwd: root,
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	return { status, stdout, stderr };
}

/** The `--json` result, checked against its published schema. */
function json(command: string, ...parameters: string[]) {
	const { stdout, status } = run(command, ...parameters, '--json');
	const schema = JSON.parse(readFileSync(join(packageRoot, `docs/schemas/${command}.schema.json`), 'utf8'));
	const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema);
	const result = JSON.parse(stdout);
	validate(result);
	expect(validate.errors).toBeNull();
	return { result, status };
}

// The built command is what is tested; `npm test` builds it first.
describe.skipIf(!existsSync(entry))('the built command (needs npm run build)', { timeout: 60_000 }, () => {
	it('goes from nothing to a library', () => {
		const made = json('new', 'my-logins', '--lang', 'c', '--source', 'logins', '--capabilities', 'source,extract');
		expect(made).toMatchObject({ status: 0, result: { name: 'my-logins', source: 'logins', written: true } });
		expect(readdirSync(root)).toEqual(['my-logins']);
		const built = json('build', 'my-logins');
		expect(built).toMatchObject({ status: 0, result: { outcome: 'built', diagnostics: [] } });
		expect(built.result.library.path).toBe(join(root, 'my-logins/build/libmy-logins.so'));
	}, 60_000);

	it('shows compiler errors as file:line and exits with 1', () => {
		run('new', 'x', '--yes');
		writeFileSync(join(root, 'x/src/broken.c'), 'int f(void) {\n\treturn nothing;\n}\n');
		const { status, stdout } = run('build', join(root, 'x/src'));
		expect(stdout).toMatch(/^src\/broken\.c:2: .nothing. undeclared/m);
		expect(status).toBe(1);
		expect(json('build', 'x')).toMatchObject({ status: 1, result: { outcome: 'failed', library: null } });
	}, 60_000);

	it('writes nothing in a dry run', () => {
		expect(json('new', '--name', 'x', '--yes', '--dry-run')).toMatchObject({ status: 0, result: { written: false } });
		expect(readdirSync(root)).toEqual([]);
	});

	it.each([
		[['new', 'x'], 2, 'missing: --lang, --capabilities, and there is no terminal to ask on'],
		[['new', 'X Y', '--yes'], 2, "--name: 'X Y' is no plugin name"],
		[['new', 'x', '--yes', '--source', 'syscall'], 2, "--source: 'syscall' is reserved by Falco"],
		[['new', 'x', '--yes', '--capabilities', 'all'], 2, "--capabilities: unknown 'all'"],
		[['new', '/proc/x', '--yes'], 3, "/proc/x: can't be written"],
		[['build'], 2, 'no plugin-kit.yaml here or in a folder above'],
		[['build', 'nowhere'], 2, 'nowhere is not a folder'],
	])('answers in one line: %j', (parameters, status, message) => {
		const result = run(...(parameters as string[]));
		expect(result.stderr.split('\n')[0]).toContain(message);
		expect(result.stderr).not.toContain('    at ');
		expect(result.status).toBe(status);
		expect(readdirSync(root)).toEqual([]);
	});

	it('doctor looks at the machine', () => {
		const { result, status } = json('doctor');
		expect(result.diagnostics.map(({ id }: { id: string }) => id)).toContain('koffi');
		expect(status).toBe(result.summary.fail > 0 ? 1 : 0);
	}, 30_000);
});
