import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { sources } from '../../../../harness/native/build.ts';
import { nativeHostPath } from '../../../../harness/native/library.ts';

const native = fileURLToPath(new URL('../../../../harness/native/', import.meta.url));
const unitTest = fileURLToPath(new URL('../../../native/native-host-test.c', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'plugin-kit-native-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const there = (command: string) => spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0;
const sanitizers = ['-fsanitize=address,undefined', '-fno-sanitize-recover=undefined', '-g'];
const emulated = there('aarch64-linux-gnu-gcc') && there('qemu-aarch64-static');

function compile(compiler: string, name: string, flags: readonly string[]): string {
	const output = join(folder, name);
	const files = sources().map((file) => join(native, file));
	// The mem* functions of the native host would replace those of libc for the whole program.
	const renames = ['memcpy', 'memset', 'memcmp'].map((symbol) => `-D${symbol}=nh_${symbol}`);
	const objects = files.map((file, i) => {
		const object = join(folder, `${name}-${i}.o`);
		const own = file.endsWith('/system.c') ? renames : [];
		execFileSync(compiler, [
			'-std=gnu11',
			'-O1',
			'-D_GNU_SOURCE',
			'-fno-builtin',
			...flags,
			...own,
			'-c',
			'-o',
			object,
			file,
		]);
		return object;
	});
	const args = ['-std=gnu11', '-D_GNU_SOURCE', '-Wall', '-Wextra', ...flags, '-I', native, '-o', output, unitTest];
	execFileSync(compiler, [...args, ...objects, '-lpthread', '-ldl']);
	return output;
}

describe('the native host', () => {
	it('needs no library and no symbol of another', () => {
		const dynamic = execFileSync('readelf', ['-dW', nativeHostPath()], { encoding: 'utf8' });
		expect(dynamic).not.toContain('NEEDED');
		expect(dynamic).not.toContain('VERNEED');
		expect(dynamic).not.toContain('TEXTREL');
		// Unloaded at the end of Node, it would leave threads and signal handlers without code.
		expect(dynamic).toContain('NODELETE');
		expect(execFileSync('nm', ['-D', '--undefined-only', nativeHostPath()], { encoding: 'utf8' })).toBe('');
	});

	it('is built the same every time', () => {
		const before = readFileSync(nativeHostPath());
		execFileSync(process.execPath, [join(native, 'build.ts')]);
		expect(readFileSync(nativeHostPath()).equals(before)).toBe(true);
	}, 60_000);
});

describe('the unit test in C', () => {
	it('passes', () => {
		expect(spawnSync(compile('cc', 'plain', []), { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
	}, 60_000);

	it('passes under the address and undefined behaviour sanitizers', () => {
		const program = compile('cc', 'sanitized', sanitizers);
		const env = { ...process.env, ASAN_OPTIONS: 'detect_leaks=0' };
		expect(spawnSync(program, { encoding: 'utf8', env })).toMatchObject({ status: 0, stderr: '' });
	}, 60_000);

	it.skipIf(!emulated)(
		'passes on aarch64 (skipped without aarch64-linux-gnu-gcc and qemu-aarch64-static)',
		() => {
			const program = compile('aarch64-linux-gnu-gcc', 'aarch64', ['-mno-outline-atomics']);
			expect(
				spawnSync('qemu-aarch64-static', ['-L', '/usr/aarch64-linux-gnu', program], { encoding: 'utf8' }),
			).toMatchObject({
				status: 0,
				stderr: '',
			});
		},
		120_000,
	);
});
