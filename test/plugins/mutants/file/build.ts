import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FileMutant, StubLibrary } from './mutants.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const GOOD = fileURLToPath(new URL('../../good/good.c', import.meta.url));
const INCLUDE = fileURLToPath(new URL('../../../../templates/c/include', import.meta.url));
const CFLAGS = ['-std=gnu11', '-Wall', '-Wextra', '-Werror', '-O1', '-fPIC', `-I${INCLUDE}`];
const LINK: Record<'library' | 'program' | 'object', readonly string[]> = {
	library: ['-shared'],
	program: [],
	object: ['-c'],
};

/** Builds a mutant in `folder` and returns its path; throws with the compiler's words where it does not compile. */
export function buildFileMutant(mutant: FileMutant, folder: string): string {
	const output = join(folder, `${mutant.name}.so`);
	const stub = mutant.stub === undefined ? [] : [buildStub(mutant.stub, join(folder, `${mutant.name}-stub`))];
	compile(mutant.compiler ?? 'gcc', [
		...CFLAGS,
		...(mutant.cflags ?? []),
		...LINK[mutant.kind ?? 'library'],
		'-o',
		output,
		mutant.source === undefined ? GOOD : join(HERE, mutant.source),
		...stub,
		...(mutant.ldflags ?? []),
	]);
	if (mutant.damage !== undefined) writeFileSync(output, mutant.damage(readFileSync(output)));
	return output;
}

/** Builds the library that a mutant needs, with its soname and version; it is only linked with, never loaded. */
function buildStub(stub: StubLibrary, folder: string): string {
	mkdirSync(folder, { recursive: true });
	const output = join(folder, stub.soname);
	const source = join(folder, 'stub.c');
	const script = join(folder, 'versions');
	writeFileSync(source, stub.functions.map((name) => `int ${name}(void) { return 1; }\n`).join(''));
	writeFileSync(script, `${stub.version ?? ''} { global: ${stub.functions.join('; ')}; };\n`);
	const versions = stub.version === undefined ? [] : [`-Wl,--version-script=${script}`];
	compile('gcc', ['-shared', '-fPIC', '-nostdlib', `-Wl,-soname,${stub.soname}`, ...versions, '-o', output, source]);
	return output;
}

function compile(compiler: string, args: readonly string[]): void {
	execFileSync(compiler, args, { stdio: ['ignore', 'ignore', 'pipe'] });
}
