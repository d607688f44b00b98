import { spawn } from 'node:child_process';
import { CannotRunError } from '../../errors.ts';

/** What a run of git ended with. */
export interface GitRun {
	status: number;
	stdout: string;
	stderr: string;
}

/** Variables that would send git to another repository, as they are set in hooks. */
const REPOSITORY_VARIABLES = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_PREFIX', 'GIT_OBJECT_DIRECTORY'];

/** Output beyond this is cut; nothing that is asked of git here comes near. */
const MAX_OUTPUT = 16 << 20;

/**
 * Runs git in a folder, without a shell, with the user's own configuration, hooks and signing. Standard input is the
 * terminal's, so that a passphrase can be asked for. Throws a CannotRunError when there is no git.
 */
export function runGit(folder: string, args: readonly string[], program = 'git'): Promise<GitRun> {
	const env: NodeJS.ProcessEnv = { ...process.env, LC_ALL: 'C' };
	for (const name of REPOSITORY_VARIABLES) delete env[name];
	return new Promise((resolve, reject) => {
		const child = spawn(program, args, { cwd: folder, env, stdio: ['inherit', 'pipe', 'pipe'] });
		const output = { stdout: '', stderr: '' };
		for (const stream of ['stdout', 'stderr'] as const) {
			child[stream].setEncoding('utf8').on('data', (text: string) => {
				if (output[stream].length < MAX_OUTPUT) output[stream] += text;
			});
		}
		child.on('error', (error: NodeJS.ErrnoException) => {
			const missing = error.code === 'ENOENT';
			const message = missing
				? `${program} is not installed, or not on the PATH`
				: `cannot run ${program}: ${error.message}`;
			reject(new CannotRunError(message, [`Install ${program} and run this again.`], { cause: error }));
		});
		child.on('close', (status) => resolve({ status: status ?? 1, ...output }));
	});
}

/** Runs git and gives its standard output back. Throws a CannotRunError with git's last words when it fails. */
export async function git(folder: string, ...args: string[]): Promise<string> {
	const { status, stdout, stderr } = await runGit(folder, args);
	if (status !== 0) throw gitFailure(args, stderr === '' ? stdout : stderr);
	return stdout.replace(/\n$/, '');
}

/** The error for a git that failed: its command and the last lines that it said. */
export function gitFailure(args: readonly string[], said: string): CannotRunError {
	const lines = said.trim().split('\n');
	const [last = 'no message'] = lines.slice(-1);
	const command = args.find((arg) => !arg.startsWith('-') && !arg.includes('=')) ?? '';
	return new CannotRunError(`git ${command} failed: ${last}`, lines.slice(-6, -1));
}
