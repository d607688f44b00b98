import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { discoverPlugin } from '../../../src/inspect/discover-plugin.ts';
import { inspectLibrary } from '../../../src/inspect/inspect-library.ts';
import { buildFileMutant } from '../../plugins/mutants/file/build.ts';
import { FILE_MUTANTS } from '../../plugins/mutants/file/mutants.ts';

let folder: string;

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'inspect-child-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('inspecting a library in a child', () => {
	it('tells what the plugin says of itself', async () => {
		const good = { name: 'good', check: 'file.elf-target', verdict: 'pass', severity: 'info', says: '' } as const;
		const inspection = await inspectLibrary(buildFileMutant(good, folder), discoverPlugin);
		expect(inspection).toMatchObject({
			plugin: { name: 'good', id: 999, eventSource: 'good' },
			capabilities: ['source', 'extract'],
			refusal: null,
		});
		expect(inspection.plugin?.fields.length).toBeGreaterThan(5);
		expect(inspection.falco.at(-1)).toMatchObject({ first: '0.42.0', loads: true, openEnded: true });
	});

	it('quotes the loader where it refuses the library', async () => {
		const mutant = FILE_MUTANTS.find(({ name }) => name === 'undefined');
		if (mutant === undefined) throw new Error('no mutant undefined');
		const inspection = await inspectLibrary(buildFileMutant(mutant, folder), discoverPlugin);
		expect(inspection.plugin).toBeNull();
		expect(inspection.refusal).toMatch(/^can't load plugin dynamic library: .*undefined symbol: nobody_defines_this/);
	});

	it('survives a library that dies while it is loaded, and says so', async () => {
		const path = join(folder, 'dies.so');
		writeFileSync(
			join(folder, 'dies.c'),
			'#include <stdlib.h>\n__attribute__((constructor)) static void die(void) { abort(); }\n',
		);
		execFileSync('gcc', ['-shared', '-fPIC', '-o', path, join(folder, 'dies.c')]);
		const inspection = await inspectLibrary(path, discoverPlugin);
		expect(inspection.notLoaded).toContain('SIGABRT');
		expect(inspection.file.machine).toBe(process.arch === 'arm64' ? 'aarch64' : 'x86_64');
	});
});
