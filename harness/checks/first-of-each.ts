import type { FindingDraft } from '../protocol/verdict.ts';

/** One finding per message: a plugin that does the same on every call is told so once, by its first case. */
export function firstOfEach(findings: readonly FindingDraft[]): FindingDraft[] {
	return [...new Map(findings.toReversed().map((finding) => [finding.message, finding])).values()].toReversed();
}
