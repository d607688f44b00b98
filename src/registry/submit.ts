import { mkdir, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { CannotRunError, UsageError } from '../errors.ts';
import { branchOf, createBranch, moveBranch } from './clone/branch.ts';
import { commitRegistry } from './clone/commit.ts';
import { git, runGit } from './clone/git.ts';
import { readIdentity, signOff } from './clone/identity.ts';
import { isUpstream, openRegistry, type RegistryClone, type Remote } from './clone/open.ts';
import { UPSTREAM } from './model.ts';
import type { Conversation } from './ports.ts';
import { quoteCommand } from './pull-request.ts';
import type { Registration } from './register.ts';

/** What was written down, and what is left to do. */
export interface Submission {
	branch: string;
	commit: string;
	/** File with the text of the pull request. */
	bodyFile: string;
	/** The commands that send it, each as its words. */
	commands: readonly (readonly string[])[];
}

/** Throws a UsageError where the commit could not be signed off in the end, before the long work begins. */
export async function assertSigner(registry: string): Promise<void> {
	const place = await openRegistry(registry);
	if (place.kind === 'clone') await readIdentity(place.root);
}

/**
 * Makes the commit and the branch of a registration, after the signer agreed. The clone's worktree, index and branches
 * are as they were when this throws.
 */
export async function submit(
	registration: Registration,
	clone: RegistryClone,
	conversation: Conversation,
): Promise<Submission> {
	const { base, after, subject, body, entry, replaces } = registration;
	if (base === undefined) throw new UsageError('a registry without a repository has no branches');
	const identity = await readIdentity(clone.root);
	const question = `The commit will carry "${signOff(identity)}": you certify https://developercertificate.org. Go on?`;
	if (!(await conversation.confirm(question))) throw new UsageError('not signed off, so nothing was committed');
	const branch = branchOf(entry.name);
	const commit = await commitRegistry(clone, { parent: base.commit, text: after, subject, identity });
	const bodyFile = resolve(clone.root, await git(clone.root, 'rev-parse', '--git-path', `plugin-kit/${branch}.md`));
	await mkdir(dirname(bodyFile), { recursive: true });
	await writeFile(bodyFile, body);
	if (replaces === undefined) await createBranch(clone, branch, commit);
	else await moveBranch(clone, branch, commit);
	return { branch, commit, bodyFile, commands: commandsFor(clone, { branch, subject, bodyFile, replaces }) };
}

interface Sending {
	branch: string;
	subject: string;
	bodyFile: string;
	replaces?: string;
}

function commandsFor(clone: RegistryClone, { branch, subject, bodyFile, replaces }: Sending): string[][] {
	const fork = clone.remotes.find(({ name, url }) => name === 'origin' && !isUpstream(url)) ?? forkBeside(clone);
	const force = replaces === undefined ? [] : ['--force-with-lease'];
	const remote = fork?.name ?? 'fork';
	const push = ['git', '-C', clone.root, 'push', ...force, '--set-upstream', remote, branch];
	const makeFork = ['gh', 'repo', 'fork', UPSTREAM, '--remote', '--remote-name', remote];
	const head = fork === undefined ? branch : `${ownerOf(fork)}:${branch}`;
	const create = ['gh', 'pr', 'create', '--repo', UPSTREAM, '--base', 'main', '--head', head];
	const text = ['--title', subject, '--body-file', bodyFile];
	const commands = [push, ...(replaces === undefined ? [[...create, ...text]] : [])];
	return fork === undefined ? [makeFork, ...commands] : commands;
}

function forkBeside(clone: RegistryClone): Remote | undefined {
	return clone.remotes.find(({ url }) => !isUpstream(url));
}

/** The account in a repository's address, such as `jroe` in `git@github.com:jroe/plugins.git`. */
function ownerOf({ url }: Remote): string {
	return /[/:]([^/:]+)\/[^/]+?(?:\.git)?\/?$/.exec(url)?.[1] ?? 'origin';
}

/** Runs the commands of a submission one after the other, in the clone. Throws at the first that fails. */
export async function send(clone: RegistryClone, { commands }: Submission, { say }: Conversation): Promise<void> {
	for (const program of new Set(commands.map(([name = '']) => name))) await runGit(clone.root, ['--version'], program);
	for (const [program = '', ...args] of commands) {
		say(`$ ${quoteCommand([program, ...args])}`);
		const { status, stdout, stderr } = await runGit(clone.root, args, program);
		const said = `${stdout}${stderr}`.trim();
		if (said !== '') say(said);
		if (status !== 0) {
			throw new CannotRunError(`${program} ended with ${status}; the commit and the branch are there`, [
				`Run it again yourself: ${quoteCommand([program, ...args])}`,
			]);
		}
	}
}

/** Writes a registry that stands alone: whole, or not at all. */
export async function writeRegistry(file: string, text: string): Promise<void> {
	const draft = `${file}.plugin-kit-${process.pid}`;
	try {
		const { mode } = await stat(file);
		if ((mode & 0o200) === 0) throw new UsageError(`${file} is read-only`, [`Make it writable: chmod u+w ${file}`]);
		await writeFile(draft, text, { mode, flag: 'wx' });
		await rename(draft, file);
	} catch (error) {
		if (error instanceof UsageError) throw error;
		const { code } = error as NodeJS.ErrnoException;
		throw new CannotRunError(`cannot write ${file}: ${code}`, [], { cause: error });
	}
}
