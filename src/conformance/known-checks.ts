import { CATALOGUE } from '../../harness/catalogue.ts';
import { UsageError } from '../errors.ts';
import { matchesGlob } from './select.ts';

/** Refuses a glob that names no check: a typing error would otherwise pass as "nothing found". */
export function checkGlobsMatch(globs: readonly string[]): void {
	for (const glob of globs) {
		if (CATALOGUE.some(({ id }) => matchesGlob(id, glob))) continue;
		throw new UsageError(`no check is called ${glob}`, ['plugin-kit explain lists all checks.']);
	}
}
