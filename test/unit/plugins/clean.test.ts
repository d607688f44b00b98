import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
	API_FUNCTION_NAMES,
	type ApiFunction,
	CAPABILITIES,
	capabilitiesOf,
	symbolOf,
} from '../../../harness/abi/symbols.ts';
import { buildPlugin, buildPlugins } from '../../plugins/build.ts';
import { CLEAN_PLUGINS } from '../../plugins/good/variants.ts';

const path = (file: string) => fileURLToPath(new URL(`../../../${file}`, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'plugin-kit-driver-'));
const driver = join(folder, 'driver');
let built: ReadonlyMap<string, string>;
const libraryOf = (name: string) => built.get(name) ?? '';

beforeAll(async () => {
	const flags = ['-std=gnu11', '-g', '-Wall', '-Wextra', '-Werror', `-I${path('templates/c/include')}`];
	execFileSync('cc', [...flags, path('test/plugins/driver.c'), '-o', driver, '-ldl']);
	built = await buildPlugins(CLEAN_PLUGINS);
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true }));

/** Lines of the driver's output that say how a plugin behaved. */
function drive(name: string): string[] {
	return execFileSync(driver, [libraryOf(name)], { encoding: 'utf8', timeout: 30_000 })
		.trimEnd()
		.split('\n');
}

describe.each(CLEAN_PLUGINS.map(({ name, capabilities }) => ({ name, capabilities })))(
	'$name',
	({ name, capabilities }) => {
		it('exports what its capabilities need', () => {
			const symbols = execFileSync('nm', ['-D', '--defined-only', '--format=posix', libraryOf(name)], {
				encoding: 'utf8',
			});
			const exported = new Set(symbols.split('\n').map((line) => line.split(' ')[0]));
			const functions = new Set<ApiFunction>(API_FUNCTION_NAMES.filter((fn) => exported.has(symbolOf(fn))));
			expect(capabilitiesOf(functions)).toEqual(CAPABILITIES.filter((capability) => capabilities.includes(capability)));
		});

		it('lives through the driver', () => {
			expect(drive(name)).toContainEqual(expect.stringMatching(/^refused \d$/));
		});

		it('needs no glibc newer than 2.31', () => {
			const versions = execFileSync('readelf', ['-V', libraryOf(name)], { encoding: 'utf8' });
			const minors = [...versions.matchAll(/GLIBC_2\.(\d+)/g)].map(([, minor]) => Number(minor));
			expect(minors.length).toBeGreaterThan(0);
			expect(Math.max(...minors)).toBeLessThanOrEqual(31);
		});
	},
);

it('gives the values and events that the plugin promises', () => {
	expect(drive('everything')).toEqual(['events 1000 100', 'metric events', 'table 8', 'refused 2', 'values some']);
	expect(drive('source')).toEqual(['events 1000 100', 'refused 2', 'values none']);
});

const valgrind = spawnSync('valgrind', ['--version']).status === 0;
describe.skipIf(!valgrind)('under valgrind (skipped where it is not installed)', () => {
	it.each(['everything', 'zero-copy'])('%s makes no memory error and leaks nothing', { timeout: 120_000 }, (name) => {
		const args = ['-q', '--leak-check=full', '--show-leak-kinds=all', '--error-exitcode=9', driver, libraryOf(name)];
		const { status, stderr } = spawnSync('valgrind', args, { encoding: 'utf8' });
		expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
	});
});

describe('the hooks of mutants', () => {
	it('leave out every function of the API by name', async () => {
		const capabilities = ['PARSE', 'ASYNC', 'LISTEN', 'METRICS', 'SET_CONFIG'].map((name) => `-DGOOD_${name}=1`);
		const overrides = API_FUNCTION_NAMES.map((name) => `-DPK_OVERRIDE_${name.toUpperCase()}`);
		const cflags = [...capabilities, '-DGOOD_EVENT_SCHEMA_VERSION="4.0.0"', ...overrides];
		const library = await buildPlugin({ name: 'nothing-left', source: path('test/plugins/good/good.c'), cflags });
		const symbols = execFileSync('nm', ['-D', '--defined-only', library], { encoding: 'utf8' });
		expect(symbols).not.toContain('plugin_');
	});

	it('give the same plugin when they pass on', () => {
		expect(drive('hooked')).toEqual(['events 1000 100', 'metric events', 'table 8', 'refused 2', 'values some']);
	});
});

describe('buildPlugin', () => {
	const source = path('test/plugins/good/good.c');

	it('builds once, and again when a flag changes', async () => {
		const first = await buildPlugin({ name: 'again', source });
		expect(await buildPlugin({ name: 'again', source })).toBe(first);
		expect(await buildPlugin({ name: 'again', source, cflags: ['-DGOOD_BATCH=2'] })).not.toBe(first);
	});

	it('says which plugin does not build, and what the compiler said', async () => {
		await expect(buildPlugin({ name: 'wrong', source, cflags: ['-DGOOD_NAME=nothing'] })).rejects.toThrow(
			/^test plugin wrong does not build:[\s\S]*'nothing' undeclared/,
		);
	});
});
