import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/report/model.ts';
import { buildPlugins, type PluginSource } from '../plugins/build.ts';
import { CLEAN_PLUGINS } from '../plugins/good/variants.ts';
import { MUTANTS } from '../plugins/mutants/index.ts';

const bin = fileURLToPath(new URL('../../dist/src/bin.js', import.meta.url));
const good = fileURLToPath(new URL('../plugins/good/good.c', import.meta.url));
const deadly = fileURLToPath(new URL('../plugins/deadly/deadly.c', import.meta.url));

const variant = (name: string): PluginSource => {
	const found = [...CLEAN_PLUGINS, ...MUTANTS].find((plugin) => plugin.name === name);
	if (found === undefined) throw new Error(`no plugin ${name}`);
	return found;
};
const dying = (call: string, way: string): PluginSource => ({
	name: `with-${way.toLowerCase()}`,
	source: deadly,
	cflags: ['-DGOOD_SOURCE=1', `-DPK_OVERRIDE_${call.toUpperCase()}`, `-DDEADLY=plugin_${call}`, `-D${way}`],
});

const PLUGINS: readonly PluginSource[] = [
	variant('source'),
	variant('extract'),
	variant('parse-extract'),
	variant('syscall-fields'),
	{ ...variant('extract.cardinality'), name: 'with-cardinality', cflags: ['-DGOOD_SOURCE=0'] },
	dying('next_batch', 'BY_FAULT'),
	dying('open', 'BY_SPINNING'),
	{ name: 'with-other', source: good, cflags: ['-DGOOD_EVENT_SOURCE="other"'] },
	{ name: 'with-silent', source: good, cflags: ['-DGOOD_DEFAULT_COUNT=0', '-DGOOD_OPEN_PARAMS="[]"'] },
	{ name: 'with-listed', source: good, cflags: ['-DGOOD_DEFAULT_COUNT=0'] },
];

let libraries: ReadonlyMap<string, string> = new Map();

beforeAll(async () => {
	libraries = await buildPlugins(PLUGINS);
}, 120_000);

const library = (name: string) => libraries.get(name) ?? '';

function run(plugin: string, ...flags: string[]) {
	const args = [bin, 'test', library(plugin), '--json', '--seed', '1', ...flags];
	const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
	return { status, stdout, stderr };
}

/** The verdict on each check, or why it was skipped. */
function verdicts(stdout: string): Record<string, string> {
	const { checks }: Report = JSON.parse(stdout);
	return Object.fromEntries(checks.map(({ id, verdict, reason }) => [id, reason ?? verdict]));
}

/** What needs events of a source; the values that are expected of them are for the author's own tests. */
const EXTRACTION = [
	'--check',
	'extract.*',
	'--check',
	'types.*',
	'--check',
	'args.*',
	'--skip',
	'extract.without-source',
	'--skip',
	'types.golden-values',
];

describe('test --with', () => {
	it.each(['source', 'with-listed'])("gives a plugin without a source the events of another's (%s)", (source) => {
		const { status, stdout, stderr } = run('extract', ...EXTRACTION, '--with', library(source));
		expect(status, stderr).toBe(0);
		const said = verdicts(stdout);
		expect(Object.keys(said)).toContain('types.scalar-ranges');
		expect(Object.entries(said).filter(([, verdict]) => !['pass', 'info'].includes(verdict))).toEqual([]);
	});

	it('gives them to a plugin that parses, too', () => {
		const { status, stdout, stderr } = run('parse-extract', '--check', 'parse.*', '--with', library('source'));
		expect(status, stderr).toBe(0);
		expect(Object.values(verdicts(stdout))).toContain('pass');
	});

	it('is asked for where values are needed and synthetic events have none', () => {
		const { stdout } = run('extract', ...EXTRACTION);
		const said = verdicts(stdout);
		for (const id of ['extract.multi-field', 'extract.cardinality', 'types.ip-length']) {
			expect(said[id]).toBe('no field has a value in synthetic events: give --samples or --with');
		}
		expect(said).toMatchObject({ 'extract.reslen-written': 'pass', 'args.absent': 'pass', 'args.key-edge': 'pass' });
	});

	it('is not asked for where fields have values in synthetic events', () => {
		const { status, stdout, stderr } = run('syscall-fields', ...EXTRACTION, '--check', 'parse.*');
		expect(status, stderr).toBe(0);
		expect(Object.entries(verdicts(stdout)).filter(([, said]) => !['pass', 'info'].includes(said))).toEqual([]);
	});

	it.each([
		['with-by_fault', 'gives no events: the plugin died of SIGSEGV in plugin_next_batch'],
		['with-by_spinning', 'gives no events: no return in plugin_open for '],
		['with-silent', 'gives no events: it gives no event when it is opened with ""'],
		['extract', 'gives no events: it has no event source'],
		['with-other', 'gives events of the source other, and the plugin takes those of good'],
	])('is refused in one line that names the plugin: %s', (source, words) => {
		const flags = ['--check', 'extract.*', '--timeout-scale', '0.05', '--with', library(source)];
		const { status, stdout } = run('extract', ...flags);
		expect(status).toBe(2);
		expect(JSON.parse(stdout).error.message).toContain(`--with ${library(source)} ${words}`);
	});

	it.each(['extract', 'source'])('is refused where there is no such file: %s', (plugin) => {
		const { status, stdout } = run(plugin, '--check', 'extract.*', '--with', 'nowhere.so');
		expect(status).toBe(2);
		expect(JSON.parse(stdout).error.message).toBe('--with nowhere.so: no such file');
	});

	it('shows the faults of a plugin without a source, with a command that reproduces them', () => {
		const { status, stdout } = run('with-cardinality', '--check', 'extract.cardinality', '--with', library('source'));
		expect(status).toBe(1);
		const { checks }: Report = JSON.parse(stdout);
		expect(checks.flatMap(({ findings }) => findings.map(({ reproduce }) => reproduce))).toEqual([
			expect.stringContaining(`--with ${library('source')}`),
		]);
	});
});
