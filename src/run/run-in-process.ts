import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { UsageError } from '../errors.ts';
import { discoverPlugin } from '../inspect/discover-plugin.ts';
import type { Project } from '../project/model.ts';
import { buildProject } from '../toolchain/build-project.ts';
import { diagnosticLine } from '../toolchain/diagnostic.ts';
import { SYSTEM_LOG } from './outputs/syslog-output.ts';
import { terminalStream } from './outputs/terminal-stream.ts';
import { runCommand } from './run-command.ts';
import type { RunFlags } from './run-flags.ts';
import { runSources } from './run-sources.ts';
import type { RunOutcome, RunSurroundings } from './running-task.ts';

/** Falco starts anew on SIGHUP; here it means what it means to every program of a terminal. */
const ENDING = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs in this process: its folder, environment, streams and signals. Ctrl-C, and the end of the terminal, end the run in order;
 * SIGUSR1 makes it open its outputs anew.
 */
export async function runInProcess(
	paths: readonly string[],
	flags: RunFlags,
	view: RunSurroundings['view'],
): Promise<RunOutcome> {
	const interruption = new AbortController();
	const interrupt = (): void => interruption.abort();
	let reopen = (): void => {};
	const onReopen = (): void => reopen();
	for (const name of ENDING) process.on(name, interrupt);
	process.on('SIGUSR1', onReopen);
	try {
		return await runCommand(paths, flags, {
			folder: process.cwd(),
			environment: process.env,
			build: (project) => built(project, interruption.signal),
			discover: discoverPlugin,
			runSources,
			machine: {
				hostname: process.env.FALCO_HOSTNAME ?? hostname(),
				offsetSeconds: -60 * new Date().getTimezoneOffset(),
			},
			syslogSocket: SYSTEM_LOG,
			stdout: process.stdout.isTTY ? terminalStream(process.stdout) : process.stdout,
			stderr: process.stderr,
			view,
			signal: interruption.signal,
			onReopen: (doIt) => {
				reopen = doIt;
			},
		});
	} finally {
		for (const name of ENDING) process.off(name, interrupt);
		process.off('SIGUSR1', onReopen);
	}
}

async function built(project: Project, signal: AbortSignal): Promise<string> {
	const result = await buildProject(project.folder, { signal });
	if (result.library !== null) return resolve(result.library.path);
	for (const diagnostic of result.diagnostics) process.stderr.write(`${diagnosticLine(diagnostic)}\n`);
	if (result.output !== null) process.stderr.write(`${result.output}\n`);
	throw new UsageError(`${project.name} does not build, so there is nothing to run`, [
		'Mend the errors above, or name a library: plugin-kit run ./libdemo.so',
	]);
}
