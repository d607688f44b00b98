import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { readLibrary } from '../../../src/elf/library-file.ts';
import { KNOWN_GLIBC, libcLookup } from '../../../src/falco/libc-lookup.ts';

const glibc = /(\d+\.\d+)\n/.exec(execFileSync('ldd', ['--version'], { encoding: 'utf8' }))?.[1] ?? '';

describe('which library of glibc provides a name', () => {
	it.each([
		['malloc', '2.36', ['libc.so.6']],
		['pow', '2.36', ['libm.so.6']],
		['pthread_create', '2.31', ['libpthread.so.0']],
		['pthread_create', '2.36', ['libc.so.6']],
		['__res_search', '2.28', ['libresolv.so.2']],
		['__res_search', '2.43', ['libc.so.6']],
		['ns_initparse', '2.43', ['libresolv.so.2']],
		['gettid', '2.28', []],
		['gettid', '2.31', ['libc.so.6']],
		['arc4random', '2.31', []],
		['arc4random', '2.36', ['libc.so.6']],
		['strlcpy', '2.36', []],
		['strlcpy', '2.43', ['libc.so.6']],
		['nobody_defines_this', '2.43', []],
		['toString', '2.43', []],
	])('%s at %s: %j', (symbol, version, libraries) => {
		expect(libcLookup(version, 'x86_64', symbol)).toEqual(libraries);
		expect(libcLookup(version, 'aarch64', symbol)).toEqual(libraries);
	});

	it('answers a version between two known ones as the lower', () => {
		expect(libcLookup('2.35', 'x86_64', 'pthread_create')).toEqual(libcLookup('2.31', 'x86_64', 'pthread_create'));
	});

	it.skipIf(!KNOWN_GLIBC.includes(glibc) || process.arch !== 'x64')(
		`agrees with the glibc of this machine (needs one of ${KNOWN_GLIBC.join(', ')} on x64)`,
		() => {
			for (const library of ['libc.so.6', 'libm.so.6', 'libresolv.so.2']) {
				const path = execFileSync('gcc', [`-print-file-name=${library}`], { encoding: 'utf8' }).trim();
				const reading = readLibrary(path);
				if (reading.kind !== 'object') throw new Error(reading.reason);
				const names = reading.object.dynamicSymbols.filter(
					({ defined, binding, version }) => defined && binding !== 'local' && version === 'GLIBC_2.2.5',
				);
				expect(names.length).toBeGreaterThan(20);
				const unknown = names.filter(({ name }) => !libcLookup(glibc, 'x86_64', name).includes(library));
				expect(unknown.map(({ name }) => name)).toEqual([]);
			}
		},
	);
});
