import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../../src/package-root.ts';
import { buildEvents } from '../run/events-plan.ts';
import { folderWith } from '../run/run-here.ts';

const schema = JSON.parse(readFileSync(join(packageRoot, 'docs/schemas/run.schema.json'), 'utf8')) as object;
const isValid = new Ajv({ allowUnionTypes: true }).compile(schema);

interface Ended {
	readonly exitCode: number;
	readonly stdout: string;
	readonly stderr: string;
}

/** Runs the command in a process of its own, the words after `--` by a shell where `pipe` is given. */
function run(args: readonly string[], pipe?: string): Promise<Ended> {
	const words = [join(packageRoot, 'src/bin.ts'), 'run', ...args];
	const [file, list]: [string, string[]] =
		pipe === undefined
			? [process.execPath, words]
			: ['/bin/bash', ['-c', `"$0" "$@" | ${pipe}; exit \${PIPESTATUS[0]}`, process.execPath, ...words]];
	return new Promise((resolve) => {
		execFile(file, list, (error, stdout, stderr) => {
			resolve({ exitCode: error === null ? 0 : Number(error.code), stdout, stderr });
		});
	});
}

const RULE = `- rule: Event
  desc: every event
  condition: evt.num > 0
  output: event %e.num
  priority: NOTICE
  source: events_src
`;

describe('plugin-kit run', () => {
	it('takes --list with and without a source', async () => {
		const library = await buildEvents();
		const all = await run([library, '--list']);
		expect(all.stdout).toContain('Field Class:                  events\n');
		expect(await run([library, '--list=events_src'])).toMatchObject({ exitCode: 0, stdout: all.stdout });
		expect(await run([library, '--list=other'])).toMatchObject({ exitCode: 2, stdout: '' });
	});

	it('prints one object with --json, also for what is wrong', async () => {
		const library = await buildEvents();
		for (const args of [['--condition', 'e.num = 1', '--open-params', '3'], ['-V', '/no/rules.yaml'], ['--nonsense']]) {
			const { stdout } = await run([library, ...args, '--json']);
			isValid(JSON.parse(stdout));
			expect(isValid.errors ?? []).toEqual([]);
		}
	});

	it('ends quietly when nobody reads its alerts any more', async () => {
		const library = await buildEvents();
		const rules = join(folderWith({ 'rules.yaml': RULE }), 'rules.yaml');
		const endless = await run([library, '-r', rules, '--open-params', '1000000000'], 'head -n 1');
		expect(endless.exitCode).toBe(0);
		expect(endless.stdout).toMatch(/: Notice event 0\n$/);
		expect(endless.stderr).toMatch(/^events_src: \d+ events, interrupted\n$/);
	});
});
