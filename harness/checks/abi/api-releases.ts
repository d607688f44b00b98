import { compareVersions, type Version } from '../version-rule.ts';

/** The first Falco release that loads a plugin asking for at most this API version (facts/abi.md 1.2). */
const FIRST_FALCO: readonly { api: Version; falco: string }[] = [
	{ api: [3, 0, 0], falco: '0.35.0' },
	{ api: [3, 1, 0], falco: '0.36.0' },
	{ api: [3, 2, 0], falco: '0.37.0' },
	{ api: [3, 5, 0], falco: '0.38.0' },
	{ api: [3, 6, 0], falco: '0.38.1' },
	{ api: [3, 7, 0], falco: '0.39.0' },
	{ api: [3, 10, 0], falco: '0.40.0' },
	{ api: [3, 11, 0], falco: '0.41.0' },
	{ api: [3, 12, 0], falco: '0.42.0' },
];

/** The oldest Falco release that loads a plugin which asks for this API version; undefined where none does so far. */
export function oldestFalcoFor(required: Version): string | undefined {
	if (required[0] !== 3) return undefined;
	return FIRST_FALCO.find(({ api }) => compareVersions(required, api) <= 0)?.falco;
}
