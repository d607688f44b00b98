import { git, runGit } from './git.ts';
import type { RegistryClone } from './open.ts';

/** The branch that registers a plugin. */
export function branchOf(plugin: string): string {
	return `register-${plugin}`;
}

/** The commit of a local branch, where there is such a branch. */
export async function branchTip(clone: RegistryClone, branch: string): Promise<string | undefined> {
	const { status, stdout } = await runGit(clone.root, ['rev-parse', '--verify', '--quiet', `refs/heads/${branch}`]);
	return status === 0 ? stdout.trim() : undefined;
}

/** Makes a branch at a commit; fails when it is there already. */
export async function createBranch(clone: RegistryClone, branch: string, commit: string): Promise<void> {
	await git(clone.root, 'branch', '--no-track', branch, commit);
}

/** Moves a branch to another commit, with the worktree when it is checked out there (which is known to be clean). */
export async function moveBranch(clone: RegistryClone, branch: string, commit: string): Promise<void> {
	if (clone.head === branch) await git(clone.root, 'reset', '--quiet', '--hard', commit);
	else await git(clone.root, 'branch', '--no-track', '--force', branch, commit);
}

/** Who brought an entry into the registry: the newest commit that added its line. */
export async function addedBy(clone: RegistryClone, commit: string, plugin: string): Promise<string | undefined> {
	const search = ['log', '-1', '--format=%h %cs %an', `-S- name: ${plugin}\n`, commit, '--', 'registry.yaml'];
	const { status, stdout } = await runGit(clone.root, search);
	return status === 0 && stdout.trim() !== '' ? stdout.trim() : undefined;
}
