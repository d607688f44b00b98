import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import Package from '../../../src/commands/package.ts';
import type { PluginPorts } from '../../../src/registry/ports.ts';
import { makeProject, type ProjectOptions } from '../package/fixtures/project.ts';
import { runCommand, schemaErrors } from './run-command.ts';

afterEach(() => void vi.unstubAllEnvs());

function setting(options: ProjectOptions = {}) {
	const { folder, ports } = makeProject(options);
	class TestedPackage extends Package {
		protected override async ports(): Promise<PluginPorts> {
			return ports;
		}
	}
	const out = (name: string) => join(folder, name);
	return { out, pack: (...argv: string[]) => runCommand(TestedPackage, [folder, ...argv]) };
}

describe('package', () => {
	it('writes two releases with the same bytes', async () => {
		vi.stubEnv('SOURCE_DATE_EPOCH', '1700000000');
		const { out, pack } = setting();
		const { result, exitCode } = await pack('--out', out('one'), '--repository', 'registry.example.org/jroe/buoy');
		expect(exitCode).toBe(0);
		expect(schemaErrors('package', result)).toBeNull();
		await pack('--out', out('two'), '--repository', 'registry.example.org/jroe/buoy');
		execFileSync('diff', ['--recursive', out('one'), out('two')]);
		const [plugin] = JSON.parse(readFileSync(join(out('one'), 'oci/plugin/index.json'), 'utf8')).manifests;
		expect(result).toMatchObject({ outcome: 'packed', images: [{ digest: plugin.digest }, { type: 'rulesfile' }] });
	});

	it('ends with 1 and writes nothing when the library fails its tests', async () => {
		const { out, pack } = setting({ ok: false });
		const { result, stdout, exitCode } = await pack('--out', out('one'));
		expect([exitCode, existsSync(out('one'))]).toEqual([1, false]);
		expect(stdout).toBe('not packed: the release profile found errors (128 passed)\n');
		expect(schemaErrors('package', result)).toBeNull();
	});

	it.each([
		[['--repository', 'Upper/Case'], '--repository Upper/Case is not HOST/PATH in lower case'],
		[['--plain-http'], '--push'],
	])('refuses %j in one line, with exit code 2', async (argv, words) => {
		const { out, pack } = setting();
		const { stderr, exitCode } = await pack('--out', out('one'), ...argv);
		expect(exitCode).toBe(2);
		expect(stderr).toContain(words);
	});

	it('refuses a time that is none', async () => {
		vi.stubEnv('SOURCE_DATE_EPOCH', 'yesterday');
		const { out, pack } = setting();
		const { stderr, exitCode } = await pack('--out', out('one'));
		expect(exitCode).toBe(2);
		expect(stderr).toContain("plugin-kit: SOURCE_DATE_EPOCH is 'yesterday', and must be seconds since 1970\n");
	});
});
