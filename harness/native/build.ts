/**
 * Builds the native host: `dist/native/plugin-host-linux-<x64|arm64>.so`, for this machine and, where its cross compiler
 * is there, for the other one. The result depends on the sources and the compiler alone.
 *
 *   node harness/native/build.ts
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const output = join(here, '../../dist/native');

interface Target {
	arch: 'x64' | 'arm64';
	compilers: readonly string[];
	flags: readonly string[];
}

const TARGETS: readonly Target[] = [
	{ arch: 'x64', compilers: ['x86_64-linux-gnu-gcc'], flags: ['-Wl,-z,max-page-size=4096'] },
	{ arch: 'arm64', compilers: ['aarch64-linux-gnu-gcc'], flags: ['-mno-outline-atomics'] },
];

/** Freestanding: no library is linked, and gcc may not turn loops into calls of one. */
export const FLAGS: readonly string[] = [
	'-std=gnu11',
	'-Wall',
	'-Wextra',
	'-Werror',
	'-O2',
	'-g0',
	'-fPIC',
	'-fvisibility=hidden',
	'-ffreestanding',
	'-fno-builtin',
	'-fno-tree-loop-distribute-patterns',
	'-fno-stack-protector',
	'-fno-strict-aliasing',
	'-fno-omit-frame-pointer',
	'-U_FORTIFY_SOURCE',
	'-D_GNU_SOURCE',
];
const LINK_FLAGS = [
	'-shared',
	'-nostdlib',
	'-s',
	'-Wl,--no-undefined',
	'-Wl,--build-id=none',
	'-Wl,-z,relro,-z,now,-z,noexecstack',
	// koffi unloads libraries when Node ends; our threads and signal handlers are still there then.
	'-Wl,-z,nodelete',
];

/** The sources, in an order that does not depend on the file system. */
export function sources(): string[] {
	return readdirSync(here)
		.filter((name) => name.endsWith('.c'))
		.sort();
}

function works(compiler: string): boolean {
	return spawnSync(compiler, ['--version'], { stdio: 'ignore' }).status === 0;
}

function compile(compiler: string, target: Target, file: string): string | undefined {
	const partial = `${file}.${process.pid}`;
	const args = [...FLAGS, ...target.flags, ...LINK_FLAGS, '-o', partial, ...sources()];
	const { status, stderr, error } = spawnSync(compiler, args, { cwd: here, encoding: 'utf8' });
	if (status !== 0) {
		rmSync(partial, { force: true });
		return `${compiler} failed: ${error?.message ?? stderr}`;
	}
	renameSync(partial, file);
	return undefined;
}

/** Lines to say, and whether this machine's library is there in the end. */
function build(): { lines: string[]; usable: boolean } {
	mkdirSync(output, { recursive: true });
	const lines: string[] = [];
	let usable = false;
	for (const target of TARGETS) {
		const own = target.arch === process.arch;
		const file = join(output, `plugin-host-linux-${target.arch}.so`);
		const compiler = [...(own ? [process.env.CC ?? 'cc'] : []), ...target.compilers].find(works);
		const failure = compiler === undefined ? undefined : compile(compiler, target, file);
		if (failure !== undefined) lines.push(failure);
		else if (compiler === undefined && own)
			lines.push(
				existsSync(file) ? `no C compiler here: the prebuilt ${file} is kept` : `no C compiler here, and no ${file}`,
			);
		if (own) usable = failure === undefined && existsSync(file);
	}
	return { lines, usable };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	const { lines, usable } = build();
	for (const line of lines) process.stderr.write(`${line}\n`);
	process.exitCode = usable ? 0 : 3;
}
