export interface ApiVersion {
	major: number;
	minor: number;
	patch: number;
}

/** The isspace() of the C locale, an optional sign, digits: what `%u` takes. */
const UNSIGNED = '[ \\t\\n\\v\\f\\r]*([+-]?\\d+)';
const LENIENT = new RegExp(`^${UNSIGNED}\\.${UNSIGNED}\\.${UNSIGNED}`);
const STRICT = /^(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})$/;

/** What `%u` stores for a sign and digits: strtoul's value, cut to 32 bits. */
function scannedUnsigned(text: string): number {
	const max = 0xffff_ffff_ffff_ffffn;
	const magnitude = BigInt(text.replace(/^[+-]/, ''));
	if (magnitude > max) return 0xffff_ffff;
	return Number(BigInt.asUintN(32, text.startsWith('-') ? -magnitude : magnitude));
}

function versionFrom(match: RegExpExecArray | null, read: (text: string) => number): ApiVersion | undefined {
	const [, major, minor, patch] = match ?? [];
	if (major === undefined || minor === undefined || patch === undefined) return undefined;
	return { major: read(major), minor: read(minor), patch: read(patch) };
}

/**
 * Reads a version as Falco does: `sscanf("%u.%u.%u")` with three conversions. So `3.1.0-rc1`, ` 3.+1.0` and `3.1.0xyz` are
 * versions, `3.1` is none. Source: libs `plugin_loader.c:plugin_check_required_api_version`; facts/abi.md section 1.1.
 */
export function scanVersion(text: string): ApiVersion | undefined {
	return versionFrom(LENIENT.exec(text), scannedUnsigned);
}

/** Reads a version that is written as it should be: three plain numbers and nothing else. */
export function parseVersion(text: string): ApiVersion | undefined {
	return versionFrom(STRICT.exec(text), Number);
}

/** A version as it is written. */
export function versionText({ major, minor, patch }: ApiVersion): string {
	return `${major}.${minor}.${patch}`;
}

/** Sorts versions from old to new. */
export function compareVersions(a: ApiVersion, b: ApiVersion): number {
	return a.major - b.major || a.minor - b.minor || a.patch - b.patch;
}

/** Why a framework refuses a plugin, in Falco's words and in Falco's order of looking. */
export const REFUSALS = {
	major: 'major versions disagree',
	minor: "framework's minor is less than the requested one",
	patch: "framework's patch is less than the requested one",
} as const;
export type Refusal = keyof typeof REFUSALS;

/**
 * The load rule: the same major version, and a framework that is not older in minor version and patch. Gives the reason of
 * a refusal, or undefined if the framework loads the plugin.
 */
export function refusalOf(framework: ApiVersion, required: ApiVersion): Refusal | undefined {
	if (framework.major !== required.major) return 'major';
	if (framework.minor < required.minor) return 'minor';
	if (framework.minor === required.minor && framework.patch < required.patch) return 'patch';
	return undefined;
}

export type LoadDecision =
	| { loads: true }
	| {
			loads: false;
			refusal: Refusal | 'unreadable' /** What Falco prints, after `cannot load plugin PATH: `. */;
			message: string;
	  };

/** What a framework with an API version decides on the text that `get_required_api_version` returned. */
export function decideLoad(framework: string, required: string): LoadDecision {
	const requiredVersion = scanVersion(required);
	const frameworkVersion = scanVersion(framework);
	if (frameworkVersion === undefined) throw new RangeError(`not an API version: ${framework}`);
	if (requiredVersion === undefined) {
		const message = `plugin provided an invalid required API version: '${required}'`;
		return { loads: false, refusal: 'unreadable', message };
	}
	const refusal = refusalOf(frameworkVersion, requiredVersion);
	if (refusal === undefined) return { loads: true };
	const message = `plugin required API version '${required}' not compatible with the framework's API version '${framework}': ${REFUSALS[refusal]}`;
	return { loads: false, refusal, message };
}
