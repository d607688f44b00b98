// Sets up a fresh clone (dependencies, a Node that fits, the native host, the build) and runs one of its scripts.
// Plain JavaScript that an old Node can run. Quick when there is nothing to do: every step is stamped with a hash of its inputs.
//
//   node bin/with-setup.mjs [SCRIPT [ARG...]]
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stamps = join(root, '.setup');

/** True for the Node releases of package.json's `engines`. */
function fits(version) {
	const [major, minor] = version.split('.').map(Number);
	return major > 24 || (major === 24 && minor >= 11) || (major === 22 && minor >= 18);
}

/** A Node that fits: the running one, or else the one that the clone brings. */
function nodeBinary() {
	if (fits(process.versions.node)) return process.execPath;
	return join(root, '.ci/node/node_modules', `node-linux-${process.arch}`, 'bin/node');
}

function filesBelow(path) {
	if (!existsSync(path)) return [];
	if (statSync(path).isFile()) return [path];
	return readdirSync(path)
		.filter((name) => name !== 'node_modules')
		.sort()
		.flatMap((name) => filesBelow(join(path, name)));
}

function hashOf(inputs) {
	const hash = createHash('sha256').update(process.arch);
	for (const file of inputs.flatMap((input) => filesBelow(join(root, input)))) {
		hash.update(file.slice(root.length)).update(readFileSync(file));
	}
	return hash.digest('hex');
}

function execute(command, args, cwd = root) {
	const { status, error, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8', maxBuffer: 64 << 20 });
	if (status === 0) return;
	process.stderr.write(`${stdout ?? ''}${stderr ?? ''}\n`);
	process.stderr.write(`set-up failed: ${command} ${args.join(' ')}: ${error ? error.message : `exit ${status}`}\n`);
	process.exit(3);
}

/**
 * A few files instead of some two hundred: a host child starts in less than half the time, and a test run starts dozens. What
 * an entry imports only when it needs it stays in a file of its own.
 *
 * @param to `--file` or `--dir`, and where
 */
function bundle(entry, ...to) {
	const flags = ['--platform', 'node', '--format', 'esm', '--external', 'koffi', '--log-level', 'silent'];
	const names = ['--chunk-file-names', '[name].js'];
	execute(nodeBinary(), ['node_modules/rolldown/bin/cli.mjs', entry, ...to, ...flags, ...names]);
}

/** Steps in order: what each is called, what it depends on, what must be there afterwards, and how it is done. */
const steps = [
	{
		name: 'dependencies',
		inputs: ['package-lock.json'],
		outputs: ['node_modules'],
		needed: () => true,
		run: () => execute('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']),
	},
	{
		name: 'node',
		inputs: ['.ci/node/package-lock.json'],
		outputs: [`.ci/node/node_modules/node-linux-${process.arch}/bin/node`],
		needed: () => !fits(process.versions.node),
		run: () =>
			execute('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], join(root, '.ci/node')),
	},
	{
		name: 'native host',
		inputs: ['harness/native'],
		outputs: [`dist/native/plugin-host-linux-${process.arch}.so`],
		needed: () => true,
		run: () => execute(nodeBinary(), ['harness/native/build.ts']),
	},
	{
		name: 'build',
		inputs: ['package-lock.json', 'tsconfig.json', 'src', 'harness'],
		outputs: ['dist/src/bin.js', 'dist/harness/host.bundle.js', 'dist/src/run/source-host.bundle/source-host.js'],
		needed: () => true,
		run: () => {
			execute(nodeBinary(), ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json']);
			bundle('dist/harness/host.js', '--file', 'dist/harness/host.bundle.js');
			bundle('dist/src/run/source-host.js', '--dir', 'dist/src/run/source-host.bundle');
		},
	},
];

mkdirSync(stamps, { recursive: true });
for (const step of steps) {
	if (!step.needed()) continue;
	const stamp = join(stamps, step.name.replaceAll(' ', '-'));
	const hash = hashOf(step.inputs);
	const done = step.outputs.every((output) => existsSync(join(root, output)));
	if (done && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) continue;
	process.stderr.write(`set-up: ${step.name} ...`);
	const start = Date.now();
	step.run();
	writeFileSync(stamp, hash);
	process.stderr.write(` ${((Date.now() - start) / 1000).toFixed(1)} s\n`);
}

const [script, ...args] = process.argv.slice(2);
if (script) {
	const { status, signal } = spawnSync(nodeBinary(), [script, ...args], { cwd: root, stdio: 'inherit' });
	process.exit(status ?? (signal === 'SIGINT' ? 130 : 70));
}
