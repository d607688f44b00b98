import { execFile } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, isAbsolute, join, resolve } from 'node:path';

const PROBE_TIMEOUT_MS = 10_000;

/** A program that is looked for on this machine. */
export interface ProgramNeed {
	/** As in the search path. */
	name: string;
	/** Arguments that make it print its version. */
	versionArguments: readonly string[];
	/** What it is needed for. */
	purpose: string;
	/** How to get it. */
	get: string;
}

/** A program that was found, and what it says of its version (a line, or `?` where it says nothing). */
export interface FoundProgram {
	path: string;
	version: string;
}

/**
 * Path of the executable file that a command name stands for, or undefined. A name with a slash is taken from `folder`,
 * any other is looked for in PATH, as execvp does.
 */
export function findProgram(name: string, folder: string, environment: NodeJS.ProcessEnv): string | undefined {
	if (name.includes('/')) return isExecutable(resolve(folder, name)) ? resolve(folder, name) : undefined;
	const folders = (environment.PATH ?? '').split(delimiter).filter((entry) => isAbsolute(entry));
	return folders.map((entry) => join(entry, name)).find(isExecutable);
}

function isExecutable(path: string): boolean {
	try {
		accessSync(path, constants.X_OK);
		return statSync(path).isFile();
	} catch {
		return false;
	}
}

/** Looks for a program and asks for its version; undefined if it is not there. */
export async function probeProgram(
	need: Pick<ProgramNeed, 'name' | 'versionArguments'>,
	environment: NodeJS.ProcessEnv = process.env,
): Promise<FoundProgram | undefined> {
	const path = findProgram(need.name, '/', environment);
	if (path === undefined) return undefined;
	const output = await new Promise<string>((done) => {
		const options = { env: environment, timeout: PROBE_TIMEOUT_MS, maxBuffer: 64 * 1024, encoding: 'utf8' } as const;
		execFile(path, [...need.versionArguments], options, (_error, stdout, stderr) => done(stdout || stderr));
	});
	const [line = ''] = output.split('\n');
	return { path, version: line.replace(/[^ -~]/g, '').trim() || '?' };
}
