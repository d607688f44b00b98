import { UsageError } from '../../errors.ts';
import { runGit } from './git.ts';

/** Who signs off. */
export interface Identity {
	name: string;
	email: string;
}

/** The trailer by which a contributor certifies the Developer Certificate of Origin. */
export function signOff({ name, email }: Identity): string {
	return `Signed-off-by: ${name} <${email}>`;
}

/**
 * The identity that git was told to use, by its configuration or its environment. Nothing is guessed from the machine's
 * name. Throws a UsageError where there is none, or where author and committer differ: a sign-off is a legal statement,
 * and git takes the committer's name for it.
 */
export async function readIdentity(root: string): Promise<Identity> {
	const author = await identityOf(root, 'GIT_AUTHOR_IDENT');
	const committer = await identityOf(root, 'GIT_COMMITTER_IDENT');
	if (signOff(author) !== signOff(committer)) {
		throw new UsageError(
			`git has ${author.name} <${author.email}> as author and ${committer.name} <${committer.email}> as committer`,
			['The sign-off needs one identity for both: see GIT_AUTHOR_* and GIT_COMMITTER_*.'],
		);
	}
	return author;
}

async function identityOf(root: string, variable: string): Promise<Identity> {
	const { status, stdout } = await runGit(root, ['-c', 'user.useConfigOnly=true', 'var', variable]);
	const match = /^(.+) <([^<>]+)> \d+ [-+]\d{4}$/.exec(stdout.trim());
	if (status !== 0 || match === null) {
		throw new UsageError('git does not know who you are, and the commit must be signed off', [
			'Tell it: git config --global user.name "Your Name"',
			'         git config --global user.email you@example.org',
		]);
	}
	return { name: match[1] ?? '', email: match[2] ?? '' };
}
