/** A version as libsinsp reads one: three numbers; text after the third does not matter. */
export interface Version {
	readonly major: number;
	readonly minor: number;
	readonly patch: number;
}

/** `undefined` unless the text starts with three numbers of at most 32 bits. */
export function parseVersion(text: string): Version | undefined {
	const match = /^\s*(\d{1,10})\.(\d{1,10})\.(\d{1,10})/.exec(text);
	if (match === null) return undefined;
	const [major = 0, minor = 0, patch = 0] = match.slice(1).map(Number);
	return Math.max(major, minor, patch) <= 0xffff_ffff ? { major, minor, patch } : undefined;
}

export function printVersion(version: Version): string {
	return `${version.major}.${version.minor}.${version.patch}`;
}

/** Whether what is there satisfies what is asked for: same major, and not older (`sinsp_version::compatible_with`). */
export function satisfies(present: Version, required: Version): boolean {
	return present.major === required.major && compareVersions(present, required) >= 0;
}

/** Negative, zero or positive, as for `sort`. */
export function compareVersions(a: Version, b: Version): number {
	return a.major - b.major || a.minor - b.minor || a.patch - b.patch;
}
