import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { UsageError } from '../../errors.ts';
import { git, runGit } from './git.ts';
import { REGISTRY_FILE, type RegistryClone } from './open.ts';

/** The commit that an entry is based on: what this clone knows as upstream's `main`. */
export interface Base {
	commit: string;
	/** When that commit was made. */
	committed: Date;
	/** When the clone last asked its remotes, where it ever did. */
	fetched?: Date;
	/** The registry as it is there. */
	text: string;
}

/** Asks upstream for its `main`. */
export async function fetchBase(clone: RegistryClone): Promise<void> {
	await git(clone.root, 'fetch', '--quiet', clone.upstream.name, `+refs/heads/main:${clone.base}`);
}

/** Reads upstream's `main` as the clone has it. Throws a UsageError where it has none, or no registry in it. */
export async function readBase(clone: RegistryClone): Promise<Base> {
	const { root, base, upstream } = clone;
	const commit = await runGit(root, ['rev-parse', '--verify', '--quiet', `${base}^{commit}`]);
	if (commit.status !== 0) {
		throw new UsageError(`${root} does not know the branch main of ${upstream.name}`, ['Run this with --fetch.']);
	}
	const hash = commit.stdout.trim();
	const registry = await runGit(root, ['show', `${hash}:${REGISTRY_FILE}`]);
	if (registry.status !== 0) throw new UsageError(`${upstream.name}/main of ${root} has no ${REGISTRY_FILE}`);
	const committed = new Date(Number(await git(root, 'log', '-1', '--format=%ct', hash)) * 1000);
	const fetchHead = resolve(root, await git(root, 'rev-parse', '--git-path', 'FETCH_HEAD'));
	const fetched = statSync(fetchHead, { throwIfNoEntry: false })?.mtime;
	return { commit: hash, committed, fetched, text: registry.stdout };
}

const DAY = 24 * 60 * 60 * 1000;

/** How old the base is, as one line. */
export function describeBase(clone: RegistryClone, base: Base, now: Date): string {
	const days = Math.floor((now.getTime() - base.committed.getTime()) / DAY);
	const age = days <= 0 ? 'from today' : days === 1 ? 'one day old' : `${days} days old`;
	const asked = base.fetched === undefined ? '' : `, fetched ${base.fetched.toISOString().slice(0, 10)}`;
	return `${clone.upstream.name}/main at ${base.commit.slice(0, 9)}, ${age}${asked} (--fetch renews it)`;
}
