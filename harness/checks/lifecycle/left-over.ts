import type { ProcessResources } from '../../life/process-resources.ts';
import type { FindingDraft } from '../../protocol/verdict.ts';

/** What is counted, and its names in a report. */
const KINDS = [
	{ kind: 'threads', one: 'a thread' },
	{ kind: 'descriptors', one: 'a file descriptor' },
	{ kind: 'children', one: 'a child process' },
	{ kind: 'timers', one: 'a timer' },
] as const;

/** Smaller mappings than this are those of an allocator, too. */
const LEAST_LEAK = 65_536;

/**
 * A finding for memory that grows in every round, and by the same least amount in two of them at least. The process has other
 * users of memory, which grow in some rounds by chance and hide nothing; what a plugin maps and does not unmap comes each time.
 *
 * @param sizes bytes after each round
 */
export function leftMemory(sizes: readonly number[], round: string, call: string): FindingDraft[] {
	const steps = sizes.slice(1).map((size, index) => size - (sizes[index] ?? 0));
	const least = Math.min(...steps);
	const times = steps.filter((step) => step === least).length;
	if (least < LEAST_LEAK || times < 2) return [];
	return [
		{
			severity: 'warning',
			message: `memory is left behind by each ${round}`,
			call,
			expected: 'as much memory as before',
			observed: `${least / 1024} KiB more at least in each of ${steps.length} rounds`,
		},
	];
}

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
