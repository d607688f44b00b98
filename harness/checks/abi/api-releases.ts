import { type ApiVersion, compareVersions } from '../../abi/api-versions.ts';

/** The first Falco release that loads a plugin asking for at most this API version (facts/abi.md 1.2). */
const FIRST_FALCO: readonly { api: ApiVersion; falco: string }[] = [
	{ api: { major: 3, minor: 0, patch: 0 }, falco: '0.35.0' },
	{ api: { major: 3, minor: 1, patch: 0 }, falco: '0.36.0' },
	{ api: { major: 3, minor: 2, patch: 0 }, falco: '0.37.0' },
	{ api: { major: 3, minor: 5, patch: 0 }, falco: '0.38.0' },
	{ api: { major: 3, minor: 6, patch: 0 }, falco: '0.38.1' },
	{ api: { major: 3, minor: 7, patch: 0 }, falco: '0.39.0' },
	{ api: { major: 3, minor: 10, patch: 0 }, falco: '0.40.0' },
	{ api: { major: 3, minor: 11, patch: 0 }, falco: '0.41.0' },
	{ api: { major: 3, minor: 12, patch: 0 }, falco: '0.42.0' },
];

/** The oldest Falco release that loads a plugin which asks for this API version; undefined where none does so far. */
export function oldestFalcoFor(required: ApiVersion): string | undefined {
	if (required.major !== 3) return undefined;
	return FIRST_FALCO.find(({ api }) => compareVersions(required, api) <= 0)?.falco;
}
