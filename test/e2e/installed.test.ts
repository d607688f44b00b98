import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** The oldest Node that the product supports, and the one that a clone brings. */
const NODES = ['22.18.0', '24.21.0'];

let folder = '';

/** Installs packages from the registry, without their scripts: npm 11 holds those back too. */
function npmInstall(where: string, ...packages: string[]): void {
	mkdirSync(where, { recursive: true });
	execFileSync('npm', ['init', '-y'], { cwd: where, stdio: 'pipe' });
	execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', ...packages], {
		cwd: where,
		stdio: 'pipe',
	});
}

function nodeOf(version: string): string {
	return join(folder, `node-${version}`, `node_modules/node-linux-${process.arch}/bin/node`);
}

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'plugin-kit-installed-'));
	execFileSync('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], { cwd: root, stdio: 'pipe' });
	const archive = readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? '';
	npmInstall(join(folder, 'product'), join(folder, archive));
	for (const version of NODES) npmInstall(join(folder, `node-${version}`), `node-linux-${process.arch}@${version}`);
}, 300_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(NODES)('the product as installed, on Node %s', (version) => {
	const project = () => join(folder, `demo-${version}`);
	const run = (args: string[], environment: NodeJS.ProcessEnv = process.env) =>
		spawnSync(nodeOf(version), [join(folder, 'product/node_modules/falco-plugin-kit/dist/src/bin.js'), ...args], {
			cwd: folder,
			encoding: 'utf8',
			env: environment,
		});

	it('tells its version', () => {
		expect(run(['--version']).stdout).toBe(`falco-plugin-kit/0.1.0 linux-${process.arch} node-v${version}\n`);
	});

	it('scaffolds, builds and tests a plugin', () => {
		const made = run(['new', project(), '--lang', 'c', '--name', 'demo', '--source', 'demo', '--yes']);
		expect(made.stderr).toBe('');
		expect(made.status).toBe(0);
		expect(run(['build', project()]).status).toBe(0);
		const tested = run(['test', project(), '--json']);
		expect(tested.status).toBe(0);
		const report = JSON.parse(tested.stdout);
		expect(report.plugin.name).toBe('demo');
		expect(report.summary.pass).toBeGreaterThan(40);
		expect(report.summary).toMatchObject({ warning: 0, fail: 0, crash: 0, hang: 0, error: 0 });
	});

	it('runs rules on the events of a plugin, and asks it for its open params', () => {
		const ran = run(['run', project(), '--events', '2', '--json']);
		expect(ran.stderr).toContain('demo: 2 events, to the limit');
		expect(JSON.parse(ran.stdout)).toMatchObject({ kind: 'rules', alerts: [{}, {}] });
		expect(run(['run', project(), '--plugin-info', 'demo']).stdout).toContain('\nSuggested open params:\n');
	});

	it('tests a library where there is no compiler: the native host is part of the package', () => {
		const tools = join(folder, `tools-${version}`);
		mkdirSync(tools);
		symlinkSync('/bin/sh', join(tools, 'sh'));
		const library = join(project(), 'build/libdemo.so');
		expect(existsSync(library)).toBe(true);
		const tested = run(['test', library, '--json'], { PATH: tools, HOME: folder });
		expect(JSON.parse(tested.stdout).summary.error).toBe(0);
		expect(tested.status).toBe(0);
	});
});

describe('a Node that is too old', () => {
	it('is told in one line what it takes', () => {
		const old = spawnSync('node', ['--version'], { encoding: 'utf8', env: { ...process.env, PATH: '/usr/bin:/bin' } });
		if (!/^v(1\d|20|21)\./.test(old.stdout ?? '')) return;
		const said = spawnSync(
			'/usr/bin/node',
			[join(folder, 'product/node_modules/falco-plugin-kit/dist/src/bin.js'), 'test'],
			{
				encoding: 'utf8',
			},
		);
		expect(said.status).toBe(3);
		expect(said.stderr.trim().split('\n')).toHaveLength(1);
		expect(said.stderr).toContain('needs Node ^22.18.0 || >=24.11.0');
	});
});
