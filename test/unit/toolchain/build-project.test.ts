import { execFileSync } from 'node:child_process';
import {
	existsSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	utimesSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildProject } from '../../../src/toolchain/build-project.ts';

let root: string;
beforeEach(() => {
	root = mkdtempSync(join(tmpdir(), 'plugin-kit-build-'));
});
afterEach(() => rmSync(root, { recursive: true }));

const COMPILE = '[gcc, -shared, -fPIC, a.c, -o, a.so]';

function project(command: string, source = 'int f(void) { return 1; }\n', language = 'c'): void {
	writeFileSync(join(root, 'a.c'), source);
	writeFileSync(
		join(root, 'plugin-kit.yaml'),
		`name: a\nlanguage: ${language}\nbuild:\n  command: ${command}\n  output: a.so\n`,
	);
}

const library = () => join(root, 'a.so');
const leftovers = () => readdirSync(root).filter((name) => name.startsWith('.'));

describe('buildProject', { timeout: 30_000 }, () => {
	it('builds the library and says where it is', async () => {
		project(COMPILE);
		const result = await buildProject(root);
		expect(result).toMatchObject({ outcome: 'built', diagnostics: [], output: null, library: { path: library() } });
		expect(result.library?.size).toBe(statSync(library()).size);
		expect(result.toolchain.map(({ name }) => name)).toContain('cc');
		expect(leftovers()).toEqual([]);
	});

	it('shows what does not compile, and leaves the library of the build before', async () => {
		project(COMPILE);
		await buildProject(root);
		utimesSync(library(), 1000, 1000);
		const before = readFileSync(library());
		project(COMPILE, 'int f(void) { return g; }\n');
		const result = await buildProject(root);
		expect(result).toMatchObject({
			outcome: 'failed',
			library: null,
			diagnostics: [{ severity: 'error', file: 'a.c', line: 1 }],
		});
		expect(readFileSync(library()).equals(before)).toBe(true);
		expect(leftovers()).toEqual([]);
	});

	it('puts the library back as old as it was where a build destroys it', async () => {
		project(COMPILE);
		await buildProject(root);
		utimesSync(library(), 1000, 1000);
		const before = readFileSync(library());
		for (const destroy of ['echo half > a.so', 'rm a.so', 'truncate -s 5000 a.so']) {
			project(`[sh, -c, "${destroy}; exit 1"]`);
			const result = await buildProject(root);
			expect(result.output).toContain('(exit code 1)');
			expect(readFileSync(library()).equals(before)).toBe(true);
			expect(statSync(library()).mtimeMs).toBe(1000_000);
		}
	});

	it('leaves no library where a first build fails half-way', async () => {
		project('[sh, -c, "echo half > a.so; exit 1"]');
		expect((await buildProject(root)).outcome).toBe('failed');
		expect(existsSync(library())).toBe(false);
	});

	it.each([
		['"true"', 'does not exist, although the build command succeeded'],
		['[sh, -c, "echo text > a.so"]', 'is a text file'],
		['[gcc, -c, a.c, -o, a.so]', "is of ELF type 'relocatable', not a shared object"],
		['[sh, -c, "gcc -shared -fPIC a.c -o a.so && truncate -s -100 a.so"]', 'is cut off'],
	])('does not believe a command that says all is well: %s', async (command, message) => {
		project(command);
		await expect(buildProject(root)).rejects.toMatchObject({ exitCode: 2, message: expect.stringContaining(message) });
		expect(existsSync(library())).toBe(false);
	});

	it('says which program is missing and how to get it', async () => {
		project('[make]');
		await expect(buildProject(root, { environment: { PATH: root } })).rejects.toMatchObject({
			exitCode: 3,
			message: 'cc, make: not found, and needed to build plugins in C',
			suggestions: [expect.stringContaining('apt install gcc'), expect.stringContaining('apt install make')],
		});
		project('[no-such-tool]', '', 'other');
		await expect(buildProject(root)).rejects.toMatchObject({
			exitCode: 3,
			message: expect.stringContaining('no-such-tool'),
		});
	});

	it('ends everything that the build started when it is interrupted', async () => {
		project('[sh, -c, "sleep 1000 & echo $! > pid; wait"]');
		const interruption = new AbortController();
		const build = buildProject(root, { signal: interruption.signal });
		while (!existsSync(join(root, 'pid')) || statSync(join(root, 'pid')).size === 0) {
			await new Promise((done) => setTimeout(done, 10));
		}
		interruption.abort();
		await expect(build).rejects.toMatchObject({ name: 'AbortError' });
		const pid = readFileSync(join(root, 'pid'), 'utf8').trim();
		// A killed child of a dead parent may wait to be reaped; it runs no more.
		const state = existsSync(`/proc/${pid}/stat`) ? readFileSync(`/proc/${pid}/stat`, 'utf8') : 'gone Z';
		expect(state).toMatch(/ Z/);
	});

	it('reads coloured messages, and names files from the project', async () => {
		const colours = 'int f(void) { return g; }\n';
		project('[sh, -c, "gcc -fdiagnostics-color=always -c $PWD/a.c"]', colours);
		const started: string[] = [];
		const { diagnostics } = await buildProject(root, { onStart: (command) => started.push(...command) });
		expect(diagnostics).toMatchObject([{ severity: 'error', file: 'a.c', line: 1 }]);
		expect(started[0]).toBe('sh');
	});

	it('keeps the beginning and the end of endless output', async () => {
		project('[sh, -c, "echo a.c:1:1: error: first; yes | head -c 3000000; echo a.c:2:1: error: last; exit 1"]');
		const { diagnostics } = await buildProject(root);
		expect(diagnostics.map(({ message }) => message)).toEqual(['first', 'last']);
	});

	it('gives the command its environment and its folder, and no shell', async () => {
		const source = 'int f(void) { return VALUE; }\n';
		project('[sh, -c, "test $PWD = $HERE && gcc -shared -fPIC -DVALUE=$VALUE a.c -o a.so"]', source);
		const file = join(root, 'plugin-kit.yaml');
		writeFileSync(file, `${readFileSync(file, 'utf8')}  env: { VALUE: '7', HERE: ${root} }\n`);
		expect((await buildProject(root)).outcome).toBe('built');
	});

	it('builds nothing on macOS', async () => {
		project(COMPILE);
		await expect(buildProject(root, { platform: 'darwin' })).rejects.toMatchObject({ exitCode: 3 });
		expect(execFileSync('ls', [root], { encoding: 'utf8' })).toBe('a.c\nplugin-kit.yaml\n');
	});
});
