import { type ApiVersion, parseApiVersion } from './api-version.ts';
import { FALCO_RELEASES, type FalcoRelease } from './releases.ts';

/** Whether a release loads a plugin that requires an API version, and what it says where it does not. */
export interface LoadAnswer {
	release: FalcoRelease;
	loads: boolean;
	/** Falco's own words, without the `cannot load plugin PATH: ` before them. */
	refusal?: string;
}

/** Neighbouring releases that answer alike. */
export interface LoadRange {
	/** First and last release, such as `0.42.0` and `0.44.1`. */
	first: string;
	last: string;
	loads: boolean;
	/** The refusal of the newest of them. */
	refusal?: string;
	/** The range reaches the newest release known, and releases after it are expected to answer alike. */
	openEnded: boolean;
}

/**
 * What every Falco release does with a plugin that requires `required` (the text that the plugin returns), by the rule of
 * libs `plugin_check_required_api_version` (facts/abi.md 1.1): same major, and framework not older. The words are those
 * that a current Falco prints (facts/falco-messages.md); early releases may word them otherwise.
 */
export function loadMatrix(required: string): LoadAnswer[] {
	const version = parseApiVersion(required);
	return FALCO_RELEASES.map((release) => {
		const refusal = version
			? refusalOf(required, version, release.apiVersion)
			: `plugin provided an invalid required API version: '${required}'`;
		return { release, loads: refusal === undefined, ...(refusal !== undefined && { refusal }) };
	});
}

/** The releases that load a plugin requiring `required`, oldest first. */
export function releasesThatLoad(required: string): FalcoRelease[] {
	return loadMatrix(required)
		.filter(({ loads }) => loads)
		.map(({ release }) => release);
}

/** {@link loadMatrix} with neighbours put together: a few lines that a person can read. */
export function loadRanges(required: string): LoadRange[] {
	const answers = loadMatrix(required);
	const ranges: LoadRange[] = [];
	for (const [index, { release, loads, refusal }] of answers.entries()) {
		const open = ranges.at(-1);
		const openEnded = index === answers.length - 1;
		const continues = open !== undefined && open.loads === loads && reasonOf(open.refusal) === reasonOf(refusal);
		if (continues) Object.assign(open, { last: release.release, refusal, openEnded });
		else ranges.push({ first: release.release, last: release.release, loads, refusal, openEnded });
	}
	return ranges;
}

/** The message that follows `cannot load plugin PATH: `, or undefined where the framework accepts the version. */
function refusalOf(text: string, required: ApiVersion, framework: string): string | undefined {
	const reason = disagreement(required, parseApiVersion(framework) ?? { major: 0, minor: 0, patch: 0 });
	if (reason === undefined) return undefined;
	return `plugin required API version '${text}' not compatible with the framework's API version '${framework}': ${reason}`;
}

function disagreement(required: ApiVersion, framework: ApiVersion): string | undefined {
	if (framework.major !== required.major) return 'major versions disagree';
	if (framework.minor < required.minor) return "framework's minor is less than the requested one";
	if (framework.minor === required.minor && framework.patch < required.patch) {
		return "framework's patch is less than the requested one";
	}
	return undefined;
}

/** The reason alone, without the two versions. */
function reasonOf(refusal: string | undefined): string | undefined {
	return refusal?.split(': ').at(-1);
}
