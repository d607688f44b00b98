import { decideLoad, REFUSALS, type Refusal } from '../../harness/abi/api-versions.ts';
import { FALCO_RELEASES, type FalcoRelease } from './releases.ts';

/** Whether a release loads a plugin that requires an API version, and what it says where it does not. */
export type LoadAnswer = { release: FalcoRelease } & (
	| { loads: true }
	/** `message`: Falco's own words, without the `cannot load plugin PATH: ` before them. */
	| { loads: false; reason: string; message: string }
);

/** Neighbouring releases that answer alike. */
export interface LoadRange {
	/** First and last release, such as `0.42.0` and `0.44.1`. */
	first: string;
	last: string;
	loads: boolean;
	/** What the newest of them prints; null where it loads the plugin. */
	message: string | null;
	/** The range reaches the newest release known, and releases after it are expected to answer alike. */
	openEnded: boolean;
}

/**
 * What every Falco release does with a plugin that requires `required` (the text that the plugin returns), by the rule of
 * libs `plugin_check_required_api_version` (facts/abi.md 1.1): same major, and framework not older. The words are those
 * that a current Falco prints (facts/falco-messages.md); early releases may word them otherwise.
 */
export function loadMatrix(required: string): LoadAnswer[] {
	return FALCO_RELEASES.map((release) => {
		const decision = decideLoad(release.apiVersion, required);
		if (decision.loads) return { release, loads: true };
		return { release, loads: false, reason: reasonOf(decision.refusal), message: decision.message };
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
	const starts = answers.flatMap((answer, index) => (sameAnswer(answers[index - 1], answer) ? [] : [index]));
	return starts.flatMap((start, index) => {
		const end = (starts[index + 1] ?? answers.length) - 1;
		const first = answers[start];
		const last = answers[end];
		if (first === undefined || last === undefined) return [];
		return [
			{
				first: first.release.release,
				last: last.release.release,
				loads: last.loads,
				message: last.loads ? null : last.message,
				openEnded: end === answers.length - 1,
			},
		];
	});
}

function sameAnswer(a: LoadAnswer | undefined, b: LoadAnswer): boolean {
	if (a === undefined || a.loads !== b.loads) return false;
	return a.loads || b.loads || a.reason === b.reason;
}

function reasonOf(refusal: Refusal | 'unreadable'): string {
	return refusal === 'unreadable' ? 'invalid required API version' : REFUSALS[refusal];
}
