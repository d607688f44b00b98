import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import Register from '../../../src/commands/register.ts';
import type { PluginPorts } from '../../../src/registry/ports.ts';
import { git, makeClones, stateOf } from '../registry/fixtures/clones.ts';
import { makePorts, type PortOptions } from '../registry/fixtures/ports.ts';
import { runCommand, schemaErrors } from './run-command.ts';

afterEach(() => void vi.unstubAllEnvs());

function setting(options: PortOptions = {}) {
	vi.stubEnv('GIT_CONFIG_GLOBAL', '/dev/null');
	const clones = makeClones();
	const ports = makePorts(join(clones.folder, 'buoy'), options);
	class TestedRegister extends Register {
		protected override async ports(): Promise<PluginPorts> {
			return ports;
		}
	}
	return { clones, register: (...argv: string[]) => runCommand(TestedRegister, ['--registry', clones.clone, ...argv]) };
}

describe('register', () => {
	it('shows the diff and the text with --dry-run, and writes nothing', async () => {
		const { clones, register } = setting();
		const before = stateOf(clones);
		const { result, stdout, exitCode } = await register('--dry-run');
		expect(exitCode).toBe(0);
		expect(stdout).toContain('+  - name: buoy\n');
		expect(stdout).toContain('\n/area registry\n');
		expect(schemaErrors('register', result)).toBeNull();
		expect(stateOf(clones)).toBe(before);
	});

	it('commits with --yes and prints the commands to run', async () => {
		const { clones, register } = setting();
		const { result, stdout } = await register('--yes');
		expect(stdout).toContain(`  git -C ${clones.clone} push --set-upstream origin register-buoy\n`);
		expect(stdout).toContain("--title 'update(registry.yaml): register buoy plugin'");
		expect(result).toMatchObject({ outcome: 'committed', commit: git(clones.clone, 'rev-parse', 'register-buoy') });
		expect(schemaErrors('register', result)).toBeNull();
	});

	it('asks for --yes where nobody can answer', async () => {
		const { clones, register } = setting();
		const before = stateOf(clones);
		const { stderr, exitCode } = await register('--json');
		expect(exitCode).toBe(2);
		expect(stderr).toContain('base: upstream/main');
		expect(stateOf(clones)).toBe(before);
	});

	it('asks for an identity before anything is built or tested', async () => {
		const { clones, register } = setting({ ok: false });
		git(clones.clone, 'config', '--unset', 'user.name');
		const { stderr, exitCode } = await register('--yes');
		expect(exitCode).toBe(2);
		expect(stderr).toContain('plugin-kit: git does not know who you are, and the commit must be signed off\n');
		expect((await register('--dry-run')).exitCode).toBe(1);
	});

	it('ends with 1 when the library fails its tests', async () => {
		const { register } = setting({ ok: false });
		const { result, exitCode } = await register('--yes');
		expect(exitCode).toBe(1);
		expect(result).toEqual({ schemaVersion: 1, outcome: 'not-ready', tests: '128 passed' });
		expect(schemaErrors('register', result)).toBeNull();
	});
});
