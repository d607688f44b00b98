import { constants, existsSync } from 'node:fs';
import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageRoot } from '../package-root.ts';
import { LANGUAGES } from '../toolchain/languages.ts';
import { type ProgramNeed, probeProgram } from '../toolchain/program.ts';
import { runCommand } from '../toolchain/run-command.ts';
import { TOOLCHAINS } from '../toolchain/toolchains.ts';

/** What was found: all is well, something will not work, or nothing will. */
type Finding = { state: 'pass'; detail: string } | { state: 'warn' | 'fail'; detail: string; fix: string };

/** One thing that `doctor` looks at. */
export interface Diagnostic {
	id: string;
	title: string;
	examine(environment: NodeJS.ProcessEnv): Promise<Finding>;
}

const pass = (detail: string): Finding => ({ state: 'pass', detail });
const warn = (detail: string, fix: string): Finding => ({ state: 'warn', detail, fix });
const fail = (detail: string, fix: string): Finding => ({ state: 'fail', detail, fix });

/** A program that some commands need; without it the others go on working. */
function program(need: ProgramNeed): Diagnostic {
	return {
		id: `program.${need.name}`,
		title: need.name,
		async examine(environment) {
			const found = await probeProgram(need, environment);
			return found === undefined
				? warn(`not found; it ${need.purpose}`, need.get)
				: pass(`${found.version} (${found.path})`);
		},
	};
}

/** Falco's plugins run on these alone, and the native host exists for no others. */
const machine: Diagnostic = {
	id: 'machine',
	title: 'operating system',
	async examine() {
		const found = `${process.platform} ${process.arch}`;
		const fits = process.platform === 'linux' && (process.arch === 'x64' || process.arch === 'arm64');
		return fits
			? pass(found)
			: fail(`${found}: plugins run on Linux, x64 or arm64`, 'Run plugin-kit in a Linux container.');
	},
};

const node: Diagnostic = {
	id: 'node',
	title: 'Node.js',
	async examine() {
		const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
		const fits = major > 24 || (major === 24 && minor >= 11) || (major === 22 && minor >= 18);
		const found = `${process.versions.node} (${process.execPath})`;
		return fits ? pass(found) : fail(found, 'Install Node.js 22.18 or later of 22, or 24.11 or later.');
	},
};

/** Loaded in a child: a broken native part may end the process. */
const koffi: Diagnostic = {
	id: 'koffi',
	title: 'koffi (calls native code)',
	async examine(environment) {
		const script = "const { default: koffi } = await import('koffi'); process.stdout.write(koffi.version)";
		const run = await runCommand([process.execPath, '--input-type=module', '-e', script], {
			folder: packageRoot,
			environment,
		});
		if (run.exitCode === 0) return pass(run.output.trim());
		return fail(
			`can't be loaded: ${run.output.match(/^\w*Error.*$/m)?.[0] ?? `exit code ${run.exitCode}`}`,
			'Install plugin-kit again, without --omit=optional: the native part of koffi is an optional dependency.',
		);
	},
};

const nativeHost: Diagnostic = {
	id: 'native-host',
	title: 'native host library',
	async examine() {
		const path = join(packageRoot, 'dist/native', `plugin-host-linux-${process.arch}.so`);
		if (existsSync(path)) return pass(path);
		return fail(`${path} is not there`, 'In a clone: npm run build. Otherwise install plugin-kit again.');
	},
};

const gitIdentity: Diagnostic = {
	id: 'git-identity',
	title: 'git identity',
	async examine(environment) {
		const values: string[] = [];
		for (const key of ['user.name', 'user.email']) {
			const run = await runCommand(['git', 'config', '--get', key], { folder: '/', environment }).catch(
				() => undefined,
			);
			const value = run?.exitCode === 0 ? run.output.trim() : '';
			if (value === '') {
				return warn(`${key} is not set; \`register\` signs off a commit with it`, `git config --global ${key} "..."`);
			}
			values.push(value);
		}
		return pass(values.join(', '));
	},
};

/** Breadcrumbs of the host children are read from there, and their threads. */
const procFileSystem: Diagnostic = {
	id: 'proc',
	title: '/proc',
	async examine() {
		try {
			await readFile('/proc/self/maps', 'utf8');
			await readFile('/proc/self/task/self/stat', 'utf8').catch(() => readFile('/proc/self/stat', 'utf8'));
			return pass('readable');
		} catch (error) {
			return fail(String((error as NodeJS.ErrnoException).code), 'Mount /proc: mount -t proc proc /proc.');
		}
	},
};

const sharedMemory: Diagnostic = {
	id: 'shared-memory',
	title: '/dev/shm',
	async examine() {
		try {
			await access('/dev/shm', constants.W_OK);
			const folder = await mkdtemp('/dev/shm/plugin-kit-');
			try {
				await writeFile(join(folder, 'page'), Buffer.alloc(4096));
			} finally {
				await rm(folder, { recursive: true });
			}
			return pass('writable');
		} catch (error) {
			return fail(
				`can't be written (${(error as NodeJS.ErrnoException).code})`,
				'Mount it (mount -t tmpfs tmpfs /dev/shm), or give the container some (docker run --shm-size=64m).',
			);
		}
	},
};

const GIT: ProgramNeed = {
	name: 'git',
	versionArguments: ['--version'],
	purpose: 'is what `register` commits with',
	get: 'Install git (Debian and Ubuntu: apt install git; Fedora: dnf install git).',
};
const GDB: ProgramNeed = {
	name: 'gdb',
	versionArguments: ['--version'],
	purpose: 'is for `test --debugger`',
	get: 'Install gdb (Debian and Ubuntu: apt install gdb; Fedora: dnf install gdb).',
};
const VALGRIND: ProgramNeed = {
	name: 'valgrind',
	versionArguments: ['--version'],
	purpose: 'finds memory errors in plugins',
	get: 'Install valgrind (Debian and Ubuntu: apt install valgrind; Fedora: dnf install valgrind).',
};

/** The programs of all toolchains, each once. */
const TOOLCHAIN_PROGRAMS = [
	...new Map(LANGUAGES.flatMap((language) => TOOLCHAINS[language].programs).map((need) => [need.name, need])).values(),
];

/** Everything that `doctor` looks at, in the order in which it is shown. */
export const DIAGNOSTICS: readonly Diagnostic[] = [
	machine,
	node,
	koffi,
	nativeHost,
	procFileSystem,
	sharedMemory,
	...TOOLCHAIN_PROGRAMS.map(program),
	program(GIT),
	gitIdentity,
	program(GDB),
	program(VALGRIND),
];
