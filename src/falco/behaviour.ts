import { type ApiVersion, compareVersions, scanVersion } from '../../harness/abi/api-versions.ts';
import type { FalcoBehaviour } from '../../harness/subjects.ts';
import { UsageError } from '../errors.ts';
import { FALCO_RELEASES, type FalcoRelease, NEWEST_FALCO } from './releases.ts';

const ALL_ONES = 0xffff_ffff_ffff_ffffn;
/** Frameworks before libs 0.8 report no schema; nothing compares it with theirs. */
const NO_SCHEMA = '0.0.0';

/**
 * What a Falco release does to a plugin where releases differ (facts/abi.md 1.4). The newest release by default. A minor
 * such as `0.43` stands for its newest patch. Throws UsageError for a release that plugin-kit does not know.
 */
export function falcoBehaviour(release: string = NEWEST_FALCO.release): FalcoBehaviour {
	const found = findRelease(release);
	const since = (version: string) => compareVersions(versionOf(found.release), versionOf(version)) >= 0;
	return {
		release: found.release,
		apiVersion: found.apiVersion,
		eventSchema: found.eventSchema ?? NO_SCHEMA,
		eagerBinding: since('0.42.0'),
		absentArgIndex: since('0.43.0') ? ALL_ONES : 0n,
		refusesEmptyFields: since('0.42.0'),
		checksEventSchema: since('0.42.0'),
	};
}

function findRelease(release: string): FalcoRelease {
	const found = FALCO_RELEASES.findLast(
		(known) => known.release === release || known.release.startsWith(`${release}.`),
	);
	if (found !== undefined) return found;
	const oldest = FALCO_RELEASES[0].release;
	throw new UsageError(`Falco ${release} is not a release that plugin-kit knows`, [
		`Give a release from ${oldest}, the first with plugins, to ${NEWEST_FALCO.release}.`,
	]);
}

function versionOf(release: string): ApiVersion {
	return scanVersion(release) ?? { major: 0, minor: 0, patch: 0 };
}
