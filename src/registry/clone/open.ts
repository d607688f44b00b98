import { existsSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { UsageError } from '../../errors.ts';
import { UPSTREAM } from '../model.ts';
import { git, runGit } from './git.ts';

/** Where the registry is that an entry goes to. */
export type RegistryPlace =
	/** A `registry.yaml` that stands alone: it is written, and that is all. */
	{ kind: 'file'; file: string } | ({ kind: 'clone' } & RegistryClone);

/** A clone of falcosecurity/plugins or of a fork of it. */
export interface RegistryClone {
	root: string;
	file: string;
	/** Branch that is checked out. */
	head: string;
	remotes: readonly Remote[];
	/** The remote whose `main` an entry is based on: falcosecurity's own, else `upstream`, else `origin`. */
	upstream: Remote;
	/** Such as `refs/remotes/upstream/main`. */
	base: string;
}

export interface Remote {
	name: string;
	url: string;
}

/** Name of the registry file in its repository. */
export const REGISTRY_FILE = 'registry.yaml';

/**
 * Finds the registry at a path: a folder with a `registry.yaml`, or the file. Throws a UsageError for what is no
 * registry, and for a clone in a state from which no branch should be made: changes, or a detached HEAD.
 */
export async function openRegistry(path: string): Promise<RegistryPlace> {
	const file = fileAt(path);
	const repository = repositoryOf(file);
	if (repository === undefined) return { kind: 'file', file };
	const root = await git(repository, 'rev-parse', '--show-toplevel');
	if (realpathSync(join(root, REGISTRY_FILE)) !== realpathSync(file)) return { kind: 'file', file };
	const head = await runGit(root, ['symbolic-ref', '--quiet', '--short', 'HEAD']);
	if (head.status !== 0) {
		throw new UsageError(`${root} has a detached HEAD`, [`Go to a branch first: git -C ${root} switch main`]);
	}
	const changes = await git(root, 'status', '--porcelain', '--untracked-files=no');
	if (changes !== '') {
		const [first = ''] = changes.split('\n');
		throw new UsageError(`${root} has changes that are not committed (${first.trim()})`, [
			`Commit them or put them aside first: git -C ${root} stash`,
		]);
	}
	const remotes = await remotesOf(root);
	const upstream =
		remotes.find(({ url }) => isUpstream(url)) ??
		remotes.find(({ name }) => name === 'upstream') ??
		remotes.find(({ name }) => name === 'origin');
	if (upstream === undefined) {
		throw new UsageError(`${root} has no remote to base an entry on`, [
			`Add it: git -C ${root} remote add -f upstream https://github.com/${UPSTREAM}.git`,
		]);
	}
	const base = `refs/remotes/${upstream.name}/main`;
	return { kind: 'clone', root, file, head: head.stdout.trim(), remotes, upstream, base };
}

/** True for an address of falcosecurity/plugins itself. */
export function isUpstream(url: string): boolean {
	return new RegExp(`[/:]${UPSTREAM}(?:\\.git)?/?$`).test(url);
}

function fileAt(path: string): string {
	const absolute = resolve(path);
	if (!existsSync(absolute)) throw new UsageError(`no such file or folder: ${path}`);
	if (!statSync(absolute).isDirectory()) return absolute;
	const file = join(absolute, REGISTRY_FILE);
	if (!existsSync(file)) {
		throw new UsageError(`${path} has no ${REGISTRY_FILE}`, [
			`Give a clone: git clone https://github.com/${UPSTREAM}.git`,
		]);
	}
	return file;
}

function repositoryOf(file: string): string | undefined {
	for (let folder = dirname(file); ; folder = dirname(folder)) {
		if (existsSync(join(folder, '.git'))) return folder;
		if (folder === dirname(folder)) return undefined;
	}
}

async function remotesOf(root: string): Promise<Remote[]> {
	const names = (await git(root, 'remote')).split('\n').filter((name) => name !== '');
	return Promise.all(names.map(async (name) => ({ name, url: await git(root, 'remote', 'get-url', name) })));
}
