import type { ProcessResources } from '../../life/process-resources.ts';
import type { FindingDraft } from '../../protocol/verdict.ts';

/** What is counted, and its names in a report. */
const KINDS = [
	{ kind: 'threads', one: 'a thread' },
	{ kind: 'descriptors', one: 'a file descriptor' },
	{ kind: 'children', one: 'a child process' },
] as const;

/**
 * Findings for what there is more of after each round. The first rounds are not counted and a runtime may keep what it
 * started once: only what grows in every one of the others was left behind by the round.
 */
export function leftOver(rounds: readonly ProcessResources[], round: string, call: string): FindingDraft[] {
	return KINDS.flatMap(({ kind, one }): FindingDraft[] => {
		const counts = rounds.map((resources) => resources[kind].size);
		if (!counts.slice(1).every((count, index) => count > (counts[index] ?? 0))) return [];
		const seen = new Set(rounds[0]?.[kind].keys());
		const names = [...(rounds.at(-1)?.[kind] ?? [])].flatMap(([id, name]) => (seen.has(id) ? [] : [name]));
		return [
			{
				message: `${one} is left behind by each ${round}`,
				call,
				expected: `as many ${kind} as before`,
				observed: `${counts.join(', ')} ${kind} after ${counts.length} times`,
				evidence: `new: ${[...new Set(names)].slice(0, 8).join(', ')}`,
			},
		];
	});
}
