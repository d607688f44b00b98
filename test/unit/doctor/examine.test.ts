import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DIAGNOSTICS } from '../../../src/doctor/diagnostics.ts';
import { examine } from '../../../src/doctor/examine.ts';

const only = (...ids: string[]) => DIAGNOSTICS.filter(({ id }) => ids.includes(id));

describe('doctor', { timeout: 30_000 }, () => {
	it('loads koffi in a child, and finds Node, /proc and /dev/shm', async () => {
		const { diagnostics, summary } = await examine(
			process.env,
			only('node', 'koffi', 'proc', 'shared-memory', 'machine'),
		);
		expect(diagnostics.map(({ id, state }) => `${id} ${state}`)).toEqual([
			'machine pass',
			'node pass',
			'koffi pass',
			'proc pass',
			'shared-memory pass',
		]);
		expect(summary).toEqual({ pass: 5, warn: 0, fail: 0 });
	});

	it('warns of every program that is not there, with a way to get it', async () => {
		const empty = mkdtempSync(join(tmpdir(), 'plugin-kit-doctor-'));
		try {
			const programs = DIAGNOSTICS.filter(({ id }) => id.startsWith('program.'));
			const { diagnostics } = await examine({ PATH: empty }, programs);
			expect(diagnostics.map(({ id }) => id.replace('program.', '')).sort()).toEqual(
				['c++', 'cargo', 'cc', 'cmake', 'gdb', 'git', 'go', 'make', 'rustc', 'valgrind'].sort(),
			);
			for (const { state, detail, fix } of diagnostics) {
				expect(state).toBe('warn');
				expect(detail).toMatch(/^not found; it /);
				expect(fix).toMatch(/^Install /);
			}
		} finally {
			rmSync(empty, { recursive: true });
		}
	});

	it('tells which half of the git identity is missing', async () => {
		const environment = { PATH: process.env.PATH, HOME: '/nonexistent', GIT_CONFIG_NOSYSTEM: '1' };
		const config = { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'user.name', GIT_CONFIG_VALUE_0: 'A B' };
		const { diagnostics } = await examine({ ...environment, ...config }, only('git-identity'));
		expect(diagnostics[0]).toMatchObject({ state: 'warn', detail: expect.stringContaining('user.email is not set') });
	});

	it('counts a failure as a failure', async () => {
		const broken = { id: 'x', title: 'x', examine: async () => ({ state: 'fail' as const, detail: 'd', fix: 'f' }) };
		expect((await examine({}, [broken])).summary).toEqual({ pass: 0, warn: 0, fail: 1 });
	});
});
