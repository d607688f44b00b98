import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { Ajv } from 'ajv';
import { expect, onTestFinished } from 'vitest';
import { discoverPlugin } from '../../../src/inspect/discover-plugin.ts';
import { packageRoot } from '../../../src/package-root.ts';
import { runCommand } from '../../../src/run/run-command.ts';
import type { RunFlags } from '../../../src/run/run-flags.ts';
import type { RunResult } from '../../../src/run/run-result.ts';
import { runSources } from '../../../src/run/run-sources.ts';
import type { RunSurroundings } from '../../../src/run/running-task.ts';

const schema = JSON.parse(readFileSync(join(packageRoot, 'docs/schemas/run.schema.json'), 'utf8')) as object;
const isValid = new Ajv({ allowUnionTypes: true }).compile(schema);

/** A folder with these files that is gone after the test. */
export function folderWith(files: Readonly<Record<string, string>>): string {
	const folder = mkdtempSync(join(tmpdir(), 'plugin-kit-run-'));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
	return folder;
}

/** One and the same file says the same of itself each time, so it is asked only once. */
const asked = new Map<string, ReturnType<typeof discoverPlugin>>();
function discoverOnce(library: string): ReturnType<typeof discoverPlugin> {
	const content = createHash('sha256').update(readFileSync(library)).digest('hex');
	const answer = asked.get(content) ?? discoverPlugin(library);
	asked.set(content, answer);
	return answer;
}

export interface HereOutcome {
	readonly stdout: string;
	readonly stderr: string;
	readonly exitCode: number;
	readonly result: RunResult;
}

/** Runs the command in this process, with streams of its own; what `--json` would print is checked against its schema. */
export async function runHere(
	paths: readonly string[],
	flags: RunFlags,
	surroundings: Partial<RunSurroundings> = {},
): Promise<HereOutcome> {
	const stdout = new PassThrough();
	const stderr = new PassThrough();
	const chunks: Record<'stdout' | 'stderr', Buffer[]> = { stdout: [], stderr: [] };
	stdout.on('data', (chunk: Buffer) => chunks.stdout.push(chunk));
	stderr.on('data', (chunk: Buffer) => chunks.stderr.push(chunk));
	const { result, exitCode } = await runCommand(paths, flags, {
		folder: tmpdir(),
		environment: {},
		build: async () => {
			throw new Error('nothing is built here');
		},
		discover: discoverOnce,
		runSources,
		machine: { hostname: 'desk', offsetSeconds: 0 },
		syslogSocket: '/no/such/socket',
		stdout,
		stderr,
		view: 'text',
		signal: new AbortController().signal,
		onReopen: () => {},
		...surroundings,
	});
	isValid(JSON.parse(JSON.stringify(result)));
	expect(isValid.errors ?? []).toEqual([]);
	const text = (name: 'stdout' | 'stderr'): string => Buffer.concat(chunks[name]).toString();
	return { stdout: text('stdout'), stderr: text('stderr'), exitCode, result };
}
