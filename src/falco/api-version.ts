/** A version as libs reads it: three unsigned 32-bit numbers. */
export interface ApiVersion {
	major: number;
	minor: number;
	patch: number;
}

/**
 * Reads a version as libs does, with `sscanf("%u.%u.%u")`: white space and a sign before each number are taken, what
 * follows the third is ignored (`3.1.0-rc1` is 3.1.0). Undefined where three numbers are not there (`3.1`).
 */
export function parseApiVersion(text: string): ApiVersion | undefined {
	const match = /^\s*([+-]?\d+)\.\s*([+-]?\d+)\.\s*([+-]?\d+)/.exec(text);
	if (match === null) return undefined;
	const [major = 0, minor = 0, patch = 0] = match
		.slice(1)
		.map((digits) => Number(BigInt.asUintN(32, BigInt(digits.replace('+', '')))));
	return { major, minor, patch };
}

/** Negative, zero or positive as `a` is older than, equal to or newer than `b`. */
export function compareApiVersions(a: ApiVersion, b: ApiVersion): number {
	return a.major - b.major || a.minor - b.minor || a.patch - b.patch;
}
