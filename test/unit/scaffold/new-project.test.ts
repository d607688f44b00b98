import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commitTree, type TreeWriter } from '../../../src/scaffold/commit.ts';
import { C_TEMPLATE } from '../../../src/scaffold/languages/c.ts';
import { newProject } from '../../../src/scaffold/new-project.ts';
import { planWrite } from '../../../src/scaffold/plan.ts';
import { requireLinux } from '../../../src/toolchain/platform.ts';
import { sampleAnswers } from './sample-answers.ts';

let root: string;
beforeEach(() => {
	root = mkdtempSync(join(tmpdir(), 'plugin-kit-new-'));
});
afterEach(() => rmSync(root, { recursive: true }));

const tree = new Map([
	['a.txt', 'new a\n'],
	['b/c.txt', 'new c\n'],
	['b/d.txt', 'same\n'],
]);
const writeFiles: TreeWriter = async (files, folder) => {
	for (const [path, contents] of files) {
		mkdirSync(join(folder, path, '..'), { recursive: true });
		writeFileSync(join(folder, path), contents);
	}
};

describe('newProject', () => {
	it('writes the project through yeoman, and nothing beside it', async () => {
		const target = join(root, 'deep/er/my-logins');
		const here = process.cwd();
		const result = await newProject({ target, answers: sampleAnswers(), force: false, dryRun: false });
		expect(process.cwd()).toBe(here);
		expect(result).toMatchObject({ written: true, target, templateVersion: C_TEMPLATE.version });
		expect(new Set(result.files.map(({ action }) => action))).toEqual(new Set(['create']));
		for (const { path } of result.files) expect(statSync(join(target, path)).isFile()).toBe(true);
		expect(readdirSync(join(root, 'deep/er'))).toEqual(['my-logins']);
		const again = await newProject({ target, answers: sampleAnswers(), force: true, dryRun: true });
		expect(new Set(again.files.map(({ action }) => action))).toEqual(new Set(['identical']));
	}, 30_000);

	it('writes nothing in a dry run', async () => {
		const target = join(root, 'x');
		const result = await newProject({ target, answers: sampleAnswers(), force: false, dryRun: true });
		expect(result.written).toBe(false);
		expect(result.files.length).toBeGreaterThan(10);
		expect(readdirSync(root)).toEqual([]);
	});

	it('keeps its hands off a folder with something in it', async () => {
		writeFileSync(join(root, 'mine.txt'), 'mine');
		const options = { target: root, answers: sampleAnswers(), dryRun: false };
		await expect(newProject({ ...options, force: false })).rejects.toMatchObject({
			exitCode: 2,
			message: `${root} is not empty: mine.txt`,
		});
		expect(readdirSync(root)).toEqual(['mine.txt']);
	});

	it('says that macOS is not the place', () => {
		expect(() => requireLinux('darwin')).toThrow('this is macOS');
		expect(() => requireLinux('linux')).not.toThrow();
	});
});

describe('planWrite', () => {
	it('tells what would be created, replaced and left', () => {
		mkdirSync(join(root, 'b'));
		writeFileSync(join(root, 'a.txt'), 'old a\n');
		writeFileSync(join(root, 'b/d.txt'), 'same\n');
		expect(planWrite(tree, root, true)).toEqual([
			{ path: 'a.txt', action: 'replace' },
			{ path: 'b/c.txt', action: 'create' },
			{ path: 'b/d.txt', action: 'identical' },
		]);
	});

	it('takes an empty folder and one that is not there, but no file', () => {
		expect(planWrite(tree, root, false)).toHaveLength(3);
		expect(planWrite(tree, join(root, 'no'), false)).toHaveLength(3);
		writeFileSync(join(root, 'file'), '');
		expect(() => planWrite(tree, join(root, 'file'), false)).toThrow('is not a folder');
	});

	it('does not replace a folder by a file', () => {
		mkdirSync(join(root, 'a.txt'));
		expect(() => planWrite(tree, root, true)).toThrow('in the way');
	});
});

describe('commitTree', () => {
	it('adds and replaces, and deletes nothing', async () => {
		mkdirSync(join(root, 't/b'), { recursive: true });
		writeFileSync(join(root, 't/a.txt'), 'old a\n');
		writeFileSync(join(root, 't/b/mine.txt'), 'mine');
		await commitTree(tree, planWrite(tree, join(root, 't'), true), join(root, 't'), writeFiles);
		expect(readFileSync(join(root, 't/a.txt'), 'utf8')).toBe('new a\n');
		expect(readdirSync(join(root, 't/b')).sort()).toEqual(['c.txt', 'd.txt', 'mine.txt']);
		expect(readdirSync(root)).toEqual(['t']);
	});

	it('leaves no trace when writing fails half-way', async () => {
		const target = join(root, 'p/q/t');
		const failing: TreeWriter = async (_files, folder) => {
			writeFileSync(join(folder, 'a.txt'), 'half');
			throw Object.assign(new Error('no space'), { code: 'ENOSPC', path: '/x' });
		};
		await expect(commitTree(tree, planWrite(tree, target, false), target, failing)).rejects.toMatchObject({
			exitCode: 3,
			message: `${target}: can't be written (ENOSPC)`,
		});
		expect(readdirSync(root)).toEqual([]);
	});

	it('puts back what it replaced when a later file fails', async () => {
		const target = join(root, 't');
		mkdirSync(target);
		writeFileSync(join(target, 'a.txt'), 'old a\n');
		const plan = planWrite(tree, target, true);
		// What the plan did not see: somebody has put a file where a folder must be.
		writeFileSync(join(target, 'b'), 'in the way');
		await expect(commitTree(tree, plan, target, writeFiles)).rejects.toMatchObject({ exitCode: 3 });
		expect(readFileSync(join(target, 'a.txt'), 'utf8')).toBe('old a\n');
		expect(readdirSync(target).sort()).toEqual(['a.txt', 'b']);
		expect(readdirSync(root)).toEqual(['t']);
	});

	it('says in one line where it may not write', async () => {
		// /proc refuses new folders even to root.
		const target = '/proc/plugin-kit-test/t';
		await expect(commitTree(tree, planWrite(tree, target, false), target, writeFiles)).rejects.toMatchObject({
			exitCode: 3,
			message: expect.stringMatching(/^\/proc\/plugin-kit-test\/t: can't be written \(E\w+\)$/),
		});
		expect(existsSync('/proc/plugin-kit-test')).toBe(false);
	});
});
