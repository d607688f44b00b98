import { execFileSync, spawnSync } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HANG_SIGNAL } from '../../../../harness/protocol/crash-page.ts';
import { Child, Folder, functionsOf } from './child.ts';

const program = fileURLToPath(new URL('programs/go', import.meta.url));
const folder = new Folder();
const library = join(folder.path, 'example.so');
const there = spawnSync('go', ['version'], { stdio: 'ignore' }).status === 0;
beforeAll(() => {
	if (!there) return;
	const env = { ...process.env, CGO_ENABLED: '1', GOFLAGS: '', GOTOOLCHAIN: 'local' };
	execFileSync('go', ['build', '-buildmode=c-shared', '-o', library, '.'], { cwd: program, env, stdio: 'pipe' });
}, 180_000);
afterAll(() => folder[Symbol.dispose]());

describe.skipIf(!there)('a shared library built by Go (skipped without go)', () => {
	it('logs and sends events from goroutines through garbage collections, and recovers from its own faults', async () => {
		const { output, page } = await new Child(folder, 'go-callbacks.ts', [library, '1000']).ended;
		expect(JSON.parse(output)).toEqual({
			sent: 8000,
			calls: 8000,
			logged: 8000,
			foreign: true,
			violations: 0,
			recovered: 7,
		});
		expect(page.crash).toBeUndefined();
	}, 30_000);

	it.each([
		['nil_dereference', 'nil pointer dereference'],
		['panics', 'a panic'],
		['exits_goroutine', 'in a goroutine'],
	])(
		'%s is a panic of its own: SIGABRT, with its own trace',
		async (name, text) => {
			const { signal, page, output } = await new Child(folder, 'call.ts', [library, name]).ended;
			expect(signal).toBe('SIGABRT');
			expect(page.crash).toMatchObject({ signal: constants.signals.SIGABRT, call: 'init' });
			expect(output).toContain(text);
		},
		30_000,
	);

	it('tells where it spins', async () => {
		const child = new Child(folder, 'call.ts', [library, 'spins']);
		await child.until((page) => page.breadcrumbs.some(({ call }) => call === 'init'));
		process.kill(child.process.pid ?? 0, HANG_SIGNAL);
		const { hang } = await child.until((page) => page.hang?.complete === true);
		child.process.kill('SIGKILL');
		const { page } = await child.ended;
		const plugin = hang?.threads.find(({ thread }) => thread === 'plugin');
		// The runtime preempts loops, so the innermost frame may be its own; the callers are those of the loop.
		expect(functionsOf(page, library, plugin?.frames ?? []).join(' ')).toContain('spins');
	}, 30_000);
});
