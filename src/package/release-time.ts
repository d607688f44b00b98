import { UsageError } from '../errors.ts';
import { runGit } from '../registry/clone/git.ts';

/**
 * The time that a release carries: SOURCE_DATE_EPOCH where it is set, else that of the last commit of the project, else
 * none. Never the clock's, so that the same source gives the same bytes (https://reproducible-builds.org/specs/source-date-epoch).
 */
export async function releaseTime(project: string, env: NodeJS.ProcessEnv = process.env): Promise<Date | undefined> {
	const { SOURCE_DATE_EPOCH: given } = env;
	if (given !== undefined && given !== '') {
		if (!/^\d{1,11}$/.test(given))
			throw new UsageError(`SOURCE_DATE_EPOCH is '${given}', and must be seconds since 1970`);
		return new Date(Number(given) * 1000);
	}
	const commit = await runGit(project, ['log', '-1', '--format=%ct']).catch(() => undefined);
	const seconds = commit?.status === 0 ? commit.stdout.trim() : '';
	return seconds === '' ? undefined : new Date(Number(seconds) * 1000);
}
