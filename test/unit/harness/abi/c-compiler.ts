import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const include = fileURLToPath(new URL('../../../../templates/c/include', import.meta.url));

/** Compiles a C program that may include falco_plugin.h, runs it, and gives the lines it printed. */
export function linesOfC(program: string, args: readonly string[] = []): string[] {
	const folder = mkdtempSync(join(tmpdir(), 'plugin-kit-c-'));
	try {
		const [source, binary] = [join(folder, 'program.c'), join(folder, 'program')];
		writeFileSync(source, program);
		execFileSync('cc', ['-std=gnu11', '-Wall', '-Wextra', '-Werror', `-I${include}`, source, '-o', binary]);
		return execFileSync(binary, args, { encoding: 'utf8' }).trimEnd().split('\n');
	} finally {
		rmSync(folder, { recursive: true });
	}
}
