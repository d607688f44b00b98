import type { LiveCheck } from '../../harness/define-check.ts';

/** Children that share out what may share: two have something to do at a time, and the start of one costs as much as a check. */
const SHARED_CHILDREN = 2;

/**
 * Says which live checks run in one host child, in which order. Every check that needs a fresh process begins a child, and
 * what may share one follows it, dealt out evenly; checks of one capability stay neighbours. What must be alone is, and comes
 * first since it takes longest.
 */
export function planGroups(
	checks: readonly LiveCheck[],
	{ survivesFailures }: { survivesFailures: boolean },
): LiveCheck[][] {
	const alone: LiveCheck[][] = [];
	const begun: LiveCheck[][] = [];
	const followers: LiveCheck[] = [];
	for (const check of checks) {
		switch (check.isolation) {
			case 'own':
				alone.push([check]);
				break;
			case 'fresh':
				begun.push([check]);
				break;
			case 'risky':
				if (survivesFailures) followers.push(check);
				else alone.push([check]);
				break;
			case 'shared':
				followers.push(check);
				break;
		}
	}
	while (begun.length < Math.min(SHARED_CHILDREN, followers.length)) begun.push([]);
	const share = Math.ceil(followers.length / Math.max(1, begun.length));
	const shared = begun.map((group, index) => [...group, ...followers.slice(index * share, (index + 1) * share)]);
	return [...alone, ...shared.filter((group) => group.length > 0)];
}
