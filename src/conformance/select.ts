import type { Check, Profile } from '../../harness/define-check.ts';

const RANK: Record<Profile, number> = { dev: 0, ci: 1, release: 2 };

/** True where a check id matches a glob: `*` stands for any run of characters. */
export function matchesGlob(id: string, glob: string): boolean {
	const pattern = glob
		.split('*')
		.map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'))
		.join('.*');
	return new RegExp(`^${pattern}$`).test(id);
}

/**
 * The checks that a run asks for: those of the profile, or those that a `select` glob names in whatever profile they are,
 * less those that a `skip` glob names.
 */
export function selectChecks(
	catalogue: readonly Check[],
	profile: Profile,
	select: readonly string[],
	skip: readonly string[],
): Check[] {
	return catalogue.filter((check) => {
		if (skip.some((glob) => matchesGlob(check.id, glob))) return false;
		if (select.length > 0) return select.some((glob) => matchesGlob(check.id, glob));
		return RANK[check.profile] <= RANK[profile];
	});
}
