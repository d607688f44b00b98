/** Three numbers, most significant first. */
export type Version = readonly [major: number, minor: number, patch: number];

const LENIENT = /^[ \t\n\v\f\r]*\+?(\d+)\.[ \t\n\v\f\r]*\+?(\d+)\.[ \t\n\v\f\r]*\+?(\d+)/;

/**
 * Reads a version as Falco does: `sscanf` with `%u.%u.%u`, which skips white space before each number, accepts a plus sign
 * and ignores whatever follows the third one (facts/abi.md 1.1). Undefined where Falco refuses.
 */
export function scanVersion(text: string): Version | undefined {
	const match = LENIENT.exec(text);
	return match ? [Number(match[1]), Number(match[2]), Number(match[3])] : undefined;
}

/** Whether the text is exactly three plain numbers, so that every reader understands the same. */
export function isPlainTriple(text: string): boolean {
	return /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/.test(text);
}

/**
 * Why a host that offers one version refuses what asks for another, in the words of Falco's loader, or undefined where it
 * accepts: majors are equal, and minor and patch of the host are not older (`plugin_check_required_api_version`).
 */
export function refusalOf(required: Version, offered: Version): string | undefined {
	if (required[0] !== offered[0]) return 'major versions disagree';
	if (required[1] > offered[1]) return "framework's minor is less than the requested one";
	if (required[1] === offered[1] && required[2] > offered[2]) return "framework's patch is less than the requested one";
	return undefined;
}

/** Negative, zero or positive, as for Array.prototype.sort. */
export function compareVersions(a: Version, b: Version): number {
	return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}
