import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { afterAll, describe, expect, it } from 'vitest';
import { HANG_SIGNAL } from '../../../../harness/protocol/crash-page.ts';
import { Child, Folder, functionsOf } from './child.ts';

const folder = new Folder();
const library = folder.library('crashes');
afterAll(() => folder[Symbol.dispose]());

async function run(name: string) {
	const end = await new Child(folder, 'call.ts', [library, name]).ended;
	const frames = functionsOf(end.page, library, end.page.crash?.frames ?? []);
	return { ...end, frames };
}

describe('a crash on the plugin thread', () => {
	it('leaves signal, address, call and frames, and the process still ends by the signal', async () => {
		const { signal, page, frames } = await run('calls_null_write');
		expect(signal).toBe('SIGSEGV');
		expect(page.crash).toMatchObject({
			signal: constants.signals.SIGSEGV,
			code: 1,
			address: 16n,
			thread: 'plugin',
			ownThread: true,
			call: 'init',
			sender: 0,
			complete: true,
		});
		expect(page.crash?.frames[0]).toBe(page.crash?.pc);
		expect(frames.slice(0, 2)).toEqual(['null_write', 'calls_null_write']);
	});

	it('is recorded when the stack overflows', async () => {
		const { signal, page, frames } = await run('overflow_stack');
		expect(signal).toBe('SIGSEGV');
		expect(page.crash).toMatchObject({ ownThread: true, call: 'init', complete: true });
		expect(frames.slice(0, 8)).toEqual(Array(8).fill('overflow'));
	});

	it('names the caller of a jump to a wild address', async () => {
		const { signal, page, frames } = await run('wild_jump');
		expect(signal).toBe('SIGSEGV');
		expect(page.crash).toMatchObject({ pc: 0x10n, complete: true });
		expect(frames[1]).toBe('wild_jump');
	});

	it.each([
		['illegal', 'SIGILL'],
		['aborts', 'SIGABRT'],
		['divide', 'SIGFPE'],
	] as const)('%s ends by %s with its own frames', async (name, expected) => {
		const { signal, page, frames } = await run(name);
		expect(signal).toBe(expected);
		expect(page.crash).toMatchObject({ signal: constants.signals[expected], call: 'init', complete: true });
		expect(frames).toContain(name);
	});
});

describe('a crash in a thread of the plugin', () => {
	it('is told from one on the plugin thread, with the call that was under way there', async () => {
		const { signal, page, frames } = await run('crash_in_thread');
		expect(signal).toBe('SIGSEGV');
		expect(page.crash).toMatchObject({ ownThread: false, call: 'init', complete: true });
		expect(frames.slice(0, 2)).toEqual(['null_write', 'null_write_thread']);
	});
});

describe('an end without a crash', () => {
	it('shows the call that ended the process', async () => {
		const { code, page, output } = await run('exits');
		expect({ code, output }).toEqual({ code: 0, output: 'found\n' });
		expect(page.crash).toBeUndefined();
		expect(page.breadcrumbs.find(({ thread }) => thread === 'plugin')).toMatchObject({ call: 'init' });
	});

	it('leaves no call when it came back', async () => {
		const { code, page, output } = await run('large_frame');
		expect({ code, output }).toEqual({ code: 0, output: 'found\nreturned 1\n' });
		expect(page.breadcrumbs.find(({ thread }) => thread === 'plugin')).toMatchObject({
			call: undefined,
			lastCall: 'init',
		});
	});
});

/** What the kernel says of a thread: S sleeping, R running. */
function stateOf(pid: number | undefined, tid: number): string | undefined {
	return readFileSync(`/proc/${pid}/task/${tid}/stat`, 'latin1').split(') ')[1]?.[0];
}

describe('a hang', () => {
	it.each([
		['spin', 'spin', 1],
		['deadlock', 'deadlock', 2],
	] as const)('%s: every thread tells where it is', async (name, inFrames, atLeast) => {
		const child = new Child(folder, 'call.ts', [library, name]);
		const waiting = name === 'deadlock' ? 'S' : 'R';
		await child.until(({ breadcrumbs }) =>
			breadcrumbs.some(({ call, tid }) => call === 'init' && stateOf(child.process.pid, tid) === waiting),
		);
		process.kill(child.process.pid ?? 0, HANG_SIGNAL);
		const { hang, maps } = await child.until((page) => page.hang?.complete === true);
		child.process.kill('SIGKILL');
		const { page } = await child.ended;
		const plugin = hang?.threads.find(({ thread }) => thread === 'plugin');
		expect(plugin).toMatchObject({ call: 'init', state: 'done' });
		expect(functionsOf(page, library, plugin?.frames ?? [])).toContain(inFrames);
		expect(maps).toContain(library);
		const inLibrary = hang?.threads.filter(({ frames }) =>
			functionsOf(page, library, frames).some((name) => name !== undefined),
		);
		expect(inLibrary?.length).toBeGreaterThanOrEqual(atLeast);
		expect(page.crash).toBeUndefined();
	});
});
