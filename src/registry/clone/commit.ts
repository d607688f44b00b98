import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CannotRunError } from '../../errors.ts';
import { git, gitFailure, runGit } from './git.ts';
import { type Identity, signOff } from './identity.ts';
import { REGISTRY_FILE, type RegistryClone } from './open.ts';

/** One commit to be made. */
export interface CommitRequest {
	/** Commit that it stands on. */
	parent: string;
	/** The registry as it shall be. */
	text: string;
	subject: string;
	identity: Identity;
}

/**
 * Makes one signed-off commit with the user's own identity, hooks and signing, in a worktree of its own that is gone
 * afterwards; no branch, no file of the clone's own worktree and not its index changes. Gives the commit's hash.
 * Throws a CannotRunError with git's or the hook's words, also where a hook made another commit than was asked for. An
 * interruption ends git, and with it this, but not before the worktree is gone.
 */
export async function commitRegistry(clone: RegistryClone, request: CommitRequest): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), 'plugin-kit-register-'));
	const tree = join(folder, 'plugins');
	const afterwards = () => undefined;
	process.on('SIGINT', afterwards).on('SIGTERM', afterwards);
	try {
		await git(clone.root, 'worktree', 'add', '--quiet', '--detach', tree, request.parent);
		await writeFile(join(tree, REGISTRY_FILE), request.text);
		await git(tree, 'add', '--', REGISTRY_FILE);
		const commit = ['commit', '--quiet', '--signoff', '-m', request.subject];
		const { status, stdout, stderr } = await runGit(tree, commit);
		if (status !== 0) throw gitFailure(commit, `${stdout}${stderr}`);
		const hash = await git(tree, 'rev-parse', 'HEAD');
		await assertAsAsked(tree, hash, request);
		return hash;
	} finally {
		await runGit(clone.root, ['worktree', 'remove', '--force', tree]);
		await rm(folder, { recursive: true, force: true });
		await runGit(clone.root, ['worktree', 'prune']);
		process.off('SIGINT', afterwards).off('SIGTERM', afterwards);
	}
}

async function assertAsAsked(tree: string, hash: string, { parent, text, identity }: CommitRequest): Promise<void> {
	const parents = await git(tree, 'log', '-1', '--format=%P', hash);
	const files = await git(tree, 'diff', '--name-only', parent, hash);
	const { stdout } = await runGit(tree, ['show', `${hash}:${REGISTRY_FILE}`]);
	if (parents !== parent || files !== REGISTRY_FILE || stdout !== text) {
		throw new CannotRunError(`a hook of the clone changed the commit: it touches ${files.replaceAll('\n', ', ')}`, [
			'A registration changes registry.yaml alone; look at the hooks with: git config core.hooksPath',
		]);
	}
	const message = await git(tree, 'log', '-1', '--format=%B', hash);
	if (!message.split('\n').includes(signOff(identity))) {
		throw new CannotRunError('a hook of the clone took the sign-off out of the commit message');
	}
}
