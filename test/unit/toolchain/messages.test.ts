import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Diagnostic, diagnosticLine } from '../../../src/toolchain/diagnostic.ts';
import { readGccMessages } from '../../../src/toolchain/gcc-messages.ts';
import { readGoMessages } from '../../../src/toolchain/go.ts';
import { readCargoMessages } from '../../../src/toolchain/rust.ts';

let root: string;
beforeAll(() => {
	root = mkdtempSync(join(tmpdir(), 'plugin-kit-messages-'));
});
afterAll(() => rmSync(root, { recursive: true }));

const lines = (diagnostics: readonly Diagnostic[]) => diagnostics.map(diagnosticLine);
const hasTool = (name: string, argument = '--version') => spawnSync(name, [argument]).status === 0;

function outputOf(files: Record<string, string>, command: string, ...parameters: string[]): string {
	const folder = mkdtempSync(join(root, 'x-'));
	for (const [path, contents] of Object.entries(files)) {
		mkdirSync(join(folder, path, '..'), { recursive: true });
		writeFileSync(join(folder, path), contents);
	}
	const environment = { ...process.env, CARGO_TARGET_DIR: join(folder, 'target'), GOFLAGS: '-mod=mod', LC_ALL: 'C' };
	const { stdout, stderr } = spawnSync(command, parameters, { cwd: folder, encoding: 'utf8', env: environment });
	return stdout + stderr;
}

describe('readGccMessages', { timeout: 30_000 }, () => {
	it('reads what gcc says of code', () => {
		const source = 'int f(void) {\n\tint unused;\n\treturn g + 1;\n}\n';
		const output = outputOf({ 'src/a.c': source }, 'gcc', '-Wunused', '-c', 'src/a.c');
		const found = readGccMessages(output);
		expect(lines(found)).toEqual([
			expect.stringMatching(/^src\/a\.c:3: 'g' undeclared/),
			expect.stringMatching(/^src\/a\.c:2: warning: unused variable/),
		]);
		expect(found[0]).toMatchObject({ severity: 'error', column: 16 });
	});

	it('reads what gcc says of headers, the linker of symbols and libraries, make of targets', () => {
		expect(lines(readGccMessages(outputOf({ 'a.c': '#include <no.h>\n' }, 'gcc', '-c', 'a.c')))).toEqual([
			'a.c:1: no.h: No such file or directory',
		]);
		const missing = 'void g(void);\nvoid f(void) { g(); }\n';
		const shared = ['-shared', '-fPIC', '-Wl,-z,defs', 'a.c', '-o', 'a.so'];
		expect(lines(readGccMessages(outputOf({ 'a.c': missing }, 'gcc', '-g', ...shared)))).toEqual([
			expect.stringMatching(/a\.c:2: undefined reference to `g'$/),
		]);
		expect(lines(readGccMessages(outputOf({ 'a.c': missing }, 'gcc', ...shared)))).toEqual([
			expect.stringMatching(/undefined reference to `g'$/),
		]);
		expect(lines(readGccMessages(outputOf({ 'a.c': '' }, 'gcc', ...shared, '-lnosuch')))).toEqual([
			expect.stringMatching(/^cannot find -lnosuch/),
		]);
		expect(lines(readGccMessages(outputOf({}, 'gcc', 'no.c')))).toContain('no.c: No such file or directory');
		expect(lines(readGccMessages(outputOf({ Makefile: 'all: x\n' }, 'make')))).toEqual([
			"No rule to make target 'x', needed by 'all'.  Stop.",
		]);
	});
});

describe('readGoMessages', () => {
	it.skipIf(!hasTool('go', 'version'))(
		'reads what the Go compiler says (needs go)',
		() => {
			const files = { 'go.mod': 'module x\n\ngo 1.17\n', 'main.go': 'package main\n\nfunc main() {\n\tx := 1\n}\n' };
			expect(lines(readGoMessages(outputOf(files, 'go', 'build', './...')))).toEqual([
				expect.stringMatching(/^main\.go:4: .*declared and not used/),
			]);
		},
		60_000,
	);

	it('reads what the go command and cgo say', () => {
		const output = [
			'# example.org/x',
			'./main.go:7:2: undefined: y',
			'go: downloading example.org/y v1.0.0',
			'go: example.org/y@v1.0.0: no such host',
			'main.go:3:10: fatal error: no.h: No such file or directory',
		].join('\n');
		expect(lines(readGoMessages(output))).toEqual([
			'main.go:7: undefined: y',
			'example.org/y@v1.0.0: no such host',
			'main.go:3: no.h: No such file or directory',
		]);
	});
});

describe('readCargoMessages', () => {
	it.skipIf(!hasTool('cargo'))(
		'reads what rustc says through cargo (needs cargo)',
		() => {
			const files = {
				'Cargo.toml': '[package]\nname = "x"\nversion = "0.1.0"\nedition = "2021"\n',
				'src/lib.rs': 'pub fn f() -> u8 {\n    1\n}\npub fn g() { y }\n',
			};
			expect(lines(readCargoMessages(outputOf(files, 'cargo', 'build', '--offline')))).toEqual([
				'src/lib.rs:4: cannot find value `y` in this scope',
			]);
			const unused = { ...files, 'src/lib.rs': 'pub fn f() {\n    let x = 1;\n}\n' };
			expect(lines(readCargoMessages(outputOf(unused, 'cargo', 'build', '--offline')))).toEqual([
				'src/lib.rs:2: warning: unused variable: `x`',
			]);
		},
		60_000,
	);

	it('reads what cargo says itself', () => {
		expect(lines(readCargoMessages('error: no matching package named `nope` found\n'))).toEqual([
			'no matching package named `nope` found',
		]);
	});
});
